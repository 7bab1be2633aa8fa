import { compile } from '../../compiler/index.ts';
import type { ExitCode } from '../exit-codes.ts';
import { createFindingsReport } from '../findings-report.ts';
import { readPlan } from '../inputs/read-plan.ts';
import { openPlan, reportInputs } from '../job.ts';
import { configOptions, findingOptions, inputOptions, policyOptions } from '../settings/options.ts';
import type { Command, Invocation } from './command.ts';

export const command: Command = {
  usage: '<plan>',
  docs: 'Prints the HTML of a plan as it is at first paint, without page and script',
  options: [...policyOptions, ...inputOptions, ...findingOptions, ...configOptions],
  examples: ['renderify render-plan plan.json', 'renderify render-plan plan.json --context \'{"user": "Ada"}\''],
  run: renderPlan,
};

async function renderPlan({ args, options, terminal }: Invocation): Promise<ExitCode> {
  const report = createFindingsReport(options, terminal);
  const { plan, prepared } = await openPlan(args, options);
  if (!reportInputs(prepared, report)) return report.finish('note');
  const source = await readPlan(plan);
  const { diagnostics, stages } = await compile(source, { ...prepared.optionsFor(plan), stages: true });
  const good = report.add(diagnostics, source, prepared.sources);
  if (good && stages?.emitted) terminal.result(`${stages.emitted.html}\n`);
  return report.finish('note');
}
