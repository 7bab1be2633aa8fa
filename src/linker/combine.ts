import { build, type Plugin } from 'esbuild';
import { CSS_TEXT, cssModule } from './css-module.ts';
import { LinkError, type LinkJob } from './job.ts';
import { jsonModule } from './json-module.ts';
import { type PlainModule, problemsOf } from './prepare.ts';
import type { Vendor } from './vendor.ts';

/** The last step: the plan's own modules and the linked packages as one minified text, and one style sheet. */
export async function combine(
  job: LinkJob,
  own: ReadonlyMap<string, PlainModule>,
  vendor: Vendor,
): Promise<{ readonly code: string; readonly css: string; readonly used: readonly string[] }> {
  try {
    const { outputFiles, metafile } = await build({
      entryPoints: ['own:<entry>'],
      bundle: true,
      write: false,
      outdir: '/',
      metafile: true,
      minify: true,
      format: 'esm',
      target: job.platform === 'page' ? 'es2022' : 'es2020',
      supported: { 'top-level-await': false },
      charset: 'utf8',
      legalComments: 'none',
      logLevel: 'silent',
      treeShaking: true,
      tsconfigRaw: '{}',
      define: { 'process.env.NODE_ENV': '"production"' },
      plugins: [placesPlugin(job, own, vendor)],
    });
    const text = (extension: string) => outputFiles.find((file) => file.path.endsWith(extension))?.text ?? '';
    const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
    const used = inputs
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([name]) => name.replace(/^[a-z]+:/, ''));
    return { code: asExpression(text('.js')), css: safeCss(text('.css')), used };
  } catch (error) {
    throw new LinkError(problemsOf(error, '<entry>'));
  }
}

/** Where each specifier leads: own texts, chunks of packages, styles and data of the graph. */
function placesPlugin({ graph }: LinkJob, own: ReadonlyMap<string, PlainModule>, vendor: Vendor): Plugin {
  const place = (id: string) => {
    const format = graph.modules.get(id)?.format;
    if (own.has(id)) return { path: id, namespace: 'own' };
    if (format === 'css') return { path: id, namespace: 'css' };
    if (Object.hasOwn(vendor.entries, id)) return { path: vendor.entries[id] as string, namespace: 'vendor' };
    return format === 'json' ? { path: id, namespace: 'json' } : { path: id, namespace: 'empty' };
  };
  return {
    name: 'places',
    setup(esbuild) {
      esbuild.onResolve({ filter: /./ }, ({ path, importer, namespace, kind, pluginData }) => {
        if (kind === 'entry-point') return { path: '<entry>', namespace: 'own' };
        if (namespace === 'vendor') return path.startsWith('./') ? { path: path.slice(2), namespace } : place(path);
        if (path === CSS_TEXT) return { path: importer, namespace: 'css-text', pluginData };
        // What a style refers to is judged by the policy, not followed.
        if (namespace.startsWith('css')) return { path, external: true };
        const target = own.get(importer)?.imports[path];
        return target === undefined ? { errors: [{ text: `\`${path}\` is not pinned` }] } : place(target);
      });
      esbuild.onLoad({ filter: /./, namespace: 'own' }, ({ path }) => ({
        contents: own.get(path)?.code ?? '',
        loader: 'js',
      }));
      esbuild.onLoad({ filter: /./, namespace: 'vendor' }, ({ path }) => ({
        contents: vendor.chunks[path] ?? '',
        loader: 'js',
      }));
      esbuild.onLoad({ filter: /./, namespace: 'json' }, ({ path }) => ({
        contents: jsonModule(graph.modules.get(path)?.text ?? 'null'),
        loader: 'js',
      }));
      esbuild.onLoad({ filter: /./, namespace: 'css' }, async ({ path }) => {
        const text = graph.modules.get(path)?.text ?? '';
        return path.endsWith('.module.css') ? cssModule(path, text) : { contents: text, loader: 'css' as const };
      });
      esbuild.onLoad({ filter: /./, namespace: 'css-text' }, ({ path, pluginData }) => ({
        contents: path ? String(pluginData) : '',
        loader: 'css',
      }));
      esbuild.onLoad({ filter: /./, namespace: 'empty' }, () => ({ contents: 'export default {}', loader: 'js' }));
    },
  };
}

/** The text of a module, as an expression of an object with its exports; nothing in it can end a script element. */
function asExpression(module: string): string {
  const { body, exports } = splitExports(module.trimEnd());
  const members = exports.map(([local, name]) => (local === name ? name : `${name}:${local}`));
  const code = `(()=>{"use strict";${body}return{${members.join()}}})()`;
  return code.replaceAll('<!--', '\\x3c!--').replace(/<\/(script)/gi, '<\\/$1');
}

/** esbuild writes all exports as one statement at the end. */
function splitExports(module: string): { body: string; exports: (readonly [string, string])[] } {
  const found = /export\{([^{}]*)\};?$/.exec(module);
  if (!found) return { body: module, exports: [] };
  const exports = (found[1] ?? '')
    .split(',')
    .filter(Boolean)
    .map((one) => {
      const [local = '', name = local] = one.trim().split(/\s+as\s+/);
      return [local, name] as const;
    });
  const body = module.slice(0, found.index);
  return { body: body && !/[;}]$/.test(body) ? `${body};` : body, exports };
}

function safeCss(css: string): string {
  return css.trim().replace(/<\/(style)/gi, '<\\/$1');
}
