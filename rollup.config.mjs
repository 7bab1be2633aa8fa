import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { simple } from 'acorn-walk';
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

const minify = {
  name: 'minify',
  renderChunk: (code, _, { format }) =>
    transform(code, {
      minify: true,
      format: format === 'cjs' ? 'cjs' : 'esm',
      target: 'node20',
      legalComments: 'none',
    }),
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

/** Says that the program's files are CommonJS, in a package of modules. */
const commonjsFolder = {
  name: 'commonjs-folder',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' });
  },
};

/** The program as one expression, which `src/cli/load-program.ts` evaluates as it stands. */
const wrapProgram = {
  name: 'wrap-program',
  generateBundle(_, bundle) {
    const { program } = Object.fromEntries(Object.values(bundle).map((chunk) => [chunk.name, chunk]));
    const ascii = program.code.replace(
      /[^\0-\x7f]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    program.code = `(function (exports, require, module) {${ascii}\n})\n`;
  },
};

/** In browsers `x.browser.ts` stands in for `x.ts`: what needs Babel, a linker or an engine is not there. */
const browserVariants = {
  name: 'browser-variants',
  resolveId(id, importer) {
    if (!importer || !id.endsWith('.ts')) return null;
    const variant = resolve(dirname(importer), id.replace(/\.ts$/, '.browser.ts'));
    return existsSync(variant) ? variant : null;
  },
};

/** What only the references print of a finding is a tenth of the compiler; a browser does without. */
const withoutReference = {
  name: 'without-reference',
  transform(code, id) {
    if (!/\/(findings|rules\/[\w-]+)\.ts$/.test(id)) return null;
    const texts = [];
    simple(this.parse(code), {
      Property({ key, value }) {
        if (/^(docs|example)$/.test(key.name)) texts.push(value);
      },
    });
    let stripped = code;
    for (const { start, end, type } of texts.sort((a, b) => b.start - a.start))
      stripped = stripped.slice(0, start) + (type === 'ObjectExpression' ? '{}' : '""') + stripped.slice(end);
    return { code: stripped, map: null };
  },
};

/** Start-up pays for every file: what nearly every build needs is one, what few commands need is apart. */
const APART =
  /\/src\/(action|modules|linker|isolation|studio|compiler\/(verify|play|streaming|create-compiler|findings\.generated|javascript|islands\/(?!uses)|phases\/5-pin)|cli\/(live|modules|diff|report|budgets\/(?!over|read)|many|build-cache|remote-cache|signing|build-worker|playground|help|bug-report|summary|all-findings|commands\/(?!build|check|command|index)|inspect|init|output\/read))|\/node_modules\/(?!cac|@noble)/;

function manualChunks(id) {
  return APART.test(id) ? undefined : 'program';
}

/** What is installed beside the package; all of it is loaded by the commands that need it. */
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const isDependency = (id) => Object.keys(dependencies).some((name) => id === name || id.startsWith(`${name}/`));

const common = {
  external: (id) => id.startsWith('node:') || builtinModules.includes(id) || isDependency(id),
  onwarn: refuse,
};
const plugins = [eraseTypes, nodeResolve({ preferBuiltins: true }), commonjs(), minify];

export default [
  {
    ...common,
    input: { program: 'src/cli/run.ts', action: 'src/action/run-action.ts' },
    preserveEntrySignatures: 'allow-extension',
    plugins: [...plugins, licences, commonjsFolder, wrapProgram],
    // CommonJS: the loader of modules takes a fifth of the time of a build.
    output: {
      dir: 'dist',
      format: 'cjs',
      entryFileNames: 'cli/[name].js',
      chunkFileNames: 'cli/[name]-[hash].js',
      dynamicImportInCjs: false,
      manualChunks,
    },
  },
  { ...common, input: { cli: 'src/cli/packed.ts' }, plugins, output: { dir: 'dist', format: 'cjs' } },
  {
    ...common,
    input: {
      worker: 'src/cli/packed-worker.ts',
      'build-worker': 'src/cli/packed-build-worker.ts',
      action: 'src/action/packed.ts',
    },
    plugins,
    output: { dir: 'dist', format: 'cjs' },
  },
  {
    ...common,
    input: { index: 'src/index.ts', vite: 'src/vite.ts' },
    plugins,
    // What reads and renders plan code is loaded by the first plan that has any.
    output: {
      dir: 'dist',
      format: 'es',
      entryFileNames: '[name].mjs',
      chunkFileNames: 'library/[name]-[hash].mjs',
    },
  },
  {
    ...common,
    input: 'src/browser.ts',
    external: [],
    plugins: [browserVariants, eraseTypes, withoutReference, nodeResolve({ browser: true }), minify],
    output: { file: 'dist/browser.mjs', format: 'es', inlineDynamicImports: true },
  },
  { ...common, input: 'src/studio/vite/hot.ts', plugins, output: { file: 'dist/vite-hot.mjs', format: 'es' } },
  ...['index', 'browser', 'vite'].map((name) => ({
    ...common,
    input: `src/${name}.ts`,
    plugins: [dts()],
    output: { file: `dist/${name}.d.mts`, format: 'es', inlineDynamicImports: true },
  })),
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
