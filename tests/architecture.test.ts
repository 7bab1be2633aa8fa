import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** Which folders of `src` a folder may import from, beside itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  util: [],
  plan: [],
  diagnostics: ['plan', 'util'],
  'runtime-lite': ['plan'],
  compiler: ['plan', 'diagnostics', 'util'],
  modules: ['plan', 'diagnostics', 'util'],
  linker: ['plan', 'diagnostics', 'util'],
  isolation: ['plan', 'diagnostics', 'util'],
  cli: ['plan', 'diagnostics', 'util', 'compiler', 'modules', 'linker', 'isolation', 'studio'],
  action: ['cli', 'diagnostics'],
  // In frames it speaks to the handle of the page, whose types are those of the run time.
  studio: ['plan', 'diagnostics', 'util', 'compiler', 'modules', 'linker', 'isolation', 'runtime-lite'],
  // The entries of the library name what is public; in Node the host of the command line is part of it.
  'index.ts': ['compiler', 'diagnostics', 'plan', 'cli'],
  'browser.ts': ['compiler', 'diagnostics', 'plan'],
  'vite.ts': ['compiler', 'diagnostics', 'plan', 'cli'],
};

/** Folders that may touch the machine they run on. */
const OUTWARD = ['cli', 'action', 'studio', 'modules', 'linker', 'isolation', 'vite.ts'];

/** The one folder, or hardly ever two, that may use a tool at run time. */
const TOOL_OWNERS: Readonly<Record<string, string | readonly string[]>> = {
  ajv: 'compiler/phases/2-validate',
  '@babel/core': 'compiler/javascript',
  '@noble/hashes': 'compiler',
  '@codemirror/autocomplete': 'studio/playground',
  '@codemirror/commands': 'studio/playground',
  '@codemirror/lang-javascript': 'studio/playground',
  '@codemirror/lang-json': 'studio/playground',
  '@codemirror/language': 'studio/playground',
  '@codemirror/lint': 'studio/playground',
  '@codemirror/search': 'studio/playground',
  '@codemirror/state': 'studio/playground',
  '@codemirror/view': 'studio/playground',
  '@lezer/highlight': 'studio/playground',
  fflate: 'studio',
  acorn: 'modules',
  'acorn-walk': 'modules',
  cac: 'cli',
  chokidar: 'studio',
  'es-module-lexer': 'modules',
  // Local modules in TypeScript or JSX are scanned for imports as they will be linked.
  esbuild: ['linker', 'modules'],
  hono: 'studio',
  '@hono/node-server': 'studio',
  'npm-package-arg': 'modules',
  'npm-pick-manifest': 'modules',
  parse5: ['compiler/islands', 'cli/diff'],
  piscina: ['studio/server', 'cli/many'],
  // The page of the playground is drawn with it, too.
  preact: ['runtime-lite/islands', 'studio/playground'],
  'resolve.exports': 'modules',
  rollup: 'linker',
  '@rollup/plugin-commonjs': 'linker',
  'quickjs-emscripten': 'isolation',
  semver: 'modules',
  'spdx-correct': 'modules',
  'spdx-expression-parse': 'modules',
  'spdx-satisfies': 'modules',
  tar: 'modules',
  tinyglobby: 'cli',
  typescript: 'linker',
  undici: 'modules',
};

const files = listFiles('src');
const imports = files.flatMap((file) => importsOf(file).map((target) => ({ file, target })));

test('folders import only what they may', () => {
  const wrong = imports.filter(({ file, target }) => {
    if (!target.startsWith('src/')) return false;
    const [from, to] = [areaOf(file), areaOf(target)];
    return from !== to && !MAY_IMPORT[from]?.includes(to);
  });
  assert.equal(wrong, []);
});

test('phases meet in stages.ts and compile.ts only', () => {
  const phase = (path: string): string | undefined => /^src\/compiler\/phases\/([^/]+)/.exec(path)?.[1];
  assert.equal(
    imports.filter(({ file, target }) => phase(file) && phase(target) && phase(file) !== phase(target)),
    [],
  );
});

test('only the outward folders touch the machine', () => {
  const pure = imports.filter(({ file }) => !OUTWARD.includes(areaOf(file)));
  assert.equal(
    pure.filter(({ target }) => target.startsWith('node:')),
    [],
  );
  const impure = /(?<![\w.])(?:process\.(?!on\b)|Date\.now|new Date|Math\.random|performance\.now|fetch\()/;
  assert.equal(
    files.filter((file) => isPure(file) && impure.test(withoutStrings(codeOf(file)))),
    [],
  );
});

test('each tool has one owner', () => {
  const wrong = imports.filter(({ file, target }) => {
    // What is in angle brackets the compiler gives to linked code.
    if (/^(src\/|node:|<)/.test(target)) return false;
    const owner = TOOL_OWNERS[packageOf(target)];
    return owner === undefined || ![owner].flat().some((one) => file.startsWith(`src/${one}`));
  });
  assert.equal(wrong, []);
});

test('no file that people write has more than 400 lines', () => {
  const written = [...files, ...listFiles('tests'), ...listFiles('scripts')].filter(
    (file) => !file.endsWith('.generated.ts'),
  );
  assert.equal(
    written.filter((file) => readFileSync(file, 'utf8').split('\n').length > 401),
    [],
  );
});

test('every test file runs its tests, and all of them', () => {
  // The helper `testRule` runs the table that it is given.
  const tests = listFiles('tests').filter((file) => file.endsWith('.test.ts'));
  assert.equal(
    tests.filter((file) => !/\.run\(\);|^testRule\(/m.test(codeOf(file))),
    [],
  );
  assert.equal(
    tests.filter((file) => /\b(?:test|suite|\w+)\.only\(/.test(codeOf(file))),
    [],
  );
});

test.run();

function listFiles(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'));
  return names.map((entry) => join(entry.parentPath, entry.name)).sort();
}

/** Relative imports as paths from the root, others as they are written; types count, too. */
function importsOf(file: string): string[] {
  const found = codeOf(file).matchAll(
    /^(?:import|export)\b[^;'"]*?from\s*'([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm,
  );
  const targets = [...found].map(([, from, bare, lazy]) => from ?? bare ?? lazy ?? '');
  return targets.map((target) => (target.startsWith('.') ? normalize(join(dirname(file), target)) : target));
}

function codeOf(file: string): string {
  return readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}

function withoutStrings(code: string): string {
  return code.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''");
}

function areaOf(path: string): string {
  return path.split('/')[1] ?? '';
}

function isPure(file: string): boolean {
  return !OUTWARD.includes(areaOf(file)) && areaOf(file) !== 'runtime-lite';
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
