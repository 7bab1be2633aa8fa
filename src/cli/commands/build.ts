import { join } from 'node:path';
import { type BuiltPlan, compilePlans } from '../compile-plans.ts';
import type { ExitCode } from '../exit-codes.ts';
import { UsageError } from '../failures.ts';
import { createFindingsReport, type FindingsReport } from '../findings-report.ts';
import { givenHost } from '../host-config/given-host.ts';
import { folderNames } from '../inputs/folder-name.ts';
import { type Job, openJob } from '../job.ts';
import { bundleFolders, layOut } from '../output/lay-out.ts';
import { resolveOutFolder } from '../output/out-folder.ts';
import { writeOutput } from '../output/write-output.ts';
import { fromConfig } from '../settings/config.ts';
import { givenSwitch, givenText } from '../settings/given.ts';
import {
  configOptions,
  findingOptions,
  frozenOptions,
  hostOption,
  inputOptions,
  manyOptions,
  moduleOptions,
  pageOptions,
  policyOptions,
  remoteCacheOptions,
  signOption,
  targetOption,
  typecheckOption,
} from '../settings/options.ts';
import type { Terminal } from '../terminal.ts';
import type { Command, Invocation, Options } from './command.ts';

export const command: Command = {
  usage: '[...plans]',
  docs: 'Builds plans (files, globs, folders, - for standard input) into static files',
  options: [
    { flags: '-o, --out <folder>', docs: 'Output folder; dist when nothing else is said' },
    targetOption,
    ...policyOptions,
    ...inputOptions,
    ...pageOptions,
    ...moduleOptions,
    ...frozenOptions,
    ...manyOptions,
    ...remoteCacheOptions,
    hostOption,
    signOption,
    {
      flags: '--allow-client-only',
      docs: 'A component that fails in the prerender is a warning, and left to the page',
    },
    typecheckOption,
    { flags: '--include-prompt', docs: "Copies metadata.sourcePrompt into the bundle's manifest" },
    ...findingOptions,
    { flags: '--watch', docs: 'Goes on building what changes, until it is ended' },
    { flags: '--stdout', docs: 'Writes the page to standard output, as a single file' },
    { flags: '--clean', docs: 'Removes bundles of earlier builds that this build does not make' },
    { flags: '--summary', docs: 'Prints a table: plan, files, bytes, bytes after brotli, milliseconds' },
    ...configOptions,
  ],
  examples: [
    'renderify build plan.json --out dist',
    "renderify build 'plans/**/*.json' --profile strict --max-warnings 0",
    'generate-plan | renderify build - --stdout > page.html',
  ],
  run(invocation) {
    if (givenSwitch(invocation.options, 'stdout')) return buildToStdout(invocation);
    return givenSwitch(invocation.options, 'watch') ? buildAndWatch(invocation) : buildToFolder(invocation);
  },
};

async function buildToFolder(invocation: Invocation): Promise<ExitCode> {
  const { args, options, terminal } = invocation;
  const job = await openJob(args, options);
  const target = openTarget(options, job);
  if (isMany(job, options)) return (await import('../many/run-many.ts')).runMany(job, target, invocation);
  const { built, report } = await compileJob(job, options, terminal);
  await writeBuilt(built, target, invocation);
  return report.exitCode();
}

async function buildAndWatch(invocation: Invocation): Promise<ExitCode> {
  const { watchBuild } = await import('../live/watch-build.ts');
  return watchBuild(invocation, (built, job) => writeBuilt(built, openTarget(invocation.options, job), invocation));
}

/** One plan is the output folder itself, unless something is asked for that only many have. */
function isMany({ plans }: Job, options: Options): boolean {
  return plans.length > 1 || ['shard', 'report', 'cache', 'remote-cache'].some((name) => options[name] !== undefined);
}

/** Where the bundles of a job go. */
interface Target {
  readonly place: ReturnType<typeof openPlace>;
  readonly folders: ReadonlyMap<string, string>;
}

