import { compile } from '../../compiler/index.ts';
import type { Stages } from '../../compiler/stages.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { createFindingsReport } from '../findings-report.ts';
import { readPlan } from '../inputs/read-plan.ts';
import { printStage } from '../inspect/print-stage.ts';
import { openPlan, reportInputs } from '../job.ts';
import { givenText } from '../settings/given.ts';
import {
  configOptions,
  findingOptions,
  inputOptions,
  pageOptions,
  policyOptions,
  targetOption,
} from '../settings/options.ts';
import type { Command, Invocation } from './command.ts';

const STAGES = ['parsed', 'plan', 'analyzed', 'checked', 'program', 'emitted'] as const satisfies (keyof Stages)[];

export const command: Command = {
  usage: '<plan>',
  docs: 'Prints a stage of the compiler for a plan, as JSON',
  options: [
    { flags: '--stage <name>', docs: 'Which stage; checked when nothing else is said', choices: STAGES },
    { flags: '--pointer <pointer>', docs: 'Only what belongs to this place of the plan, as /root/children/0' },
    targetOption,
    ...policyOptions,
    ...inputOptions,
    ...pageOptions,
    ...findingOptions,
    ...configOptions,
  ],
  examples: ['renderify inspect plan.json --stage program', 'renderify inspect plan.json --stage plan --pointer /root'],
  run: inspect,
};

async function inspect({ args, options, terminal }: Invocation): Promise<ExitCode> {
  const report = createFindingsReport(options, terminal);
  const { plan, prepared } = await openPlan(args, options);
  if (!reportInputs(prepared, report)) return report.finish('note');
  const source = await readPlan(plan);
  const stage = (givenText(options, 'stage') ?? 'checked') as (typeof STAGES)[number];
  const { diagnostics, stages } = await compile(source, { ...prepared.optionsFor(plan), stages: true });
  report.add(diagnostics, source, prepared.sources);
  await report.show('note');
  const value = stages?.[stage];
  if (value === undefined) return report.exitCode() === exitCodes.bug ? exitCodes.bug : exitCodes.findings;
  terminal.result(printStage(stages ?? {}, stage, givenText(options, 'pointer')));
  return report.exitCode();
}
