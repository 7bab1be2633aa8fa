import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { quote, quoteList } from '../../src/diagnostics/quote.ts';
import { didYouMean, suggest } from '../../src/diagnostics/suggest.ts';

const test = suite('suggestions and names');
const known = ['onClick', 'onChange', 'onInput', 'children', 'value'];

test('the nearest come first, at most three', () => {
  assert.equal(suggest('onclick', known), ['onClick']);
  assert.equal(suggest('chlidren', known), ['children']);
  assert.equal(suggest('vlaue', known), ['value']);
  assert.is(suggest('aaa', ['aab', 'aac', 'aad', 'aae']).length, 3);
});

test('what is not near is not suggested', () => {
  assert.equal(suggest('xyz', known), []);
  assert.is(didYouMean('xyz', known), undefined);
  assert.equal(suggest('', ['a', 'b']), ['a', 'b']);
});

test('long names cost nothing', () => assert.equal(suggest('x'.repeat(1_000_000), known), []));

test('sentences', () => {
  assert.is(didYouMean('aaa', ['aab', 'aac', 'aad']), 'Did you mean `aab`, `aac` or `aad`?');
  assert.is(quoteList(['a']), '`a`');
  assert.is(quoteList(['a', 'b', 'c', 'd']), '`a`, `b`, `c` and `d`');
  assert.is(quoteList(['a', 'b', 'c', 'd', 'e']), '`a`, `b`, `c` and 2 more');
  assert.is(quote('x'.repeat(100)), `\`${'x'.repeat(60)}…\``);
  assert.is(quote(`${'x'.repeat(59)}😀😀`), `\`${'x'.repeat(59)}…\``);
});

test.run();
