import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { findings } from '../../src/compiler/findings.generated.ts';
import { FIELDS } from '../../src/compiler/phases/4-check/policy/fields.ts';
import { rules } from '../../src/compiler/phases/4-check/rules/index.generated.ts';

const test = suite('the catalogue of findings');

test('every finding has its own code and is explained with an example', () => {
  const codes = new Set<string>();
  for (const { code, name, docs, example } of findings) {
    assert.match(code, /^RF\d{4}$/);
    assert.not(codes.has(code), `${code} is used twice`);
    codes.add(code);
    assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.match(docs, /^[A-Z`].*\.$/s, `${code} ${name}`);
    assert.ok(example?.bad && example.good, `${code} ${name} has no example`);
  }
});

test('a name means one thing, or one thing at two places', () => {
  const twice = findings.filter(({ name }, i) => findings.findIndex((one) => one.name === name) !== i);
  assert.equal(
    twice.map(({ name }) => name),
    ['no-unknown-keys'],
  );
});

test('rules are named by the grammar of rules, and read fields that exist', () => {
  for (const { code, name, fields } of rules) {
    assert.match(code, /^RF4/);
    assert.match(name, /^(no|require|max|allowed|capability|integrity|manifest)-/);
    for (const field of fields) assert.ok(Object.hasOwn(FIELDS, field), `${name} reads ${field}`);
  }
});

test.run();
