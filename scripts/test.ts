import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { argv, exit, stdout } from 'node:process';
import { ensureChromium } from './test/chromium.ts';
import { coverageStep, RAW_COVERAGE } from './test/coverage.ts';
import { findTests } from './test/find-tests.ts';
import { type Outcome, runSteps, type Step } from './test/run-steps.ts';

const SOURCES = ['--import', './tests/register.mjs'];

/** What has to hold before any test is worth running. */
const PACKAGE: Step = { name: 'package', args: [...SOURCES, 'scripts/build.ts'] };
const GROUNDWORK: readonly Step[] = [
  PACKAGE,
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '--noEmit'] },
  { name: 'style', args: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'] },
  { name: 'generated files', args: [...SOURCES, 'scripts/gen.ts', '--check'] },
];

/**
 * `npm test`: the groundwork, then every test file, then coverage. Words after the command are parts of paths: then only
 * the test files that have one of them run. The last line is `N passed, N failed`.
 */
const words = argv.slice(2);
const missing = ensureChromium();
if (missing) {
  stdout.write(`${missing}\n`);
  exit(1);
}
rmSync('coverage', { recursive: true, force: true });
const lanes = Math.min(2, availableParallelism());
const outcomes = await runSteps(words.length > 0 ? [PACKAGE] : GROUNDWORK, lanes, tell);
outcomes.push(...(await runSteps((await findTests(words)).map(testStep), lanes, tell)));
if (words.length === 0) outcomes.push(...(await runSteps([coverageStep], 1, tell)));
const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
stdout.write(`\n${passed} passed, ${failed} failed\n`);
exit(failed > 0 || passed === 0 ? 1 : 0);

function testStep(path: string): Step {
  return { name: path, args: [...SOURCES, path], env: { NODE_V8_COVERAGE: resolve(RAW_COVERAGE) }, tests: true };
}

function tell({ name, passed, failed, output, seconds }: Outcome): void {
  const time = `${seconds.toFixed(1)} s`.padStart(8);
  stdout.write(`${failed > 0 ? 'FAILED' : 'ok    '} ${time}  ${name} (${passed}/${passed + failed})\n`);
  if (failed > 0) stdout.write(`${output.trimEnd()}\n`);
}
