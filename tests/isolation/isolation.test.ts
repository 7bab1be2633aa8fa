import { existsSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createIsolation, type IsolatedJob, type IsolatedResult } from '../../src/isolation/index.ts';

const test = suite('the isolated engine');
const isolation = createIsolation();
test.after(() => isolation.close());

test('a script gives a function, which is called with the input; its result comes back as JSON', async () => {
  assert.equal(await resultOf('({ a, b }) => ({ sum: a + b })', { input: { a: 1, b: [2] } }), { sum: '12' });
  assert.equal(await resultOf('const f = async (x) => { await null; return [x, undefined, -0] }; f'), [null, null, 0]);
  assert.equal(await resultOf('(x) => ({ then: (done) => done("late") })'), 'late');
});

test('one run leaves nothing for the next', async () => {
  await resultOf('globalThis.kept = 1; Array.prototype.kept = 1; () => 1');
  assert.equal(await resultOf('() => [typeof kept, [].kept]'), ['undefined', null]);
});

test('clock and chance are fixed, and local time is UTC', async () => {
  const script = `() => [Date.now(), new Date().toISOString(), String(new Date()), new Date(2020, 5, 1, 12).toISOString(),
    new Date('2020-06-01T12:00').getHours(), new Date(0).getTimezoneOffset(), performance.now(), Math.random(), Math.random(),
    crypto.randomUUID(), [...crypto.getRandomValues(new Uint8Array(8))]]`;
  const first = (await resultOf(script)) as unknown[];
  assert.equal(first.slice(0, 7), [
    946684800000,
    '2000-01-01T00:00:00.000Z',
    'Sat Jan 01 2000 00:00:00 GMT+0000 (Coordinated Universal Time)',
    '2020-06-01T12:00:00.000Z',
    12,
    0,
    0,
  ]);
  assert.is.not(first[7], first[8]);
  const other = createIsolation();
  assert.equal(((await other.run(job(script))) as { value: unknown }).value, first);
  await other.close();
});

test('there is the language and nothing else', async () => {
  const names = [
    ...['process', 'require', 'module', 'Deno', 'Bun', 'fetch', 'XMLHttpRequest', 'WebSocket', 'Worker', 'WebAssembly'],
    ...['setTimeout', 'setInterval', 'setImmediate', 'document', 'window', 'localStorage', 'navigator', 'std', 'os'],
    ...['print', 'scriptArgs', 'Buffer', '__dirname', 'importScripts', 'SharedArrayBuffer', 'Atomics', 'gc'],
  ];
  const script = `() => ${JSON.stringify(names)}.filter((name) => typeof globalThis[name] !== 'undefined' || (() => { try { return typeof eval(name) !== 'undefined' } catch {} })())`;
  const found = (await resultOf(script)) as string[];
  assert.equal(
    found.filter((name) => name !== 'SharedArrayBuffer'),
    [],
  );
  assert.is(
    await resultOf('() => { console.log("x"); console.error("x"); console.table?.([]); return "silent" }'),
    'silent',
  );
  assert.equal(await resultOf('() => new Promise((done) => queueMicrotask(() => done(typeof self)))'), 'object');
});

test('no plan code runs in the process: what would leave a trace leaves none', async () => {
  const trace = `trace-${process.pid}`;
  const ways = [
    'globalThis.trace = 1',
    `process.env.TRACE = '1'`,
    `require('fs').writeFileSync('${trace}', 'x')`,
    `import('node:fs').then((fs) => fs.writeFileSync('${trace}', 'x'))`,
    `Function('return process')().env.TRACE = '1'`,
    `(0, eval)('process').env.TRACE = '1'`,
    `[].constructor.constructor('return this')().process.exit(7)`,
    `(async () => {}).constructor('return process')().then((it) => it.exit(7))`,
    `Error.prepareStackTrace = (_, frames) => frames[0].getThis().process.exit(7); new Error().stack`,
    `Object.prototype.polluted = 1; Array.prototype.polluted = 1; JSON.parse('{"__proto__":{"polluted":1}}')`,
    `new Function('x', 'x.constructor.constructor("return process")().exit(7)')(input)`,
    `input.constructor.constructor('return globalThis')().trace = 1`,
    `std.open('${trace}', 'w')`,
    `os.exec(['touch', '${trace}'])`,
    `std.evalScript('1'); __loadScript('${trace}')`,
  ];
  for (const way of ways)
    await isolation.run(job(`(input) => { try { ${way} } catch {} return 1 }`, { input: { a: 1 } }));
  assert.is((globalThis as Record<string, unknown>)['trace'], undefined);
  assert.is(process.env['TRACE'], undefined);
  assert.is(existsSync(trace), false);
  assert.is(({} as Record<string, unknown>)['polluted'], undefined);
  assert.is(await resultOf('() => 1'), 1);
});

test('what is not data is refused', async () => {
  for (const code of ['() => undefined', '() => () => 1', '() => Symbol()'])
    assert.is(await reasonOf(code), 'not-json', code);
  assert.is(await reasonOf('() => "x".repeat(9e6)'), 'not-json');
  assert.is(await reasonOf('() => { let a = []; for (let i = 0; i < 2000; i++) a = [a]; return a }'), 'not-json');
  for (const code of [
    '() => 1n',
    '() => { const a = []; a.push(a); return a }',
    '42',
    'syntax error',
    '() => { throw null }',
  ])
    assert.is(await reasonOf(code), 'threw', code);
  assert.is(await reasonOf('() => new Proxy({}, { ownKeys() { throw new Error("no") } })'), 'threw');
  assert.is(await reasonOf('() => new Promise(() => {})'), 'pending');
});

