import { relative, resolve } from 'node:path';
import { cwd } from 'node:process';
import type { Options } from './commands/command.ts';
import { UsageError } from './failures.ts';
import type { FindingsReport } from './findings-report.ts';
import { expandPlans, STDIN } from './inputs/expand-plans.ts';
import type { Config } from './settings/config.ts';
import { givenText } from './settings/given.ts';
import { type Prepared, prepareCompile } from './settings/prepare.ts';
import { readConfig } from './settings/read-config.ts';

/** What a command that compiles works on. */
export interface Job {
  readonly config: Config;
  /** Paths of plans as they are shown, or `-`. */
  readonly plans: readonly string[];
  readonly prepared: Prepared;
}

/** Settles plans and settings from arguments, options and config. */
export async function openJob(args: readonly string[], options: Options): Promise<Job> {
  const config = readConfig(givenText(options, 'config'));
  return { config, plans: await plansOf(args, config), prepared: prepareCompile(options, config) };
}

/** Reports what is wrong with context and vars; gives whether compiling makes sense. */
export function reportInputs({ diagnostics, sources }: Prepared, report: FindingsReport): boolean {
  const [first, ...others] = sources;
  return !first || report.add(diagnostics, first, others);
}

async function plansOf(args: readonly string[], config: Config): Promise<string[]> {
  if (args.length > 0) return expandPlans(args);
  if (!config.plans)
    throw new UsageError(
      'No plan is named.',
      'Name one, for example `renderify build plan.json`, or `plans` in the config.',
    );
  const plans = await expandPlans(config.plans, config.folder);
  return plans.map((path) => (path === STDIN ? path : relative(cwd(), resolve(config.folder, path))));
}

/** The one plan of a command that takes one. */
export async function openPlan(
  args: readonly string[],
  options: Options,
): Promise<{ plan: string; prepared: Prepared }> {
  const { plans, prepared } = await openJob(args, options);
  const [plan, other] = plans;
  if (plan === undefined || other !== undefined) throw new UsageError('This command takes one plan.');
  return { plan, prepared };
}
