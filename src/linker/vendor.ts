import commonjsPlugin from '@rollup/plugin-commonjs';
import { transform } from 'esbuild';
import { type OutputChunk, type Plugin, type RollupError, rollup } from 'rollup';
import type { ModuleGraph, PinnedModule } from '../plan/modules/graph.ts';
import { LinkError } from './job.ts';
import { jsonModule } from './json-module.ts';
import type { Wanted } from './wanted.ts';

/** Packages linked and tree-shaken by what is wanted of them: one chunk per wanted module, and what they share. */
export interface Vendor {
  /** Chunk texts by file name; styles stay imports of their ids. */
  readonly chunks: Readonly<Record<string, string>>;
  /** Wanted modules to the file names of their chunks. */
  readonly entries: Readonly<Record<string, string>>;
  /** Every module of which something is left, or whose style is used. */
  readonly used: readonly string[];
}

const WANT = '\0want:';

/** Its types describe the CommonJS build of the package. */
const commonjs = commonjsPlugin as unknown as (options: object) => Plugin;

/** Links the packages behind what is wanted. */
export async function linkVendor(graph: ModuleGraph, wanted: Wanted): Promise<Vendor> {
  const ids = [...wanted.keys()].sort();
  if (ids.length === 0) return { chunks: {}, entries: {}, used: [] };
  try {
    const build = await rollup({
      input: Object.fromEntries(ids.map((id, index) => [`v${index}`, WANT + id])),
      plugins: [graphPlugin(graph, wanted), commonjs({ transformMixedEsModules: true, extensions: ['.js', '.cjs'] })],
      preserveEntrySignatures: 'strict',
      onwarn: () => {},
      maxParallelFileOps: 1,
    });
    const { output } = await build.generate({
      format: 'es',
      entryFileNames: '[name].js',
      chunkFileNames: 's[hash].js',
      hoistTransitiveImports: false,
      interop: 'auto',
    });
    await build.close();
    return toVendor(
      output.filter((one): one is OutputChunk => one.type === 'chunk'),
      ids,
      graph,
    );
  } catch (error) {
    throw asLinkError(error as RollupError);
  }
}

function toVendor(chunks: readonly OutputChunk[], ids: readonly string[], graph: ModuleGraph): Vendor {
  const used = new Set<string>();
  for (const chunk of chunks) {
    for (const [id, module] of Object.entries(chunk.modules)) if (module.renderedLength > 0) used.add(plainId(id));
    for (const id of chunk.imports) used.add(id);
  }
  return {
    chunks: Object.fromEntries(chunks.map((chunk) => [chunk.fileName, chunk.code])),
    entries: Object.fromEntries(ids.map((id, index) => [id, `v${index}.js`])),
    used: [...used].filter((id) => graph.modules.has(id)).sort(),
  };
}

/** Gives Rollup the graph as it was pinned: nothing is resolved a second time. */
function graphPlugin(graph: ModuleGraph, wanted: Wanted): Plugin {
  return {
    name: 'graph',
    resolveId(source, importer) {
      if (source.startsWith(WANT) || graph.modules.has(source)) return resolved(source, graph);
      if (source.startsWith('\0') || importer === undefined) return null;
      const from = graph.modules.get(plainId(importer));
      const target = from && Object.hasOwn(from.imports, source) ? from.imports[source] : undefined;
      if (from && target === undefined)
        throw new LinkError([{ module: from.id, message: `\`${source}\` is not among its pinned imports.` }]);
      return target === undefined ? null : resolved(target, graph);
    },
    load(id) {
      if (id.startsWith(WANT)) return wantText(id.slice(WANT.length), wanted, graph);
      const module = graph.modules.get(id);
      return module ? moduleText(module) : null;
    },
  };
}

function resolved(id: string, graph: ModuleGraph) {
  const module = graph.modules.get(id);
  if (module?.format === 'css') return { id, external: true as const, moduleSideEffects: true };
  return { id, moduleSideEffects: module?.sideEffects ?? true };
}

function wantText(id: string, wanted: Wanted, graph: ModuleGraph): string {
  const names = [...(wanted.get(id) ?? [])].sort();
  const from = JSON.stringify(id);
  if (!names.includes('*')) return names.length ? `export {${names.join()}} from ${from}` : `import ${from}`;
  const { format = 'esm', text = '' } = graph.modules.get(id) ?? {};
  const hasDefault = format !== 'esm' || /\bexport\s+default\b|\bas\s+default\b/.test(text);
  return `export * from ${from};${hasDefault ? `export {default} from ${from}` : ''}`;
}

async function moduleText({ format, text, id }: PinnedModule): Promise<string> {
  if (format === 'json') return jsonModule(text);
  if (!text.includes('process.env.NODE_ENV')) return text;
  // Before CommonJS is read, so that the development half of a package is not even looked at.
  const { code } = await transform(text, {
    loader: 'js',
    define: { 'process.env.NODE_ENV': '"production"' },
    minifySyntax: true,
    target: 'es2022',
    charset: 'utf8',
    sourcefile: id,
  });
  return code;
}

function plainId(id: string): string {
  return id.replace(/^\0/, '').replace(/\?commonjs.*$/, '');
}

function asLinkError(error: RollupError): Error {
  if (error instanceof LinkError) return error;
  if (error.cause instanceof LinkError) return error.cause;
  const { binding, exporter, id = '' } = error;
  const module = plainId(id);
  if (error.code === 'MISSING_EXPORT') {
    if (id.startsWith(WANT) && binding !== undefined) {
      const message = `\`${id.slice(WANT.length)}\` does not export \`${binding}\`.`;
      return new LinkError([
        { module: id.slice(WANT.length), message, missing: { name: binding, importer: '<entry>' } },
      ]);
    }
    const name = binding === undefined ? 'a name' : `\`${binding}\``;
    return new LinkError([
      { module, message: `It imports ${name}, which \`${plainId(exporter ?? '')}\` does not export.` },
    ]);
  }
  if (error.code === 'PARSE_ERROR' || error.pluginCode === 'PARSE_ERROR')
    return new LinkError([{ module, message: 'It is no JavaScript that can be read.' }]);
  return error as Error;
}
