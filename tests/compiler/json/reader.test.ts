import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readDocument } from '../../../src/compiler/json/read.ts';
import type { Occurrence } from '../../../src/diagnostics/define.ts';

interface Finding extends Occurrence {
  readonly name: string;
}

function read(input: string | Uint8Array) {
  const found: Finding[] = [];
  const document = readDocument(input, ({ name }, occurrence) => found.push({ name, ...occurrence }));
  return { value: document?.value, found, names: found.map(({ name }) => name) };
}

const bytes = (...list: number[]) => new Uint8Array(list);
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

const test = suite('JSON reader: agreement with JSON.parse');

test('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom('', ' ', '\n', '\t'), (text, indent) => {
      const spaced = JSON.stringify(JSON.parse(text), null, indent);
      // Only what the language forbids on purpose is not read.
      if (/__proto__|\\ud[89a-f]/i.test(spaced)) return;
      assert.equal(plain(read(spaced).value), JSON.parse(spaced));
    }),
    { numRuns: 500, seed: 1 },
  );
});

test('refuses what JSON.parse refuses', () => {
  const scraps = fc.constantFrom(...'{}[]",:0123456789.-+eE \n\\utrfnalse\u0000\u00a0\ufeffx/*\'');
  fc.assert(
    fc.property(fc.array(scraps, { maxLength: 12 }), (list) => {
      const text = list.join('');
      const document = text.startsWith('\ufeff') ? text.slice(1) : text;
      const good = parse(document) !== undefined;
      const { names } = read(text);
      assert.is(names.includes('json-syntax'), !good, `${JSON.stringify(text)}: ${names}`);
    }),
    { numRuns: 3000, seed: 2 },
  );
});

test('mutated documents end in the same verdict', () => {
  const text = JSON.stringify({ a: [1, -2.5e3, 'x\\"y\n', null, true, { b: {}, c: [] }], d: 'ä😀' }, null, 1);
  fc.assert(
    fc.property(fc.nat(text.length), fc.nat(2), fc.string({ maxLength: 2 }), (at, cut, put) => {
      const changed = text.slice(0, at) + put + text.slice(at + cut);
      const good = parse(changed) !== undefined;
      assert.is(read(changed).names.includes('json-syntax'), !good, changed);
    }),
    { numRuns: 2000, seed: 3 },
  );
});

test('objects have no prototype, at any depth', () => {
  const value = read('{"a":[{"b":{}}],"toString":1}').value as unknown as { readonly a: readonly [object] };
  assert.is(Object.getPrototypeOf(value), null);
  assert.is(Object.getPrototypeOf(value.a[0]), null);
});

test('minus zero is zero', () => {
  for (const text of ['-0', '-0.0', '-0e5']) assert.is(Object.is(read(text).value, 0), true, text);
});

test.run();

const rules = suite('JSON reader: the rules of the language');

const REFUSED: readonly (readonly [string, string, string])[] = [
  ['{"a":1,"a":2}', 'json-duplicate-key', '/a'],
  ['{"x":[0,{"a":1,"\\u0061":2}]}', 'json-duplicate-key', '/x/1/a'],
  ['{"a/b~c":{"d":1,"d":2}}', 'json-duplicate-key', '/a~1b~0c/d'],
  ['{"version":1e400}', 'json-number-range', '/version'],
  ['[-1e999]', 'json-number-range', '/0'],
  [`[${'9'.repeat(400)}]`, 'json-number-range', '/0'],
  ['["\\ud83d"]', 'json-lone-surrogate', '/0'],
  ['["\\ude00\\ud83d"]', 'json-lone-surrogate', '/0'],
  ['{"a":{"\\udfff":1}}', 'json-lone-surrogate', '/a/\udfff'],
  ['["\ud83d"]', 'json-lone-surrogate', '/0'],
  ['{"a":{"__proto__":1}}', 'json-forbidden-key', '/a/__proto__'],
  ['{"a":{"\\u005f_proto__":1}}', 'json-forbidden-key', '/a/__proto__'],
];
for (const [text, name, pointer] of REFUSED) {
  rules(`refuses ${JSON.stringify(text).slice(0, 60)} as ${name}`, () => {
    const { value, found } = read(text);
    assert.is(value, undefined);
    assert.equal(
      found.map((one) => [one.name, one.pointer]),
      [[name, pointer]],
    );
  });
}

