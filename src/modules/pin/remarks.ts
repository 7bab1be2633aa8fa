import { satisfies } from 'semver';
import { quote } from '../../diagnostics/quote.ts';
import { isExactVersion } from '../../plan/modules/specifier.ts';
import { coordinatesOf } from '../coordinates.ts';
import { moduleFindings } from '../findings.ts';
import { type ModuleDraft, wayTo } from '../graph/module-draft.ts';
import { declaredRange } from '../graph/resolve-file.ts';
import type { WalkResult } from '../graph/walk.ts';
import type { PooledPackage } from './package-pool.ts';
import type { PinJob } from './pin-plans.ts';

/** Says what is worth saying of packages that are part of a graph, and of loose URLs; gives whether none of it is an error. */
export function reportRemarks(
  job: PinJob,
  walked: WalkResult,
  packages: ReadonlyMap<string, PooledPackage | undefined>,
): boolean {
  for (const [key, draft] of firstModules(walked)) {
    const pooled = packages.get(key);
    if (pooled) remark(job, pooled, draft, walked);
  }
  return job.requests.map((request) => looseUrl(job, request)).every(Boolean);
}

/** For each package the module that was met first. */
function firstModules({ modules }: WalkResult): ReadonlyMap<string, ModuleDraft> {
  const first = new Map<string, ModuleDraft>();
  for (const draft of modules.values())
    if ('view' in draft.location && !first.has(draft.location.view.key)) first.set(draft.location.view.key, draft);
  return first;
}

function remark(
  { report }: PinJob,
  { view, deprecated, remarks }: PooledPackage,
  draft: ModuleDraft,
  walked: WalkResult,
): void {
  const { pointer } = draft;
  const way = ` (${wayTo(draft)}).`;
  for (const { finding, message, help, severity } of remarks)
    report(finding, { pointer, message: message.replace(/\.$/, way), help, ...(severity && { severity }) });
  if (deprecated !== null) {
    const message = `The package ${quote(view.key)} is deprecated${way}`;
    report(moduleFindings.deprecatedPackage, { pointer, message, help: `Its author says: ${deprecated}` });
  }
  const preact = [...walked.modules.values()].find(
    ({ location }) => 'view' in location && location.view.name === 'preact',
  );
  const range = declaredRange(view.manifest, 'preact');
  const version = preact && 'view' in preact.location ? preact.location.view.version : undefined;
  if (range === undefined || version === undefined || satisfies(version, range)) return;
  const message = `The package ${quote(view.key)} asks for Preact ${quote(range)} and gets ${quote(version)}${way}`;
  report(moduleFindings.onePreact, { pointer, message, severity: 'warning', help: 'A page has one copy of Preact.' });
}

/** What a URL of a CDN leaves open, or says to no effect. */
function looseUrl({ report, policy }: PinJob, { specifier, manifest, pointer }: PinJob['requests'][number]): boolean {
  const said = coordinatesOf(specifier, manifest);
  if (said.kind !== 'package' || said.cdn === undefined) return true;
  const strict = policy?.profile === 'strict';
  const loose = !isExactVersion(said.wanted);
  if (!loose && said.ignored.length === 0) return true;
  const what = loose
    ? said.wanted === ''
      ? 'names no version'
      : `has the range or tag ${quote(said.wanted)}`
    : `has the option ${quote(said.ignored[0] ?? '')}, which has no meaning here`;
  const message = `The URL of ${quote(said.name)} at ${quote(said.cdn)} ${what}.`;
  report(moduleFindings.looseUrl, {
    pointer,
    message,
    help: 'Write the exact version that the lock has, and no options.',
    severity: strict ? 'error' : 'warning',
  });
  return !strict;
}
