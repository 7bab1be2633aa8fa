import { join } from 'node:path';
import type { BundleFile } from '../../compiler/stages.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { JsonObject } from '../../plan/types.ts';
import { type IndexRow, writeRow } from '../build-cache/build-index.ts';
import { modulePath } from '../build-cache/entry.ts';
import { signatureOf } from '../build-cache/signature.ts';
import { digestOf } from '../digest.ts';
import { hasFiles, writeFiles } from '../output/bundle-folder.ts';
import { bytesByPath, bytesOf, sizeOf } from '../output/size-of.ts';
import { MANIFEST } from '../output/survey.ts';
import type { Built, Facts, Outcome } from './outcome.ts';
import type { BuildPlan, BuiltEntry } from './plan-builder.ts';

/** Where a bundle goes. */
export interface WorkPlaces {
  /** The output folder, and the tree beside it that takes its place in the end. */
  readonly out: string;
  readonly fresh: string;
  /** Whether what takes long is wanted as well: sizes after brotli. */
  readonly facts: boolean;
}

/** A plan to build, and its bundle's folder below the output folder. */
export interface PlanTask {
  readonly plan: string;
  readonly folder: string;
}

/** What plans are built with. */
export interface WorkTools {
  readonly build: BuildPlan;
  /** What a row of the index is good for. */
  settingsOf(plan: string): string;
  /** Adds the signature, where one is wanted; in `home` an earlier one may lie. */
  sign(files: readonly BundleFile[], home: string): Promise<readonly BundleFile[]> | readonly BundleFile[];
}

/** Builds one plan and writes its bundle, unless the output folder has it. */
export async function workOn(
  { plan, folder }: PlanTask,
  { build, settingsOf, sign }: WorkTools,
  { out, fresh, facts }: WorkPlaces,
): Promise<Outcome> {
  const start = performance.now();
  const signature = settledSignature(plan);
  const entry = await build(plan);
  const { bundle, diagnostics, sources } = entry;
  const found = diagnostics.length > 0 ? { found: { diagnostics, sources } } : {};
  const outcome = () => ({ plan, milliseconds: performance.now() - start, ...found });
  if (!bundle) return { ...outcome(), verdict: 'failed' };
  const files = await sign(bundle.files, join(out, folder));
  const same = hasFiles(join(out, folder), files);
  const home = join(same ? out : fresh, folder);
  if (!same) writeFiles(home, files);
  const built = describe(files, facts);
  const settings = settingsOf(plan);
  const row = signature && rowOf({ plan, folder, settings, signature, home, entry, built });
  return { ...outcome(), verdict: same ? 'same' : 'new', built, ...(row && { row: writeRow(row) }) };
}

/** What is said about a bundle with these files; with `facts`, also what only a report has. */
export function describe(files: readonly BundleFile[], facts: boolean): Built {
  const text = files.find(({ path }) => path === MANIFEST)?.text ?? '{}';
  const byPath = bytesByPath(files);
  return {
    files: files.map(({ path }) => path),
    manifest: `sha256-${digestOf(text)}`,
    bytes: bytesOf(byPath),
    ...(facts && { facts: { ...factsOf(text), brotli: sizeOf(byPath).brotli } }),
  };
}

function factsOf(manifest: string): Omit<Facts, 'brotli'> {
  const { plan, capabilities = {}, modules = [] } = JSON.parse(manifest) as JsonObject;
  return { digest: (plan as JsonObject)['digest'] as string, capabilities, modules };
}

/** How many warnings there are, by code and name. */
export function countWarnings(diagnostics: readonly Diagnostic[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code, name } of diagnostics) counts[`${code} ${name}`] = (counts[`${code} ${name}`] ?? 0) + 1;
  return counts;
}

interface RowParts extends PlanTask {
  readonly settings: string;
  readonly signature: string;
  readonly home: string;
  readonly entry: BuiltEntry;
  readonly built: Built;
}

/** Nothing where a module beside the plan was touched just now. */
function rowOf({ plan, folder, settings, signature, home, entry, built }: RowParts): IndexRow | undefined {
  const reads: Record<string, string> = {};
  for (const { name } of entry.sources.slice(1)) {
    const one = settledSignature(modulePath(plan, name));
    if (one === undefined) return undefined;
    reads[name] = one;
  }
  const files = Object.fromEntries(built.files.map((path) => [path, signatureOf(join(home, path)) ?? '']));
  const { manifest, bytes } = built;
  return {
    plan,
    folder,
    settings,
    signature,
    reads,
    files,
    warnings: countWarnings(entry.diagnostics),
    manifest,
    bytes,
  };
}

/** A file that was written within one tick of the clock can be written again without a trace in its times. */
function settledSignature(path: string): string | undefined {
  return signatureOf(path, TICK);
}

/** Milliseconds, more than any clock of a file system steps by. */
const TICK = 50;