rules('the second of two equal keys is shown, the first is related', () => {
  const text = '{ "a": 1, "a": 2 }';
  const [found] = read(text).found;
  assert.is(text.slice(found?.span?.start, found?.span?.end), '"a"');
  assert.is(found?.span?.start, 10);
  assert.equal(found?.related, [{ pointer: '/a', at: 'key', message: 'the first one' }]);
});

rules('a pair of escapes is one character', () => assert.is(read('"\\ud83d\\ude00\\u0000"').value, '😀\u0000'));

rules('an integer that loses digits is read with a warning', () => {
  for (const literal of ['9007199254740992', '-9007199254740993', '12345678901234567890']) {
    const { value, found } = read(`{"n":${literal}}`);
    assert.equal(plain(value), { n: Number(literal) });
    assert.equal(
      found.map((one) => [one.name, one.pointer]),
      [['json-number-precision', '/n']],
    );
  }
  assert.equal(read('[9007199254740991, 1e20, 0.1234567890123456789]').names, []);
});

rules('several findings of one text are all told, with their own places', () => {
  const { found } = read('{"a":[1e400,{"b":1e400}],"c":"\\ud800","a":0}');
  assert.equal(
    found.map((one) => `${one.name} ${one.pointer}`),
    ['json-number-range /a/0', 'json-number-range /a/1/b', 'json-lone-surrogate /c', 'json-duplicate-key /a'],
  );
});

rules('places are told apart in siblings that look alike', () => {
  const { found } = read('{"a":{"b":[1e400,{"x":1e400}]},"c":{"d":[[],{"x":1e400}]}}');
  assert.equal(
    found.map(({ pointer }) => pointer),
    ['/a/b/0', '/a/b/1/x', '/c/d/1/x'],
  );
});

rules('one byte order mark is skipped, the second is no JSON', () => {
  assert.equal(read('\ufeff[]').value, []);
  assert.equal(read(bytes(0xef, 0xbb, 0xbf, 0x5b, 0x5d)).value, []);
  assert.equal(read('\ufeff\ufeff[]').names, ['json-syntax']);
});

rules('nesting stops at 2,048 levels', () => {
  assert.equal(read('['.repeat(2048) + ']'.repeat(2048)).names, []);
  assert.equal(read('['.repeat(2049) + ']'.repeat(2049)).names, ['json-depth']);
  assert.equal(read('{"a":'.repeat(100_000)).names, ['json-depth']);
});

rules('size counts in bytes and is judged first', () => {
  const limit = 4_194_304;
  assert.equal(read(`"${'a'.repeat(limit - 2)}"`).names, []);
  assert.equal(read('x'.repeat(limit + 1)).names, ['json-too-large']);
  assert.equal(read(`"${'ä'.repeat(limit / 2)}"`).names, ['json-too-large']);
  assert.equal(read(new Uint8Array(limit + 1)).names, ['json-too-large']);
});

rules.run();

const encoding = suite('JSON reader: encoding');

const ENCODINGS: readonly (readonly [string, Uint8Array, number])[] = [
  ['UTF-16 with a mark', bytes(0xff, 0xfe, 0x7b, 0), 0],
  ['UTF-16 without a mark', bytes(0x7b, 0, 0x7d, 0), 0],
  ['big-endian UTF-16', bytes(0, 0x7b, 0, 0x7d), 0],
  ['UTF-32', bytes(0x7b, 0, 0, 0), 0],
  ['gzip', bytes(0x1f, 0x8b, 8, 0), 0],
  ['an overlong slash', bytes(0x22, 0xc0, 0xaf, 0x22), 1],
  ['an overlong NUL', bytes(0x22, 0xe0, 0x80, 0x80, 0x22), 1],
  ['a surrogate in CESU-8', bytes(0x22, 0x41, 0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80, 0x22), 2],
  ['a character above U+10FFFF', bytes(0x22, 0xf4, 0x90, 0x80, 0x80, 0x22), 1],
  ['a byte that starts nothing', bytes(0x22, 0xc3, 0xa4, 0xff, 0x22), 3],
  ['a sequence that is cut off', bytes(0x22, 0xf0, 0x9f, 0x98), 1],
];
for (const [name, input, offset] of ENCODINGS) {
  encoding(`${name} is refused with its byte offset`, () => {
    const { found } = read(input);
    assert.equal(
      found.map((one) => [one.name, one.byteOffset]),
      [['json-encoding', offset]],
    );
  });
}

