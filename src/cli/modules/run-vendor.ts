import { dirname, resolve } from 'node:path';
import { createReporter } from '../../diagnostics/reporter.ts';
import { moduleFindings, vendorLock } from '../../modules/index.ts';
import { openLock } from '../../modules/load/lock-file.ts';
import { ModuleProblem } from '../../modules/problem.ts';
import type { Invocation } from '../commands/command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { UsageError } from '../failures.ts';
import { createFindingsReport, type FindingsReport } from '../findings-report.ts';
import { readPlan } from '../inputs/read-plan.ts';
import { openJob } from '../job.ts';
import { givenSwitch } from '../settings/given.ts';
import { registryReader } from './module-host.ts';
import { readRequests } from './requests.ts';
import { type ModuleOptions, moduleSettings } from './settings.ts';

/** `renderify vendor`: a folder of modules beside each lock of the plans. */
export async function runVendor({ args, options, terminal }: Invocation): Promise<ExitCode> {
  const { plans, prepared } = await openJob(args, options);
  const report = createFindingsReport(options, terminal);
  const settings = moduleSettings(options, await registryReader());
  const done = new Set<string>();
  const counts: string[] = [];
  for (const plan of plans) {
    const path = settings.lockFor(plan);
    if (path === undefined) throw new UsageError(`There is no lock for \`${plan}\`.`, 'Run `renderify pin` before it.');
    if (done.has(path)) continue;
    done.add(path);
    const { asked } = await readRequests(await readPlan(plan), prepared.optionsFor(plan));
    const count = await vendor(path, plan, settings, asked?.policy, report);
    if (count !== undefined) counts.push(`${count} files of ${path} are in ${dirname(path)}/renderify_modules.\n`);
  }
  await report.show();
  if (report.exitCode() === exitCodes.good && !givenSwitch(options, 'quiet')) terminal.note(counts.join(''));
  return report.exitCode();
}

async function vendor(
  path: string,
  plan: string,
  settings: ModuleOptions,
  policy: Parameters<typeof vendorLock>[0]['policy'],
  report: FindingsReport,
): Promise<number | undefined> {
  const reporter = createReporter();
  const opened = openLock(path, reporter.report);
  if (opened === 'absent')
    throw new UsageError(`The lock \`${path}\` does not exist.`, 'Run `renderify pin` before it.');
  try {
    if (!opened) return undefined;
    const lockFolder = dirname(resolve(path));
    return await vendorLock({ ...settings, lock: opened.lock, lockFolder, plan, ...(policy && { policy }) });
  } catch (problem) {
    if (!(problem instanceof ModuleProblem)) throw problem;
    const { finding = moduleFindings.moduleUnavailable, message, help } = problem;
    reporter.report(finding, { pointer: '', message, help });
    return undefined;
  } finally {
    report.add(reporter.diagnostics(), { name: path, text: opened ? opened.text : '' });
  }
}
