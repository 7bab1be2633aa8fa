import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { PlanSource } from '../../compiler/stages.ts';
import { createReporter, type Reporter } from '../../diagnostics/reporter.ts';
import { EMPTY_LOCK, type Lock, type PinJob, pinPlans, writeLock } from '../../modules/index.ts';
import { openLock } from '../../modules/load/lock-file.ts';
import type { Invocation } from '../commands/command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { createFindingsReport, type FindingsReport } from '../findings-report.ts';
import { readPlan } from '../inputs/read-plan.ts';
import { type Job, openJob, reportInputs } from '../job.ts';
import { givenList, givenSwitch, givenText } from '../settings/given.ts';
import { lockChanges } from './lock-changes.ts';
import { registryReader } from './module-host.ts';
import { pinProgress } from './pin-progress.ts';
import { pinTable } from './pin-table.ts';
import { readRequests } from './requests.ts';
import { type ModuleOptions, moduleSettings } from './settings.ts';
import { writeFileWhole } from './write-file.ts';

/** `renderify pin`: one lock for each place where the plans have one. */
export async function runPin(invocation: Invocation): Promise<ExitCode> {
  const { args, options, terminal } = invocation;
  const job = await openJob(args, options);
  const report = createFindingsReport(options, terminal);
  const settings = moduleSettings(options, await registryReader());
  const ready = reportInputs(job.prepared, report) && (await readPlans(job, report, settings));
  const done: Pinned[] = [];
  for (const [path, plans] of ready || []) {
    const pinned = await pinLock(path, plans, invocation, settings, report);
    if (pinned) done.push(pinned);
  }
  await report.show();
  const failed = report.exitCode() !== exitCodes.good;
  const stale = failed ? [] : done.filter((one) => conclude(one, invocation));
  return stale.length > 0 ? exitCodes.findings : report.exitCode();
}

interface PlanToPin {
  readonly source: PlanSource;
  readonly reporter: Reporter;
  readonly job: PinJob;
}

interface Pinned {
  readonly path: string;
  readonly old: Lock;
  readonly oldText: string | undefined;
  readonly lock: Lock;
  readonly sizes: ReadonlyMap<string, number>;
}

/** The plans by the lock that is theirs; `undefined` when one of them cannot be pinned. */
async function readPlans(
  { plans, prepared }: Job,
  report: FindingsReport,
  settings: ModuleOptions,
): Promise<Map<string, PlanToPin[]> | undefined> {
  const groups = new Map<string, PlanToPin[]>();
  let good = true;
  for (const plan of plans) {
    const source = await readPlan(plan);
    const { diagnostics, asked } = await readRequests(source, prepared.optionsFor(plan));
    good = report.add(diagnostics, source, prepared.sources) && asked !== undefined && good;
    if (!asked) continue;
    const path = settings.lockToWrite(plan);
    const { fields } = asked.policy;
    const limits = {
      moduleBytes: fields['maxModuleBytes'] as number,
      graphModules: fields['maxGraphModules'] as number,
      graphBytes: fields['maxGraphBytes'] as number,
    };
    const reporter = createReporter();
    const job = { plan, ...asked, limits, report: reporter.report };
    groups.set(path, [...(groups.get(path) ?? []), { source, reporter, job }]);
  }
  return good ? groups : undefined;
}

async function pinLock(
  path: string,
  plans: readonly PlanToPin[],
  { options, terminal }: Invocation,
  settings: ModuleOptions,
  report: FindingsReport,
): Promise<Pinned | undefined> {
  const reporter = createReporter();
  const opened = openLock(path, reporter.report);
  const text = typeof opened === 'object' ? opened.text : undefined;
  if (!opened) return addLockFindings(path, reporter, report);
  const old = opened === 'absent' ? EMPTY_LOCK : opened.lock;
  const progress = pinProgress(givenSwitch(options, 'quiet') ? undefined : terminal);
  const pinned = await pinPlans(
    plans.map(({ job }) => job),
    {
      ...settings,
      lock: old,
      lockFolder: dirname(resolve(path)),
      update: givenList(options, 'update'),
      prune: givenSwitch(options, 'prune'),
      progress: progress.step,
    },
  ).finally(progress.end);
  for (const { source, reporter: found } of plans) report.add(found.diagnostics(), source);
  return pinned && { path, old, oldText: text, ...pinned };
}

function addLockFindings(path: string, reporter: Reporter, report: FindingsReport): undefined {
  report.add(reporter.diagnostics(), { name: path, text: readFileSync(path, 'utf8') });
  return undefined;
}

/** Writes the lock, or says how it would change; gives whether `--check` has something against it. */
function conclude({ path, old, oldText, lock, sizes }: Pinned, { options, terminal }: Invocation): boolean {
  const quiet = givenSwitch(options, 'quiet');
  const text = writeLock(lock);
  const same = text === oldText;
  if (givenSwitch(options, 'check')) {
    if (same) {
      if (!quiet) terminal.note(`${path} is up to date.\n`);
      return false;
    }
    const changes = lockChanges(old, lock);
    const lines = changes.length > 0 ? changes : ['~ its form: it is not as `renderify pin` writes it'];
    terminal.note(`${path} would change:\n${lines.map((line) => `  ${line}\n`).join('')}`);
    return true;
  }
  if (!same) writeFileWhole(path, text);
  if (quiet) return false;
  if (givenText(options, 'format') === undefined && sizes.size > 0) terminal.result(pinTable(lock, sizes));
  terminal.note(same ? `${path} is up to date.\n` : `Pinned ${count(lock)} in ${path}\n`);
  return false;
}

function count({ packages, remote, local }: Lock): string {
  const parts = [
    [Object.keys(packages).length, 'package', 'packages'],
    [Object.keys(remote).length, 'URL', 'URLs'],
    [Object.keys(local).length, 'local module', 'local modules'],
  ] as const;
  const shown = parts.filter(([n]) => n > 0).map(([n, one, many]) => `${n} ${n === 1 ? one : many}`);
  return shown.length > 0 ? shown.join(', ') : 'nothing: the plans name no modules';
}
