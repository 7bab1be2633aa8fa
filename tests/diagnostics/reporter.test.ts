import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { FindingDefinition } from '../../src/diagnostics/define.ts';
import { createReporter } from '../../src/diagnostics/reporter.ts';

const define = (name: string, severity: 'error' | 'warning'): FindingDefinition => ({
  code: 'RF1234',
  name,
  severity,
  docs: '',
});
const error = define('bad', 'error');
const warning = define('odd', 'warning');
const at = (pointer: string | number) => ({ pointer: String(pointer), message: 'x' });

const test = suite('reporter');

test('keeps the order, and one finding per name and place', () => {
  const reporter = createReporter();
  reporter.report(warning, at('/a'));
  reporter.report(error, at('/a'));
  reporter.report(error, at('/a'));
  reporter.report(error, { ...at('/a'), source: 'policy.json' });
  assert.equal(
    reporter.diagnostics().map(({ name, source }) => [name, source]),
    [
      ['odd', undefined],
      ['bad', undefined],
      ['bad', 'policy.json'],
    ],
  );
});

test('an error replaces the warning of the same name and place', () => {
  const reporter = createReporter();
  reporter.report(warning, at('/a'));
  assert.is(reporter.hasErrors(), false);
  reporter.report(warning, { ...at('/a'), severity: 'error' });
  reporter.report(warning, at('/a'));
  assert.equal(
    reporter.diagnostics().map(({ severity }) => severity),
    ['error'],
  );
  assert.is(reporter.hasErrors(), true);
});

test('shows a hundred and counts the rest', () => {
  const reporter = createReporter();
  for (let i = 0; i < 250; i++) reporter.report(error, at(i));
  const all = reporter.diagnostics();
  assert.is(all.length, 101);
  assert.is(all[100]?.name, 'too-many-findings');
  assert.match(all[100]?.message ?? '', '150 more findings are not shown');
});

test('errors are never crowded out by warnings', () => {
  const reporter = createReporter();
  for (let i = 0; i < 500; i++) reporter.report(warning, at(i));
  for (let i = 0; i < 60; i++) reporter.report(error, at(i));
  const all = reporter.diagnostics();
  assert.is(all.filter(({ name }) => name === 'bad').length, 60);
  assert.is(all.filter(({ name }) => name === 'odd').length, 40);
  assert.match(all.at(-1)?.message ?? '', '460 more');
});

test('what is left out by an adjustment neither counts nor crowds', () => {
  const reporter = createReporter();
  for (let i = 0; i < 500; i++) reporter.report(warning, at(i));
  reporter.report(define('other', 'warning'), at('/a'));
  const all = reporter.diagnostics((list) => list.filter(({ name }) => name !== 'odd'));
  assert.equal(
    all.map(({ name }) => name),
    ['other'],
  );
});

test.run();