test('what reads the result was there before the code', async () => {
  const script = `JSON.stringify = JSON.parse = Promise.prototype.then = Reflect.apply = Function.prototype.call = () => 'forged';
    Promise.resolve = globalThis.Promise = undefined;
    (input) => input`;
  assert.equal(await resultOf(script, { input: { a: [1] } }), { a: [1] });
  const proto = (await resultOf(`() => JSON.parse('{"__proto__":{"polluted":1}}')`)) as Record<string, unknown>;
  assert.is(proto['polluted'], undefined);
  assert.ok(Object.hasOwn(proto, '__proto__'));
});

const ENDLESS: Readonly<Record<string, string>> = {
  loop: '() => { for (;;); }',
  'loop while it is evaluated': 'for (;;);',
  'loop that catches': '() => { for (;;) { try { for (;;); } catch {} } }',
  'loop with finally': '() => { for (;;) { try { for (;;); } finally { continue } } }',
  microtasks: '() => { const next = () => Promise.resolve().then(next); next(); return new Promise(() => {}) }',
  'flood of promises': '() => { for (;;) Promise.resolve().then(() => {}) }',
  thenable: '() => { const self = { then: (done) => done(self) }; return self }',
  'regular expression': '() => /^(a+)+$/.test("a".repeat(60) + "b")',
  getter: '() => ({ get a() { for (;;); } })',
  toJSON: '() => ({ toJSON() { for (;;); } })',
  proxy: '() => new Proxy({}, { ownKeys() { for (;;); } })',
  sort: '() => Array.from({ length: 1e6 }, (_, n) => ({ n })).sort(() => { for (let i = 0; i < 1e5; i++); return 0 }).length',
  'circles to look for': '() => { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return a }',
  'message of an error': '() => { throw { get message() { for (;;); } } }',
};

for (const [name, code] of Object.entries(ENDLESS))
  test(`what never ends is ended: ${name}`, async () => {
    const result = await isolation.run(job(code, { milliseconds: 150 }));
    assert.not(result.ok);
    assert.match((result as { reason: string }).reason, /timeout|threw/);
    assert.is(await resultOf('() => "next"'), 'next');
  });

const BOMBS: Readonly<Record<string, string>> = {
  'typed arrays': '() => { const a = []; for (;;) a.push(new Uint8Array(1e6)) }',
  'one typed array': '() => new Uint8Array(2 ** 31 - 1).length',
  arrays: '() => { const a = []; for (;;) a.push(new Array(1e5).fill(1)) }',
  map: '() => { const m = new Map(); for (let i = 0; ; i++) m.set(i, { i }) }',
  strings: '() => { const a = []; for (;;) a.push("x".repeat(1e5) + a.length) }',
  'one string': '() => { let s = "x"; for (;;) s += s }',
  'number without end': '() => { let n = 2n; for (;;) n *= n }',
  'source text': '() => eval("(".repeat(1e6))',
  recursion: '() => { const f = () => f(); f() }',
  'recursion of data': '() => JSON.parse("[".repeat(1e6))',
  'error as large as memory': '() => { throw new Error("x".repeat(2e7)) }',
};

for (const [name, code] of Object.entries(BOMBS))
  test(`what takes all memory is ended: ${name}`, async () => {
    const result = await isolation.run(job(code, { milliseconds: 3000, memoryBytes: 48e6 }));
    assert.not(result.ok);
    assert.match((result as { reason: string }).reason, /memory|threw|timeout/);
    assert.is(await resultOf('() => "next"'), 'next');
  });

test('messages are one short line', async () => {
  const said = await isolation.run(job('() => { throw new Error("\\u001b[31mred\\n\\u202Eline " + "x".repeat(1e5)) }'));
  const { message } = said as { message: string };
  assert.match(message, /red .*line/);
  assert.ok(message.length <= 300);
  assert.not.match(message, /[\u0000-\u001f\u202e]/);
  for (const code of ['throw undefined', 'throw Symbol("q")', 'throw new Proxy({}, { get() { throw 1 } })', 'throw []'])
    assert.type(((await isolation.run(job(`() => { ${code} }`))) as { message: string }).message, 'string');
});

test('a signal ends a run, before it and in the middle', async () => {
  assert.is(await reasonOf('() => 1', { signal: AbortSignal.abort() }), 'aborted');
  const ending = new AbortController();
  setTimeout(() => ending.abort(), 50);
  assert.is(await reasonOf('() => { for (;;); }', { signal: ending.signal, milliseconds: 60_000 }), 'aborted');
  assert.is(await resultOf('() => "next"'), 'next');
});

test('jobs that are given at once run one after another, each with its own answer', async () => {
  const all = await Promise.all([1, 2, 3].map((n) => resultOf('(n) => n * 2', { input: n })));
  assert.equal(all, [2, 4, 6]);
});

test('what renders Preact to text is a module that imports Preact', async () => {
  const text = await isolation.renderToString();
  assert.match(text, /from ?["']preact["']/);
  assert.match(text, /renderToString/);
});

test.run();

function job(script: string, given: Partial<IsolatedJob> = {}): IsolatedJob {
  return { script, input: null, milliseconds: 2000, memoryBytes: 64 * 1024 * 1024, ...given };
}

async function resultOf(script: string, given?: Partial<IsolatedJob>): Promise<unknown> {
  const result: IsolatedResult = await isolation.run(job(script, given));
  assert.ok(result.ok, result.ok ? '' : `${result.reason}: ${result.message}`);
  return (result as { value: unknown }).value;
}

async function reasonOf(script: string, given?: Partial<IsolatedJob>): Promise<string> {
  const result = await isolation.run(job(script, given));
  return result.ok ? 'ok' : result.reason;
}
