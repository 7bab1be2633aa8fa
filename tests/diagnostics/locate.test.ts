import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { locateAll } from '../../src/diagnostics/locate.ts';
import { Lines } from '../../src/diagnostics/position.ts';
import { token } from '../../src/plan/pointer.ts';

const test = suite('locate');
const at = (text: string, pointer: string, key?: 'key') => {
  const [span] = locateAll(text, [{ pointer, at: key }]);
  return span && text.slice(span.start, span.end);
};

test('finds values and keys', () => {
  const text = '{ "a": { "b/c~d": [1, "x\\"}", {"e": null }] }, "": 2 }';
  assert.is(at(text, ''), text);
  assert.is(at(text, '/a/b~1c~0d/0'), '1');
  assert.is(at(text, '/a/b~1c~0d/1'), '"x\\"}"');
  assert.is(at(text, '/a/b~1c~0d/2'), '{"e": null }');
  assert.is(at(text, '/a/b~1c~0d/2/e', 'key'), '"e"');
  assert.is(at(text, '/'), '2');
  assert.is(at(text, '/', 'key'), '""');
});

test('keys are compared after their escapes', () => assert.is(at('{"\\u0061":1}', '/a'), '1'));

test('of equal keys the first counts', () => assert.is(at('{"a":1,"a":2}', '/a'), '1'));

test('what is not there is undefined', () => {
  for (const pointer of ['/b', '/a/0', '/a/b', '/a/00']) assert.is(at('{"a":1}', pointer), undefined);
});

test('a text with a syntax error gives what comes before it', () => {
  assert.is(at('{"a":1,"b":}', '/a'), '1');
  for (const text of ['', '{', '{"a', '{"a"', '{"a":', '[1,', '{"a":"', '{a:1}', '}', ']']) at(text, '/a/b/0');
});

test('finds every member of every document', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(0, 2, '\t'), (source, indent) => {
      const value: unknown = JSON.parse(source);
      const text = JSON.stringify(value, null, indent);
      const all = [...members(value, '')];
      const spans = locateAll(text, all);
      all.forEach((member, i) => {
        const span = spans[i];
        assert.equal(JSON.parse(text.slice(span?.start, span?.end)), member.value, member.pointer);
      });
    }),
    { numRuns: 300, seed: 5 },
  );
});

test('depth and length are no problem', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  assert.is(at(deep, '/0'), deep.slice(1, -1));
  assert.is(at(`["${'\\\\'.repeat(500_000)}",7]`, '/1'), '7');
});

test.run();

const lines = suite('lines');

lines('lines end with CR LF, LF or CR; columns count code points', () => {
  const text = 'a\r\nb😀c\rd\n';
  const index = new Lines(text);
  assert.equal(index.at(0), { line: 1, column: 1 });
  assert.equal(index.at(text.indexOf('c')), { line: 2, column: 3 });
  assert.equal(index.at(text.indexOf('d')), { line: 3, column: 1 });
  assert.equal(index.at(text.length), { line: 4, column: 1 });
  assert.equal(
    [1, 2, 3, 4].map((line) => text.slice(...index.bounds(line))),
    ['a', 'b😀c', 'd', ''],
  );
});

lines.run();

/** Every value of a document that a pointer can name; a repeated key has one. */
function* members(value: unknown, pointer: string): Generator<{ pointer: string; value: unknown }> {
  yield { pointer, value };
  if (value === null || typeof value !== 'object') return;
  for (const [key, member] of Object.entries(value)) yield* members(member, pointer + token(key));
}
