import { runInThisContext } from 'node:vm';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { LinkJob } from '../../src/compiler/host.ts';
import { createLinker, type LinkCache } from '../../src/linker/index.ts';
import { type GivenModule, graphOf } from '../helpers/module-graph.ts';

const test = suite('linking');

test('an entry becomes an expression of its exports', async () => {
  const exports = await run(`import{double}from"math";export const four=double(2);export default 'x'`, {
    'math@1.0.0/index.js': { text: 'export const double = (n) => n * 2; export const unused = "never"' },
  });
  assert.equal({ ...exports }, { four: 4, default: 'x' });
});

test('what nobody imports is left out', async () => {
  const { code } = await good(
    job('export {a} from "lib"', { 'lib@1.0.0/index.js': { text: 'export const a = 1; export const b = "left out"' } }),
  );
  assert.not.match(code, 'left out');
});

test('packages in CommonJS are converted, with the production half only', async () => {
  const modules = {
    'old@1.0.0/index.js': {
      format: 'commonjs',
      text: `if (process.env.NODE_ENV === 'production') module.exports = require('./good.js'); else module.exports = require('./bad.js')`,
      imports: { './good.js': 'old@1.0.0/good.js', './bad.js': 'old@1.0.0/bad.js' },
    },
    'old@1.0.0/good.js': { format: 'commonjs', text: 'exports.mode = "production"' },
    'old@1.0.0/bad.js': { format: 'commonjs', text: 'exports.mode = "development"' },
  } as const;
  const linked = await good(job('import old, { mode } from "old"; export const all = [mode, old.mode]', modules));
  assert.equal(evaluate(linked.code), { all: ['production', 'production'] });
  assert.not.match(linked.code, 'development');
});

test('modules that import each other in a circle are linked', async () => {
  const exports = await run('export {even} from "ring"', {
    'ring@1.0.0/index.js': {
      text: 'import {odd} from "./odd.js"; export const even = (n) => n === 0 || odd(n - 1)',
      imports: { './odd.js': 'ring@1.0.0/odd.js' },
    },
    'ring@1.0.0/odd.js': {
      text: 'import {even} from "./index.js"; export const odd = (n) => n !== 0 && even(n - 1)',
      imports: { './index.js': 'ring@1.0.0/index.js' },
    },
  });
  assert.is((exports['even'] as (n: number) => boolean)(8), true);
});

test('JSON gives its value and its members, and a `__proto__` member is one', async () => {
  const exports = await run('import all, {name} from "data"; export {all, name}', {
    'data@1.0.0/index.js': { format: 'json', text: '{"name":"n","__proto__":{"x":1}}' },
  });
  assert.is(exports['name'], 'n');
  assert.ok(Object.hasOwn(exports['all'] as object, '__proto__'));
});

test('styles come in the order of their imports, those of packages too', async () => {
  const modules: Record<string, GivenModule> = {
    './a.css': { format: 'css', text: '.a { color: red }' },
    './b.js': {
      text: 'import "./b.css"; import "lib"; export const b = 1',
      imports: { './b.css': './b.css', lib: 'lib@1.0.0/index.js' },
    },
    './b.css': { format: 'css', text: '.b{color:green}' },
    'lib@1.0.0/index.js': {
      text: 'import "./lib.css"; export const lib = 1',
      imports: { './lib.css': 'lib@1.0.0/lib.css' },
      sideEffects: true,
    },
    'lib@1.0.0/lib.css': { format: 'css', text: '.lib{color:blue}', sideEffects: true },
  };
  const linked = await good(
    job('import "./a.css"; export {b} from "./b.js"', modules, { './a.css': './a.css', './b.js': './b.js' }),
  );
  assert.is(linked.css, '.a{color:red}.b{color:green}.lib{color:#00f}');
  assert.ok(linked.used.includes('lib@1.0.0/lib.css'));
});

test('class names of a CSS module are its own', async () => {
  const modules = { './card.module.css': { format: 'css', text: '.title { color: red }' } } as const;
  const linked = await good(
    job('import styles from "./c"; export const name = styles.title', modules, { './c': './card.module.css' }),
  );
  const { name } = evaluate(linked.code);
  assert.is(linked.css, `.${name}{color:red}`);
});

