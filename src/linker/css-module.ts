import { createHash } from 'node:crypto';
import { build, type OnLoadResult } from 'esbuild';

/** The specifier by which a CSS module brings its style. */
export const CSS_TEXT = 'css-text:';

/**
 * A CSS module as a JavaScript module of its class names, which imports the style. The names depend on the file alone, so
 * that the page and the prerender have the same ones.
 */
export async function cssModule(id: string, text: string): Promise<OnLoadResult> {
  const mark = createHash('sha256').update(id).digest('hex').slice(0, 6);
  const name = `${/([^/]+)\.module\.css$/.exec(id)?.[1] ?? 'style'}_${mark}`;
  const { outputFiles } = await build({
    stdin: { contents: `import * as names from 'style';import all from 'style';export default {...names,...all}` },
    bundle: true,
    write: false,
    outdir: '/',
    format: 'esm',
    logLevel: 'silent',
    plugins: [
      {
        name: 'style',
        setup(esbuild) {
          esbuild.onResolve({ filter: /./ }, ({ path, namespace }) =>
            path === 'style'
              ? { path: `/${name}.css`, namespace: 'style' }
              : namespace === 'style'
                ? { path, external: true }
                : undefined,
          );
          esbuild.onLoad({ filter: /./, namespace: 'style' }, () => ({ contents: text, loader: 'local-css' }));
        },
      },
    ],
  });
  const find = (extension: string) => outputFiles.find((file) => file.path.endsWith(extension))?.text ?? '';
  return { contents: `import ${JSON.stringify(CSS_TEXT)};${find('.js')}`, loader: 'js', pluginData: find('.css') };
}