encoding('every valid text is accepted, and a changed byte never crashes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(), fc.nat(255), (text, at, byte) => {
      const input = new TextEncoder().encode(JSON.stringify(text.toString()).replace(/\\ud[89a-f]../gi, ''));
      assert.equal(read(input).names, []);
      input[at % input.length] = byte;
      const { names } = read(input);
      assert.ok(
        names.every((name) => /^json-(encoding|syntax)$/.test(name)),
        names.join(),
      );
    }),
    { numRuns: 500, seed: 4 },
  );
});

encoding.run();

const voice = suite('JSON reader: what a syntax error says');

const MESSAGES: readonly (readonly [string, string, number])[] = [
  ['', 'The document is empty.', 0],
  ['{"a":1,}', 'There is a comma before `}`, but nothing after it.', 6],
  ['[1, ]', 'There is a comma before `]`, but nothing after it.', 2],
  ['[1,,2]', 'There is a comma where a value should be.', 3],
  ['{"a":1,,"b":2}', 'There is a comma where a key should be.', 7],
  ['{"a":1 // x\n}', 'A comment starts with `//`; JSON has none.', 7],
  ['/* x */ {}', 'A comment starts with `/*`; JSON has none.', 0],
  ['# x\n{}', 'A comment starts with `#`; JSON has none.', 0],
  ["{'a':1}", "Strings stand between double quotes; found `'`.", 1],
  ["['a']", "Strings stand between double quotes; found `'`.", 1],
  ['[“a”]', 'Strings stand between double quotes; found `“`.', 1],
  ['{a:1}', 'The key `a` has no quotes.', 1],
  ['{"a" 1}', 'The key `a` is followed by `1` and not by `:`.', 5],
  ['{"a":}', 'There is no value before `}`.', 5],
  ['[1 2]', 'A comma is missing before this element.', 3],
  ['{"a":1 "b":2}', 'A comma is missing before this member.', 7],
  ['[1}', '`}` closes an array that was opened with `[`.', 2],
  ['{"a":1]', '`]` closes an object that was opened with `{`.', 6],
  ['[NaN]', '`NaN` is no JSON value.', 1],
  ['[-Infinity]', '`-Infinity` is no JSON number.', 1],
  ['[True]', '`True` is no JSON value.', 1],
  ['[undefined]', '`undefined` is no JSON value.', 1],
  ['[hello]', '`hello` is no JSON value.', 1],
  ['[01]', '`01` is no JSON number.', 1],
  ['[+1]', '`+1` is no JSON number.', 1],
  ['[.5]', '`.5` is no JSON number.', 1],
  ['[1.]', '`1.` is no JSON number.', 1],
  ['[0x1F]', '`0x1F` is no JSON number.', 1],
  ['[1_000]', '`1_000` is no JSON number.', 1],
  ['["abc', 'A string is not closed before the text ends.', 1],
  ['["abc\n"]', 'A string is not closed before the line ends.', 1],
  ['["\t"]', 'The string holds a control character (U+0009) as it is.', 2],
  ['["\\x41"]', 'The string holds `\\x`, which is no escape sequence.', 2],
  ['["\\u12g4"]', 'The string holds `\\u12g4`, which is no escape sequence.', 2],
  ['{} {}', 'A second document starts here.', 3],
  ['{}]', 'The document has ended, but `]` follows.', 2],
  ['[1, {"a": 2', 'The document ends where `,` or `}` should be.', 11],
  ['{"a"', 'The document ends where `:` should be.', 4],
  ['[\u00a01]', 'Expected a value, found an invisible character (U+00A0).', 1],
];
for (const [text, message, offset] of MESSAGES) {
  voice(`${JSON.stringify(text)}: ${message}`, () => {
    const { value, found } = read(text);
    assert.is(value, undefined);
    assert.equal(
      found.map((one) => [one.name, one.message, one.span?.start]),
      [['json-syntax', message, offset]],
    );
  });
}

voice('nearly every syntax error says what to write', () => {
  const silent = MESSAGES.filter(([text]) => !read(text).found[0]?.help).map(([text]) => text);
  assert.equal(silent, []);
});

voice.run();

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
