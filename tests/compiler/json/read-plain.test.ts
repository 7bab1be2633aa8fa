import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readPlainJson } from '../../../src/compiler/json/read-plain.ts';
import { JsonReader } from '../../../src/compiler/json/reader.ts';
import type { Json } from '../../../src/plan/types.ts';

/** What our own reader makes of a text; nothing when there is anything to say about it. */
function readCarefully(text: string): Json | undefined {
  let findings = 0;
  const value = new JsonReader(text, () => findings++).read();
  return findings === 0 ? value : undefined;
}

const pieces = fc.constantFrom(
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"b"',
    '"\\u0061"',
    '"__proto__"',
    '"\\u005f_proto__"',
    '"\\ud800"',
    '"\\\\"',
    '"\\""',
  ],
  ...[
    '"x":',
    ' ',
    '\n',
    '\t',
    '\u00a0',
    '\ufeff',
    '1',
    '-0',
    '1e400',
    '9007199254740993',
    '0.5',
    'true',
    'null',
    '//',
    "'",
    '\ud800',
  ],
);
const spacing = fc.constantFrom(undefined, 0, 2, '\t');
const texts = fc.oneof(
  fc.tuple(fc.json({ maxDepth: 4 }), spacing).map(([text, space]) => JSON.stringify(JSON.parse(text), null, space)),
  fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
  fc
    .tuple(fc.json(), fc.nat(), pieces)
    .map(([text, at, piece]) => text.slice(0, at % (text.length + 1)) + piece + text.slice(at % (text.length + 1))),
);

test('reads what our reader reads, and nothing about which that has something to say', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const plain = readPlainJson(text);
      if (plain !== undefined) assert.equal(plain, readCarefully(text));
    }),
    {
      numRuns: 5000,
      examples: [['{"a":1,"a":1}'], ['{"a":{"b":1},"b":":"}'], ['{"a\\u0062":1,"ab":2}'], ['[-0]'], ['{"a" :1}']],
    },
  );
});

test('reads plain texts itself, into objects without prototype', () => {
  const value = readPlainJson('{"a": [{"b": "c: \\" d"}], "\\u20ac": 1}') as Record<string, Json>;
  assert.is(Object.getPrototypeOf(value), null);
  assert.is(Object.getPrototypeOf((value['a'] as Json[])[0]), null);
  assert.equal(JSON.stringify(value), '{"a":[{"b":"c: \\" d"}]}'.replace('}]}', '}],"€":1}'));
});

test('leaves to our reader what it must explain', () => {
  for (const text of [
    '',
    '{',
    '[1,]',
    '{"a":1,"a":2}',
    '{"__proto__":1}',
    '["\\ud800"]',
    '[1e999]',
    '[9007199254740993]',
    '["\ud800"]',
    `${'['.repeat(2049)}${']'.repeat(2049)}`,
  ])
    assert.is(readPlainJson(text), undefined);
});

test.run();
