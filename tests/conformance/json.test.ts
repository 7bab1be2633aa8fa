import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { build, findings, names } from '../helpers/door.ts';
import { expectFinding, expectGood } from '../helpers/expect-finding.ts';
import { el, planOf, stateful } from '../helpers/plan.ts';

const test = suite('conformance: JSON');
const good = JSON.stringify(planOf(el('main', {}, 'ok')));
const withRoot = (text: string) => good.replace('"ok"', text);
const bytes = (...values: number[]) => Uint8Array.from(values);
const joined = (...parts: (string | Uint8Array)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));

test('C001: a byte order mark changes nothing', async () => {
  const plain = await build(good);
  const marked = await build(joined(bytes(0xef, 0xbb, 0xbf), good));
  assert.equal(marked.bundle?.files, plain.bundle?.files);
  assert.ok(plain.bundle);
  expectFinding(joined('\uFEFF\uFEFF', good), 'json-syntax');
});

test('C002: what is not UTF-8 is refused with a byte offset', () => {
  const invalid = expectFinding(joined('{"a":"', bytes(0xff, 0xfe), '"}'), 'json-encoding');
  assert.is(invalid.byteOffset, 6);
  assert.type(expectFinding(Buffer.from(`\uFEFF${good}`, 'utf16le'), 'json-encoding').byteOffset, 'number');
  expectFinding(joined('{"a":"', bytes(0xc0, 0xbc), '"}'), 'json-encoding');
  expectFinding(joined('{"a":"', bytes(0xed, 0xa0, 0xbd), '"}'), 'json-encoding');
});

test('C003: comments, trailing commas and a second document are syntax errors with a place', () => {
  for (const text of [
    good.replace(/}$/, ',}'),
    `// no\n${good}`,
    `${good} {}`,
    good.replaceAll('"', "'"),
    `${good}\0`,
  ]) {
    const { span } = expectFinding(text, 'json-syntax');
    assert.type(span?.start, 'number');
  }
  for (const number of ['NaN', '0x1', '01', '+1', '.5', '1.'])
    expectFinding(good.replace('"version":1', `"version":${number}`), 'json-syntax');
});

test('C004: equal keys are refused at the second one, escaped or not', () => {
  const doubled = good.replace('"version":1', '"version":1,"version":2');
  const finding = expectFinding(doubled, 'json-duplicate-key', { pointer: '/version' });
  assert.is(finding.related.length, 1);
  expectFinding(good.replace('"version":1', '"version":1,"\\u0076ersion":2'), 'json-duplicate-key');
  expectFinding(stateText('{"a":1,"\\u0061":2}'), 'json-duplicate-key', { pointer: '/state/initial/a' });
});

test('C005: a file above 4 MiB is refused', () => {
  expectFinding(`${' '.repeat(4_194_305)}not json`, 'json-too-large');
  expectGood(good + ' '.repeat(4_194_304 - good.length));
});

test('C006: a hundred thousand levels are refused without exhausting the stack', () => {
  expectFinding('['.repeat(100_000), 'json-depth');
  expectFinding(stateText('{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)), 'json-depth');
});

test('C007: a number that is not finite is refused', () => {
  expectFinding(good.replace('"version":1', '"version":1e400'), 'json-number-range', { pointer: '/version' });
  expectFinding(stateText('{"a":-1e999}'), 'json-number-range', { pointer: '/state/initial/a' });
});

test('C008: integers without exact value warn as data and fail as version', () => {
  const pointer = '/state/initial/a';
  expectFinding(stateText('{"a":9007199254740993}'), 'json-number-precision', { pointer, severity: 'warning' });
  assert.ok(names(findings(good.replace('"version":1', '"version":9007199254740993'))).length > 0);
  expectGood(stateText('{"a":9007199254740991}'), {}, 'json-number-precision');
});

test('C009: a lone surrogate escape is refused', () => {
  expectFinding(withRoot('"\\ud83d"'), 'json-lone-surrogate');
  expectFinding(withRoot('"\\ude00\\ud83d"'), 'json-lone-surrogate');
  expectGood(withRoot('"\\ud83d\\ude00"'));
});

test('C010: the key __proto__ is refused anywhere', () => {
  const pointer = '/state/initial/__proto__';
  expectFinding(stateText('{"__proto__":{"polluted":1}}'), 'json-forbidden-key', { pointer });
  expectFinding(
    good.replace('"version":1', '"version":1,"metadata":{"a":[{"\\u005f_proto__":1}]}'),
    'json-forbidden-key',
  );
  expectFinding(good.replace('"props":{}', '"props":{"__proto__":"x"}'), 'json-forbidden-key');
  assert.is(({} as Record<string, unknown>).polluted, undefined);
});

test('C011: the key constructor is refused in state and accepted in metadata', () => {
  expectFinding(stateText('{"a":{"constructor":1}}'), 'forbidden-state-key');
  expectFinding(stateText('{"prototype":1}'), 'forbidden-state-key');
  expectGood(planOf(el('p'), { metadata: { constructor: 1 } as never }));
  const push = [{ type: 'push', path: 'a', value: { constructor: 1 } }];
  expectFinding(stateful(el('p'), { a: [] }, { go: push }), 'forbidden-state-key');
  const payload = { onClick: { type: 'go', payload: { prototype: 1 } } };
  expectFinding(planOf(el('button', payload, 'x')), 'forbidden-state-key');
});

test('C012: a key that only begins like a reserved one is ordinary', async () => {
  const plan = stateful(el('main', {}, '{{state.constructorStandings.0}}'), { constructorStandings: ['first'] });
  const { bundle } = await build(plan);
  assert.match(bundle!.files.map((file) => file.text).join(''), /<main[^>]*>first</);
});

test.run();

function stateText(initial: string): string {
  return good.replace('"version":1', `"version":1,"state":{"initial":${initial}}`);
}
