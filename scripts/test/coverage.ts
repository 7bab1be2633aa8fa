import type { Step } from './run-steps.ts';

/** Where the processes of a test run leave what they covered. */
export const RAW_COVERAGE = 'coverage/raw';

/** At least this much of the compiler, the language and the findings is run by the tests, in percent. */
const LINES = 95;
const BRANCHES = 90;

/** Adds up what was covered and fails below the limits. Generated files and types have nothing to cover. */
export const coverageStep: Step = {
  name: `coverage of at least ${LINES} % of lines, ${BRANCHES} % of branches`,
  args: [
    'node_modules/c8/bin/c8.js',
    'report',
    `--temp-directory=${RAW_COVERAGE}`,
    '--reports-dir=coverage',
    '--reporter=text',
    '--reporter=lcovonly',
    '--exclude-after-remap',
    ...['compiler', 'plan', 'diagnostics'].map((folder) => `--include=src/${folder}/**/*.ts`),
    '--exclude=**/*.generated.ts',
    '--check-coverage',
    `--lines=${LINES}`,
    `--branches=${BRANCHES}`,
  ],
};
