import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { transform } from 'esbuild';
import dts from 'rollup-plugin-dts';

const eraseTypes = {
  name: 'erase-types',
  async transform(code, id) {
    if (!id.endsWith('.ts')) return null;
    const { code: text, map } = await transform(code, {
      loader: 'ts',
      target: 'node20',
      sourcefile: id,
      sourcemap: true,
    });
    return { code: text, map };
  },
};

const readJsonModules = {
  name: 'read-json-modules',
  transform: (code, id) => (id.endsWith('.json') ? { code: `export default ${code}`, map: null } : null),
};

const minify = {
  name: 'minify',
  renderChunk: (code) => transform(code, { minify: true, format: 'esm', target: 'node20', legalComments: 'none' }),
};

/** The licence texts of everything that is bundled, beside the bundle. */
const licences = {
  name: 'licences',
  generateBundle(_, bundle) {
    const folders = new Set();
    for (const chunk of Object.values(bundle))
      for (const id of Object.keys(chunk.modules ?? {}))
        if (id.includes('/node_modules/')) folders.add(packageFolder(id));
    const texts = [...folders].sort().map(licenceText);
    this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY.txt', source: texts.join('\n\n') });
  },
};

/** Start-up pays for every file, so modules are gathered into one chunk for each time at which they are needed. */
function manualChunks(id) {
  if (/\/src\/(compiler\/(?!verify|findings)|plan|diagnostics|util)\//.test(id) || id.includes('@noble'))
    return 'compiler';
  return undefined;
}

export default [
  {
    input: { cli: 'src/cli/main.ts', index: 'src/index.ts' },
    external: (id) => id.startsWith('node:') || builtinModules.includes(id),
    plugins: [eraseTypes, readJsonModules, nodeResolve({ preferBuiltins: true }), commonjs(), minify, licences],
    output: {
      dir: 'dist',
      format: 'es',
      chunkFileNames: 'chunks/[name]-[hash].js',
      manualChunks,
      hoistTransitiveImports: true,
    },
    onwarn: refuse,
  },
  {
    input: 'src/index.ts',
    plugins: [dts()],
    output: { file: 'dist/index.d.ts', format: 'es' },
    onwarn: refuse,
  },
];

function refuse(warning) {
  throw new Error(warning.message);
}

function packageFolder(id) {
  let folder = dirname(id.replace(/^\0/, '').replace(/\?.*$/, ''));
  while (!/\/node_modules\/(@[^/]+\/)?[^/]+$/.test(folder)) folder = dirname(folder);
  return folder;
}

function licenceText(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const text = ['LICENSE', 'LICENSE.md', 'license'].map((file) => tryRead(join(folder, file))).find(Boolean);
  if (!text) throw new Error(`${name} has no licence file`);
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}

function tryRead(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
