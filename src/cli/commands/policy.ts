import { resolvePolicy } from '../../compiler/phases/4-check/policy/resolve-policy.ts';
import type { ResolvedOptions } from '../../compiler/stages.ts';
import { createReporter } from '../../diagnostics/reporter.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { createFindingsReport } from '../findings-report.ts';
import { sha256 } from '../host.ts';
import { givenText } from '../settings/given.ts';
import { configOptions, findingOptions, policyOptions } from '../settings/options.ts';
import { prepareCompile } from '../settings/prepare.ts';
import { readConfig } from '../settings/read-config.ts';
import type { Command, Invocation } from './command.ts';

export const command: Command = {
  usage: '',
  docs: 'Prints the policy in force here: its digest, every field, and what overrides the profile',
  options: [...policyOptions, ...findingOptions, ...configOptions],
  examples: ['renderify policy --profile strict', 'renderify policy --policy renderify.policy.json'],
  run: printPolicy,
};

async function printPolicy({ options, terminal }: Invocation): Promise<ExitCode> {
  const prepared = prepareCompile(options, readConfig(givenText(options, 'config')));
  const { profile, policy, policyOverrides = {} } = prepared.optionsFor('-');
  const report = createFindingsReport(options, terminal);
  const reporter = createReporter();
  const resolved = { ...NO_OPTIONS, profile, policy, policyOverrides };
  const effective = resolvePolicy({ options: resolved, host: { sha256 }, report: reporter.report });
  report.add(reporter.diagnostics(), policy ?? { name: 'command line', text: '' }, prepared.sources);
  await report.show('note');
  if (effective) terminal.result(`${JSON.stringify(effective, null, 2)}\n`);
  return effective ? report.exitCode() : exitCodes.findings;
}

/** A policy does not depend on any of these. */
const NO_OPTIONS: ResolvedOptions = {
  target: 'site',
  profile: undefined,
  policy: undefined,
  policyOverrides: {},
  context: {},
  vars: {},
  event: undefined,
  liveInputs: false,
  expose: false,
  title: undefined,
  lang: undefined,
  includePrompt: false,
  allowClientOnly: false,
  builtOn: undefined,
  signal: undefined,
};
