import { statSync } from 'node:fs';
import type { CompileOptions, PlanSource } from '../../compiler/stages.ts';
import { BOM_PATH, createBom } from '../../compiler/supply-chain/index.ts';
import { compilerVersion } from '../../compiler/version.ts';
import { createReporter } from '../../diagnostics/reporter.ts';
import { toHex } from '../../util/hex.ts';
import type { Invocation } from '../commands/command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { UsageError } from '../failures.ts';
import { createFindingsReport, type FindingsReport } from '../findings-report.ts';
import { sha256 } from '../host.ts';
import { readPlan } from '../inputs/read-plan.ts';
import { openPlan } from '../job.ts';
import { findBundles, readBundle } from '../output/read-bundles.ts';
import { readRequests } from './requests.ts';

/** `renderify sbom`: of a bundle as it lies there, or of everything that a plan leads to. */
export async function runSbom(invocation: Invocation): Promise<ExitCode> {
  const { args, options, terminal } = invocation;
  const [place = ''] = args;
  if (isFolder(place)) {
    terminal.result(bomOfBundle(place));
    return exitCodes.good;
  }
  const { plan, prepared } = await openPlan(args, options);
  const report = createFindingsReport(options, terminal);
  const bom = await bomOfPlan(await readPlan(plan), prepared.optionsFor(plan), report);
  await report.show('note');
  if (bom !== undefined) terminal.result(bom);
  return report.exitCode();
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function bomOfBundle(folder: string): string {
  const { bundles } = findBundles(folder);
  const [bundle, other] = bundles;
  if (!bundle || other)
    throw new UsageError(
      `${quoted(folder)} holds ${bundles.length === 0 ? 'no bundle' : `${bundles.length} bundles`}.`,
      'Name the folder of one bundle, the one with renderify.manifest.json in it.',
    );
  const bytes = readBundle(bundle).get(BOM_PATH);
  if (bytes) return new TextDecoder().decode(bytes);
  throw new UsageError(
    `The bundle in ${quoted(folder)} has no ${quoted(BOM_PATH)}.`,
    'Name the plan that it was built from.',
  );
}

function quoted(text: string): string {
  return `\`${text}\``;
}

async function bomOfPlan(
  source: PlanSource,
  options: CompileOptions,
  report: FindingsReport,
): Promise<string | undefined> {
  const { diagnostics, asked } = await readRequests(source, options);
  report.add(diagnostics, source);
  if (!asked) return undefined;
  const { fields } = asked.policy;
  const limits = {
    moduleBytes: fields['maxModuleBytes'] as number,
    graphModules: fields['maxGraphModules'] as number,
    graphBytes: fields['maxGraphBytes'] as number,
  };
  const reporter = createReporter();
  const graph = await options.host?.modules?.load({ plan: source.name, ...asked, limits }, reporter.report);
  report.add(reporter.diagnostics(), source);
  const value = JSON.parse(new TextDecoder().decode(bytesOf(source))) as { id: string; version: number };
  const plan = { id: value.id, version: value.version, digest: `sha256-${toHex(sha256(JSON.stringify(value)))}` };
  const compiler = { name: 'renderify', version: compilerVersion };
  return graph && createBom({ plan, compiler, graph, used: graph.modules.keys(), sha256 });
}

function bytesOf({ text }: PlanSource): Uint8Array {
  return typeof text === 'string' ? new TextEncoder().encode(text) : text;
}
