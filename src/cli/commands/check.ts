import { checkFully } from '../../compiler/index.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { createFindingsReport } from '../findings-report.ts';
import { readPlan } from '../inputs/read-plan.ts';
import { openJob, reportInputs } from '../job.ts';
import { createProgress } from '../progress.ts';
import { givenSwitch } from '../settings/given.ts';
import {
  configOptions,
  findingOptions,
  inputOptions,
  pageOptions,
  policyOptions,
  typecheckOption,
} from '../settings/options.ts';
import type { Command, Invocation } from './command.ts';

export const command: Command = {
  usage: '[...plans]',
  docs: 'Checks plans and writes nothing',
  options: [...policyOptions, ...inputOptions, ...pageOptions, typecheckOption, ...findingOptions, ...configOptions],
  examples: ['renderify check plans/ --profile strict', 'renderify check plan.json --format json'],
  run: checkPlans,
};

async function checkPlans({ args, options, terminal }: Invocation): Promise<ExitCode> {
  const { plans, prepared } = await openJob(args, options);
  const report = createFindingsReport(options, terminal);
  const [quiet, typechecked] = [givenSwitch(options, 'quiet'), givenSwitch(options, 'typecheck')];
  const progress = createProgress(plans.length, quiet ? undefined : terminal);
  let good = 0;
  for (const plan of reportInputs(prepared, report) ? plans : []) {
    progress.step(plan);
    const source = await readPlan(plan);
    const result = await checkFully(source, { ...prepared.optionsFor(plan), stages: typechecked });
    const types = typechecked ? await (await import('../modules/type-findings.ts')).typeFindings(result) : [];
    if (report.add([...result.diagnostics, ...types], source, prepared.sources)) good++;
  }
  progress.clear();
  await report.show();
  if (!quiet && report.exitCode() === exitCodes.good)
    terminal.note(`${good === 1 ? 'The plan is good' : `${good} plans are good`}.\n`);
  return report.exitCode();
}