test('types are erased and JSX becomes calls of its runtime', async () => {
  const own = {
    '<entry>': {
      code: 'export const node: unknown = <p id="a">{1 as number}</p>',
      language: 'tsx',
      jsx: 'renderify',
      imports: { 'renderify/jsx-runtime': '<jsx>' },
    },
    '<jsx>': {
      code: 'export const jsx = (type, props) => [type, props]; export const jsxs = jsx',
      language: 'js',
      imports: {},
    },
  } as const;
  const linked = await good({ graph: graphOf({}), own, platform: 'page' });
  assert.equal(evaluate(linked.code), { node: ['p', { id: 'a', children: 1 }] });
});

test('nothing in a script can end its element', async () => {
  const { code } = await good(job('export const text = "</script><!-- <script>"; export const tag = `</SCRIPT>`', {}));
  assert.not.match(code, /<\/script|<!--/i);
  assert.equal(evaluate(code), { text: '</script><!-- <script>', tag: '</SCRIPT>' });
});

test('the code stands by itself: it is strict, and what it declares is nobody else’s', async () => {
  const { code } = await good(job('var leak = 1; export const seen = typeof this; export const l = leak', {}));
  assert.equal(evaluate(code), { seen: 'undefined', l: 1 });
  assert.is((globalThis as Record<string, unknown>)['leak'], undefined);
});

test('an import that its module does not export is a problem with both names', async () => {
  const local = await bad(
    job('export {nope} from "./a.js"', { './a.js': { text: 'export const yes = 1' } }, { './a.js': './a.js' }),
  );
  assert.equal(local, [
    {
      module: '<entry>',
      message: 'It imports `nope`, which is not exported.',
      missing: { name: 'nope', importer: '<entry>' },
    },
  ]);
  const packed = await bad(job('export {nope} from "lib"', { 'lib@1.0.0/index.js': { text: 'export const yes = 1' } }));
  assert.is(packed[0]?.missing?.name, 'nope');
});

test('a text that is no JavaScript, and `await` outside of functions, are problems in plain words', async () => {
  const [broken] = await bad(job('export {a} from "lib"', { 'lib@1.0.0/index.js': { text: 'export const a = (' } }));
  assert.is(broken?.message, 'It is no JavaScript that can be read.');
  const [waiting] = await bad(job('await 1; export const a = 1', {}));
  assert.match(waiting?.message ?? '', /await/);
});

test('the same job gives the same text, with a cache, from it, and without one', async () => {
  const kept = new Map<string, string>();
  const cache: LinkCache = { get: async (key) => kept.get(key), put: async (key, text) => void kept.set(key, text) };
  const modules = { 'lib@1.0.0/index.js': { text: 'export const a = [1]; export const b = 2' } };
  const texts = [];
  for (const linker of [createLinker(), createLinker(cache), createLinker(cache)])
    texts.push(JSON.stringify(await linker.link(job('export {a} from "lib"', modules))));
  assert.is(kept.size, 1);
  assert.is(new Set(texts).size, 1);
});

test('another byte of a package, or another name of it, is another entry of the cache', async () => {
  const keys = new Set<string>();
  const linker = createLinker({ get: async (key) => void keys.add(key), put: async () => undefined });
  const lib = (text: string) => ({ 'lib@1.0.0/index.js': { text } });
  await linker.link(job('export {a} from "lib"', lib('export const a = 1, b = 2')));
  await linker.link(job('export {a} from "lib"', lib('export const a = 1, b = 3')));
  await linker.link(job('export {b} from "lib"', lib('export const a = 1, b = 2')));
  assert.is(keys.size, 3);
});

test.run();

function job(
  code: string,
  modules: Readonly<Record<string, GivenModule>>,
  imports?: Readonly<Record<string, string>>,
): LinkJob {
  const packages = Object.keys(modules).filter((id) => id.endsWith('/index.js') && !id.startsWith('./'));
  const named = Object.fromEntries(packages.map((id) => [id.slice(0, id.indexOf('@')), id]));
  const own = { '<entry>': { code, language: 'js', imports: { ...named, ...imports } } } as const;
  return { graph: graphOf(modules), own, platform: 'page' };
}

async function good(given: LinkJob) {
  const result = await createLinker().link(given);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result;
}

async function bad(given: LinkJob) {
  const result = await createLinker().link(given);
  assert.not.ok(result.ok, 'it is linked');
  return result.ok ? [] : result.problems;
}

async function run(code: string, modules: Readonly<Record<string, GivenModule>>): Promise<Record<string, unknown>> {
  return evaluate((await good(job(code, modules))).code);
}

function evaluate(code: string): Record<string, unknown> {
  return runInThisContext(code);
}
