import { posix } from 'node:path';
import { compareVersions } from '../cli/diff/compare-versions.ts';
import type { Difference } from '../cli/diff/difference.ts';
import { nothing } from '../cli/diff/nothing.ts';
import type { Version } from '../cli/diff/version.ts';
import { versionOfPlan } from '../cli/diff/version-of-plan.ts';
import { readPlan } from '../cli/inputs/read-plan.ts';
import type { BuildReport, ReportedPlan } from '../cli/many/report-file.ts';
import type { Base } from './base.ts';
import { changeOf, type FileChange } from './changes.ts';
import type { Clone } from './git.ts';
import type { PlanPaths } from './job-of.ts';

/** A plan of the build, and how it differs from the one of the base. */
export interface ComparedPlan {
  readonly built: ReportedPlan;
  /** The path from the top of the repository. */
  readonly path: string;
  /** Absent where the plan is as it was, or nothing is known of the base. */
  readonly change?: FileChange;
  readonly difference?: Difference;
}

/** More are not compared: a summary of them would not be read. */
const MOST = 2000;
/** Milliseconds after which no more are compared: a build waits for nobody. */
const PATIENCE = 60_000;

/** Holds the plans of a report against the base, in the order of the report. */
export async function comparePlans(
  { plans }: BuildReport,
  { job, plans: paths }: PlanPaths,
  { clone, base, changes }: { clone: Clone | undefined; base: Base; changes: ReadonlyMap<string, FileChange> },
): Promise<ComparedPlan[]> {
  const compared: ComparedPlan[] = [];
  let left = MOST;
  const end = performance.now() + PATIENCE;
  for (const built of plans) {
    const { given = built.plan, path = built.plan } = paths.get(built.plan) ?? {};
    const change = changeOf(path, changes, base) ?? moduleChange(built, path, changes);
    if (!change || 'none' in base || left-- <= 0 || performance.now() > end) {
      compared.push({ built, path, ...(change && { change }) });
      continue;
    }
    const text =
      change.status === 'added' ? undefined : clone?.git(['cat-file', 'blob', `${base.commit}:${change.from ?? path}`]);
    const difference = await compare(given, text, change, job.prepared.optionsFor(given));
    compared.push({ built, path, change, ...(difference && { difference }) });
  }
  return compared;
}

async function compare(
  given: string,
  text: Uint8Array | undefined,
  change: FileChange,
  options: Parameters<typeof versionOfPlan>[1],
): Promise<Difference | undefined> {
  const { version: now } = await versionOfPlan(await readPlan(given), options);
  const old = await oldVersion(given, text, change, options);
  return old && now.plan ? compareVersions(old, now) : undefined;
}

async function oldVersion(
  given: string,
  text: Uint8Array | undefined,
  { status, from }: FileChange,
  options: Parameters<typeof versionOfPlan>[1],
): Promise<Version | undefined> {
  if (status === 'added') return nothing('nothing');
  if (!text) return undefined;
  const { version } = await versionOfPlan({ name: given, text }, options);
  return version.plan && { ...version, name: `${from ?? given} (base)` };
}

/** A plan also differs where a module beside it does. */
function moduleChange(
  { modules }: ReportedPlan,
  path: string,
  changes: ReadonlyMap<string, FileChange>,
): FileChange | undefined {
  const ids = Array.isArray(modules) ? modules.map((one) => idOf(one)) : [];
  const changed = ids.some((id) => /^\.\.?\//.test(id) && changes.has(posix.join(posix.dirname(path), id)));
  return changed ? { status: 'changed' } : undefined;
}

function idOf(module: unknown): string {
  const { id } = (module ?? {}) as { id?: unknown };
  return typeof id === 'string' ? id : '';
}
