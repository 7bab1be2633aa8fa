import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quote } from '../../diagnostics/quote.ts';
import { UsageError } from '../failures.ts';
import { type BuildManifest, readBuildManifest } from '../many/read-build-manifest.ts';
import { findBundles, readBundle } from '../output/read-bundles.ts';
import { BUILD_MANIFEST } from '../output/survey.ts';
import type { BundleReport, ReportModel } from './model.ts';
import { readBundleReport } from './read-bundle-report.ts';
import type { GivenFindings } from './read-given-findings.ts';

/** Brotli at its best takes milliseconds for each bundle. */
const MOST_COMPRESSED = 500;

/** Reads an output folder, one bundle in memory at a time. Whether it is as built is for `verify` to say. */
export function readReport(folder: string, given: GivenFindings | undefined): ReportModel {
  const { bundles, strays } = findBundles(folder);
  if (bundles.length === 0) throw new UsageError(`The folder ${quote(folder)} holds no bundle.`, 'Build a plan first.');
  const shown = folder.replace(/(?<=.)[\\/]+$/, '');
  const build = readBuild(shown);
  const plans = new Map(build?.plans.map((line) => [line.folder, line]));
  const own = new Set(
    [BUILD_MANIFEST, ...(build?.files ?? []).map(({ path }) => path)].map((path) => `${shown}/${path}`),
  );
  const brotli = bundles.length <= MOST_COMPRESSED;
  const read = bundles.map((bundle): BundleReport => {
    const name = bundle.folder.slice(shown.length + 1);
    const { plan, warnings } = given?.plans.get(name) ?? plans.get(name) ?? {};
    const report = readBundleReport(name, readBundle(bundle), brotli);
    return { ...report, plan, warnings };
  });
  return {
    folder: shown,
    bundles: read.sort((a, b) => b.bytes - a.bytes || (a.folder < b.folder ? -1 : 1)),
    failed: given?.failed ?? [],
    findings: given?.diagnostics,
    strays: strays.filter((path) => !own.has(path)),
  };
}

function readBuild(folder: string): BuildManifest | undefined {
  const path = join(folder, BUILD_MANIFEST);
  return existsSync(path) ? readBuildManifest(readFileSync(path, 'utf8')) : undefined;
}
