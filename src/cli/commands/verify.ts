import { readFileSync } from 'node:fs';
import { verifyFindings } from '../../compiler/verify/findings.ts';
import { type VerifyOptions, verifyBundle } from '../../compiler/verify/verify-bundle.ts';
import { createReporter } from '../../diagnostics/reporter.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { UsageError } from '../failures.ts';
import { createFindingsReport, type FindingsReport } from '../findings-report.ts';
import { sha256 } from '../host.ts';
import { type FoundBundle, findBundles, readBundle } from '../output/read-bundles.ts';
import { BUILD_MANIFEST, MANIFEST, SIGNATURE, SIGSTORE } from '../output/survey.ts';
import { givenSwitch, givenText } from '../settings/given.ts';
import { findingOptions } from '../settings/options.ts';
import type { Trust } from '../signing/verify-signature.ts';
import type { Command, Invocation, Options } from './command.ts';

export const command: Command = {
  usage: '<dist>',
  docs: 'Recomputes every hash, policy and manifest entry of what was built; needs no network',
  options: [
    { flags: '--expect-policy <digest>', docs: 'The policy digest that the bundle must have, sha256-…' },
    { flags: '--allow-unlisted', docs: 'Files that the manifest does not list are warnings' },
    { flags: '--key <file>', docs: 'Public key (PEM) of which every bundle must have a signature', repeat: true },
    { flags: '--certificate-identity <name>', docs: 'Name in the Sigstore certificate of who must have signed' },
    { flags: '--certificate-issuer <url>', docs: 'Who vouches for that name' },
    ...findingOptions,
  ],
  examples: ['renderify verify dist', 'renderify verify dist --format json', 'renderify verify dist --key pub.pem'],
  run: verify,
};

async function verify({ args: [folder = ''], options, terminal }: Invocation): Promise<ExitCode> {
  const report = createFindingsReport(options, terminal);
  const expected = await expectations(options);
  const { bundles, strays } = findBundles(folder);
  const whole = await verifyWhole(folder, bundles, strays, report);
  if (bundles.length === 0 && !whole) await verifyOne({ folder, paths: [] }, expected, report);
  else reportStrays(folder, whole ? strays.filter((path) => !whole.has(path)) : strays, expected, report);
  if (isTrusting(expected.trust)) reportUnsigned(folder, whole ?? new Set(), expected, report);
  for (const bundle of bundles) await verifyOne(whole ? without(bundle, whole) : bundle, expected, report);
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

async function verifyOne(bundle: FoundBundle, expected: Expected, report: FindingsReport): Promise<void> {
  const files = readBundle(bundle);
  const reporter = createReporter();
  verifyBundle(files, expected, { sha256 }, reporter.report);
  if (isTrusting(expected.trust) || [SIGNATURE, SIGSTORE].some((path) => files.has(path))) {
    const { verifySignature } = await import('../signing/verify-signature.ts');
    await verifySignature(files, expected.trust, reporter.report);
  }
  report.add(reporter.diagnostics(), { name: `${bundle.folder}/${MANIFEST}`, text: files.get(MANIFEST) ?? '' });
}

/** Files between bundles. */
function reportStrays(
  folder: string,
  strays: readonly string[],
  { allowUnlisted }: VerifyOptions,
  report: FindingsReport,
  say = (path: string) => `The file \`${path}\` belongs to no bundle.`,
): void {
  const reporter = createReporter();
  const severity = allowUnlisted ? 'warning' : 'error';
  for (const [index, path] of strays.entries())
    reporter.report(verifyFindings.unlisted, {
      pointer: `/${index}`,
      severity,
      message: say(path),
    });
  if (strays.length > 0) report.add(reporter.diagnostics(), { name: folder, text: '[]' });
}

/** What bundles are held against. */
interface Expected extends VerifyOptions {
  readonly trust: Trust;
}

function isTrusting({ keys, identity }: Trust): boolean {
  return keys.length > 0 || identity !== undefined;
}

/** Signatures are about bundles: of what stands beside them, only the build itself speaks. */
function reportUnsigned(folder: string, known: ReadonlySet<string>, expected: Expected, report: FindingsReport): void {
  const shown = folder.replace(/(?<=.)[\\/]+$/, '');
  const served = [...known].filter((path) => path !== `${shown}/${BUILD_MANIFEST}`).sort();
  reportStrays(folder, served, expected, report, (path) => `No signature speaks of the file \`${path}\`.`);
}

async function expectations(options: Options): Promise<Expected> {
  const digest = givenText(options, 'expect-policy');
  const allowUnlisted = givenSwitch(options, 'allow-unlisted');
  const { readTrust } = await import('../signing/read-trust.ts');
  const trust = readTrust(options);
  if (digest === undefined) return { allowUnlisted, trust };
  if (/^sha256-[0-9a-f]{64}$/.test(digest)) return { allowUnlisted, trust, expectPolicy: digest };
  throw new UsageError(
    '`--expect-policy` takes a digest: `sha256-` and 64 hexadecimal digits.',
    'The manifest has it under `policy.digest`, and `renderify policy` prints it.',
  );
}
