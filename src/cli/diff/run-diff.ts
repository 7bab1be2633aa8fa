import type { Invocation } from '../commands/command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { UsageError } from '../failures.ts';
import { createFindingsReport, type FindingsReport } from '../findings-report.ts';
import { readPlan } from '../inputs/read-plan.ts';
import { reportInputs } from '../job.ts';
import { readBundle } from '../output/read-bundles.ts';
import { givenSwitch, givenText } from '../settings/given.ts';
import { type Prepared, prepareCompile } from '../settings/prepare.ts';
import { readConfig } from '../settings/read-config.ts';
import { compareSets } from './compare-sets.ts';
import { compareVersions } from './compare-versions.ts';
import type { Difference, DifferenceSet } from './difference.ts';
import type { DiffFormat } from './formats/names.ts';
import { openPlace, type Place } from './open-version.ts';
import { asksForMore, printDifference } from './print-difference.ts';
import type { Version } from './version.ts';
import { versionOfBundle } from './version-of-bundle.ts';
import { versionOfPlan } from './version-of-plan.ts';

/** `renderify diff`: exit 0 when both sides could be read, 1 when one is no plan, or asks for more and that was to fail. */
export async function runDiff({ args, options, terminal }: Invocation): Promise<ExitCode> {
  const [before = '', after = ''] = args;
  const [old, now] = [await openPlace(before), await openPlace(after)];
  const prepared = prepareCompile(options, readConfig(givenText(options, 'config')));
  const report = createFindingsReport({}, terminal);
  const difference = reportInputs(prepared, report)
    ? await comparePlaces([before, after], old, now, prepared, report)
    : undefined;
  await report.show('note');
  if (!difference) return exitCodes.findings;
  const format = (givenText(options, 'format') ?? 'pretty') as DiffFormat;
  terminal.result(printDifference(difference, format, format === 'pretty' && terminal.color('result')));
  return givenSwitch(options, 'fail-on-more') && asksForMore(difference) ? exitCodes.findings : exitCodes.good;
}

async function comparePlaces(
  names: readonly [string, string],
  old: Place,
  now: Place,
  prepared: Prepared,
  report: FindingsReport,
): Promise<Difference | DifferenceSet | undefined> {
  if (old.kind === 'set' && now.kind === 'set') return compareSets(names, old.bundles, now.bundles);
  if (old.kind === 'set' || now.kind === 'set')
    throw new UsageError(
      'One side is a single page, and the other an output folder with several.',
      'Name two of a kind.',
    );
  const versions = [await readVersion(old, prepared, report), await readVersion(now, prepared, report)] as const;
  return versions[0] && versions[1] && compareVersions(versions[0], versions[1]);
}

/** A plan that cannot be read at all is nothing to compare; what is wrong with it is reported. */
async function readVersion(
  place: Exclude<Place, { kind: 'set' }>,
  prepared: Prepared,
  report: FindingsReport,
): Promise<Version | undefined> {
  if (place.kind === 'bundle') return versionOfBundle(place.bundle.folder, readBundle(place.bundle));
  const source = await readPlan(place.path);
  const { version, diagnostics, sources } = await versionOfPlan(source, prepared.optionsFor(place.path));
  if (version.plan) return version;
  report.add(diagnostics, source, [...prepared.sources, ...sources]);
  return undefined;
}
