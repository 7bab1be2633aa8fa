import { readFileSync } from 'node:fs';
import { verifyFindings } from '../../compiler/verify/findings.ts';
import { type VerifyOptions, verifyBundle } from '../../compiler/verify/verify-bundle.ts';
import { createReporter } from '../../diagnostics/reporter.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { UsageError } from '../failures.ts';
import { createFindingsReport, type FindingsReport } from '../findings-report.ts';
import { sha256 } from '../host.ts';
import { type FoundBundle, findBundles, readBundle } from '../output/read-bundles.ts';
import { BUILD_MANIFEST, MANIFEST } from '../output/survey.ts';
import { givenSwitch, givenText } from '../settings/given.ts';
import { findingOptions } from '../settings/options.ts';
import type { Command, Invocation, Options } from './command.ts';

export const command: Command = {
  usage: '<dist>',
  docs: 'Recomputes every hash, policy and manifest entry of what was built; needs no network',
  options: [
    { flags: '--expect-policy <digest>', docs: 'The policy digest that the bundle must have, sha256-…' },
    { flags: '--allow-unlisted', docs: 'Files that the manifest does not list are warnings' },
    ...findingOptions,
  ],
  examples: ['renderify verify dist', 'renderify verify dist --format json'],
  run: verify,
};

async function verify({ args: [folder = ''], options, terminal }: Invocation): Promise<ExitCode> {
  const report = createFindingsReport(options, terminal);
  const expected = expectations(options);
  const { bundles, strays } = findBundles(folder);
  const whole = await verifyWhole(folder, bundles, strays, report);
  if (bundles.length === 0 && !whole) verifyOne({ folder, paths: [] }, expected, report);
  else reportStrays(folder, whole ? strays.filter((path) => !whole.has(path)) : strays, expected, report);
  for (const bundle of bundles) verifyOne(whole ? without(bundle, whole) : bundle, expected, report);
  await report.show();
  if (report.exitCode() === exitCodes.good && !givenSwitch(options, 'quiet'))
    terminal.note(`${bundles.length === 1 ? 'The bundle is' : `${bundles.length} bundles are`} as built.\n`);
  return report.exitCode();
}

/** Gives the files beside the bundles that the build accounts for, or nothing where a bundle was built alone. */
async function verifyWhole(
  folder: string,
  bundles: readonly FoundBundle[],
  strays: readonly string[],
  report: FindingsReport,
): Promise<ReadonlySet<string> | undefined> {
  const shown = folder.replace(/(?<=.)[\\/]+$/, '');
  const name = `${shown}/${BUILD_MANIFEST}`;
  const isAlone = bundles.some((one) => one.folder === shown && one.paths.includes(BUILD_MANIFEST));
  if (!isAlone && !strays.includes(name)) return undefined;
  const { verifyBuild } = await import('../many/verify-build.ts');
  const text = readFileSync(name, 'utf8');
  const reporter = createReporter();
  const known = verifyBuild(shown, text, reporter.report);
  report.add(reporter.diagnostics(), { name, text });
  return new Set([...known].map((path) => `${shown}/${path}`));
}

/** A bundle that is the output folder itself has the files of the build beside its own. */
function without({ folder, paths }: FoundBundle, known: ReadonlySet<string>): FoundBundle {
  return { folder, paths: paths.filter((path) => !known.has(`${folder}/${path}`)) };
}

function verifyOne(bundle: FoundBundle, expected: VerifyOptions, report: FindingsReport): void {
  const files = readBundle(bundle);
  const reporter = createReporter();
  verifyBundle(files, expected, { sha256 }, reporter.report);
  report.add(reporter.diagnostics(), { name: `${bundle.folder}/${MANIFEST}`, text: files.get(MANIFEST) ?? '' });
}

/** Files between bundles. */
function reportStrays(
  folder: string,
  strays: readonly string[],
  { allowUnlisted }: VerifyOptions,
  report: FindingsReport,
): void {
  const reporter = createReporter();
  const severity = allowUnlisted ? 'warning' : 'error';
  for (const [index, path] of strays.entries())
    reporter.report(verifyFindings.unlisted, {
      pointer: `/${index}`,
      severity,
      message: `The file \`${path}\` belongs to no bundle.`,
    });
  if (strays.length > 0) report.add(reporter.diagnostics(), { name: folder, text: '[]' });
}

function expectations(options: Options): VerifyOptions {
  const digest = givenText(options, 'expect-policy');
  const allowUnlisted = givenSwitch(options, 'allow-unlisted');
  if (digest === undefined) return { allowUnlisted };
  if (/^sha256-[0-9a-f]{64}$/.test(digest)) return { allowUnlisted, expectPolicy: digest };
  throw new UsageError(
    '`--expect-policy` takes a digest: `sha256-` and 64 hexadecimal digits.',
    'The manifest has it under `policy.digest`, and `renderify policy` prints it.',
  );
}