function openTarget(options: Options, job: Job): Target {
  const folders = options['shard'] === undefined ? bundleFolders(job.plans) : folderNames(job.plans);
  return { folders, place: openPlace(options, job) };
}

async function writeBuilt(
  built: readonly BuiltPlan[],
  { place, folders }: Target,
  { options, terminal }: Pick<Invocation, 'options' | 'terminal'>,
): Promise<void> {
  if (built.length === 0) return;
  if (options['sign'] !== undefined) {
    const { signBuilt } = await import('../signing/index.ts');
    built = await signBuilt(built, (plan) => join(place.folder, folders.get(plan) ?? ''), options);
  }
  const host = givenHost(options);
  const isWhole = folders.size > 1 || host !== undefined;
  const beside = isWhole ? (await import('../many/manifest-of.ts')).filesBeside(built, folders, host) : undefined;
  const written = writeOutput(layOut(place, built, folders, beside));
  if (!givenSwitch(options, 'quiet')) terminal.note(closingLine(built, folders, place.shown, written));
  await printSummary(built, options, terminal, givenText(options, 'format') ? 'note' : 'result');
}

async function buildToStdout({ args, options, terminal }: Invocation): Promise<ExitCode> {
  const target = givenText(options, 'target') ?? 'single-file';
  if (target !== 'single-file')
    throw new UsageError(`\`--stdout\` writes one file, and the target \`${target}\` has several.`);
  for (const other of ['out', 'watch', 'sign'])
    if (options[other] !== undefined) throw new UsageError(`\`--stdout\` and \`--${other}\` exclude each other.`);
  const job = await openJob(args, { ...options, target });
  if (job.plans.length > 1) throw new UsageError('`--stdout` takes one plan.', 'Build several with `--out`.');
  const { built, report } = await compileJob(job, options, terminal, 'note');
  for (const { bundle } of built) terminal.result(bundle.files.find(({ path }) => path === bundle.entry)?.text ?? '');
  await printSummary(built, options, terminal, 'note');
  return report.exitCode();
}

/** What was built and may be written: nothing when there are too many warnings. */
async function compileJob(
  job: Job,
  options: Options,
  terminal: Terminal,
  stream?: 'note',
): Promise<{ built: readonly BuiltPlan[]; report: FindingsReport }> {
  const report = createFindingsReport(options, terminal);
  const built = await compilePlans(
    job,
    report,
    givenSwitch(options, 'quiet') ? undefined : terminal,
    givenSwitch(options, 'typecheck'),
  );
  await report.show(stream);
  return { built: report.tooManyWarnings() ? [] : built, report };
}

function openPlace(
  options: Options,
  { config, plans, prepared }: Job,
): { shown: string; folder: string; clean: boolean } {
  const shown = givenText(options, 'out') ?? (config.out ? fromConfig(config, config.out) : 'dist');
  // Policy files are looked up for each plan; they are inputs like the plan itself.
  for (const plan of plans) prepared.optionsFor(plan);
  const inputs = [...plans.filter((plan) => plan !== '-'), ...prepared.files];
  return { shown, folder: resolveOutFolder(shown, inputs), clean: givenSwitch(options, 'clean') };
}

function closingLine(
  built: readonly BuiltPlan[],
  folders: ReadonlyMap<string, string>,
  shown: string,
  written: boolean,
): string {
  const [first] = built;
  if (!written) return `${shown} is up to date.\n`;
  if (folders.size === 1 && first)
    return `Built ${first.plan}: ${[shown, folders.get(first.plan), first.bundle.entry].filter(Boolean).join('/')}\n`;
  return `Built ${built.length} of ${folders.size} plans into ${shown}.\n`;
}

async function printSummary(
  built: readonly BuiltPlan[],
  options: Options,
  terminal: Terminal,
  stream: 'note' | 'result',
): Promise<void> {
  if (!givenSwitch(options, 'summary') || built.length === 0) return;
  const { summarize, summaryOf } = await import('../summary.ts');
  terminal[stream](summarize(built.map(summaryOf)));
}
