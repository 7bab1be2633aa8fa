import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type CodeLanguage, loadCodeAnalysis } from '../../../src/compiler/javascript/index.ts';

const { guardLoops } = await loadCodeAnalysis();
const guard = (code: string, language: CodeLanguage = 'js') => guardLoops(code, language, 'tick').code;
const test = suite('loop guards');

test('stand in every loop and function', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['while (a) { b() }', 'while (a) {;tick(); b() }'],
    ['while (a) b()', 'while (a) {tick();b()}'],
    ['for (;;);', 'for (;;){tick();;}'],
    ['do a(); while (b)', 'do {tick();a();} while (b)'],
    ['for (const a of b) for (const c in a) d(c)', 'for (const a of b) {tick();for (const c in a) {tick();d(c)}}'],
    ['for await (const a of b) {}', 'for await (const a of b) {;tick();}'],
    ['if (a) while (b) c(); else d()', 'if (a) while (b) {tick();c();} else d()'],
    ['function f() { "use strict"; return 1 }', 'function f() { "use strict";;tick(); return 1 }'],
    ['async function* f() { yield 1 }', 'async function* f() {;tick(); yield 1 }'],
    ['const f = (a) => a', 'const f = (a) => (tick(),a)'],
    ['const f = (a) => ({ a })', 'const f = (a) => (tick(),{ a })'],
    ['const f = (a) => (b) => a + b', 'const f = (a) => (tick(),(b) => (tick(),a + b))'],
    ['while (a) b = () => c', 'while (a) {tick();b = () => (tick(),c)}'],
    [
      'class A { get a() { return 1 } static #b() {} }',
      'class A { get a() {;tick(); return 1 } static #b() {;tick();} }',
    ],
    ['const o = { f() {}, get a() { return 1 } }', 'const o = { f() {;tick();}, get a() {;tick(); return 1 } }'],
  ];
  for (const [code, guarded] of cases) assert.is(guard(code), guarded);
});

test('leave types, JSX and everything else as they are', () => {
  assert.is(guard('const f = <T,>(a: T): T => <T>a', 'ts'), 'const f = <T,>(a: T): T => (tick(),<T>a)');
  assert.is(guard('const f = () => <a b={() => 1} />', 'jsx'), 'const f = () => (tick(),<a b={() => (tick(),1)} />)');
  assert.is(
    guard('function f(a: 1): void; function f(a: unknown) {}', 'ts'),
    'function f(a: 1): void; function f(a: unknown) {;tick();}',
  );
  assert.is(guard('abstract class A { abstract f(): void }', 'ts'), 'abstract class A { abstract f(): void }');
  assert.is(guard('const a = 1 // while (true) {}'), 'const a = 1 // while (true) {}');
});

test('use a name that the code has no other meaning for', () => {
  const { code, tick } = guardLoops('const f = (tick) => { while (tick_) tick() }', 'js', 'tick');
  assert.is(tick, 'tick__');
  assert.is(code, 'const f = (tick) => {;tick__(); while (tick_) {tick__();tick()} }');
});

test('end code that would run for ever, however it resists', async () => {
  const endless = [
    'while (true);',
    'for (;;) try { while (true); } catch {}',
    'for (;;) try { throw 1 } finally { continue }',
    'const f = () => f(); for (;;) try { f() } catch {}',
    'const f = (n) => { if (n) { f(n - 1); f(n - 1) } }; f(60)',
    'const it = { [Symbol.iterator]() { return this }, next: () => ({ done: false }) }; for (const a of it);',
    'function* g() { while (true) yield 1 } for (const a of g());',
    'await (async () => { for await (const a of (async function* () { for (;;) yield 1 })()); })()',
    'a: while (true) { while (true) continue a }',
  ];
  for (const code of endless) {
    let left = 5000;
    const tick = () => {
      if (--left < 0) throw new RangeError('over budget');
    };
    const run = Object.getPrototypeOf(async () => {}).constructor('tick', guard(code)) as (
      tick: () => void,
    ) => Promise<void>;
    const end = await run(tick).catch((error: Error) => error.message);
    assert.is(end, 'over budget', code);
  }
});

test('change nothing of what code gives', async () => {
  const programs = [
    'let n = 0; for (let i = 0; i < 10; i++) n += i; return n',
    'const f = (n) => n < 2 ? n : f(n - 1) + f(n - 2); return f(10)',
    'const out = []; a: for (const i of [1, 2, 3]) for (const j of [1, 2, 3]) { if (j === 2) continue a; out.push(i, j) } return out',
    'class A { constructor() { this.a = 1 } } class B extends A { constructor() { super(); this.b = 2 } } return { ...new B() }',
    'const g = function* () { let n = 0; do yield n; while (++n < 3) }; return [...g()]',
    'const f = (a, b = () => a) => (a++, b()); return f(1)',
    'let x = 3; const y = []; while (x) y.push(x--); return y',
    'return await (async () => { let s = 0; for await (const a of [1, 2]) s += a; return s })()',
  ];
  for (const code of programs) {
    const run = (text: string): Promise<unknown> =>
      Object.getPrototypeOf(async () => {}).constructor('tick', text)(() => {});
    // Wrapped, because `return` and `await` stand at the top.
    const guarded = guard(`export default async () => {${code}}`)
      .replace('export default async () => {;tick();', '')
      .slice(0, -1);
    assert.equal(await run(guarded), await run(code), code);
  }
});

test.run();
