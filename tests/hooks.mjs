// Lets Node run the TypeScript sources as they stand; types are erased, not checked (`npm run types` checks them).
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';

export async function load(url, context, next) {
  // The parser of GitHub imports its schema as bundlers let it.
  if (url.endsWith('.min.json')) return next(url, { ...context, importAttributes: { type: 'json' } });
  if (!/\.ts$/.test(url)) return next(url, context);
  const sourcefile = fileURLToPath(url);
  const { code } = await transform(await readFile(sourcefile, 'utf8'), {
    loader: 'ts',
    format: 'esm',
    target: 'node20',
    sourcefile,
    sourcemap: 'inline',
  });
  return { format: 'module', source: code, shortCircuit: true };
}
