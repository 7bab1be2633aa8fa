import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readValues } from '../../src/compiler/inputs/read-values.ts';
import type { CompileOptions, PlanSource } from '../../src/compiler/stages.ts';
import type { Report } from '../../src/diagnostics/define.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { createReporter } from '../../src/diagnostics/reporter.ts';
import { localHost } from './module-host.ts';

/** A folder with a plan and what it is compiled with. */
export interface Fixture {
  readonly plan: PlanSource;
  readonly options: CompileOptions;
  /** The targets to build, from `targets` of the options. */
  readonly targets: readonly string[];
  /** Every text that findings can be about, the plan first. */
  readonly sources: readonly PlanSource[];
  /** What was wrong with `context.json`, which is read as the command line does. */
  readonly inputFindings: readonly Diagnostic[];
}

/**
 * Reads `plan`, `options.json`, `policy.json` and `context.json` of a folder; all but the plan may be missing. A plan or
 * context is a `.json`, a `.bin` (bytes that are no UTF-8), or a `.parts.json`: a list of texts and `[text, times]`,
 * joined, for what would be too long to read.
 */
export function readFixture(folder: string): Fixture {
  const plan = readSource(folder, 'plan');
  if (!plan) throw new Error(`${folder} has no plan`);
  const policy = readSource(folder, 'policy');
  const given = readSource(folder, 'context');
  const { targets = ['site'], ...options }: CompileOptions & { targets?: string[] } = JSON.parse(
    readSource(folder, 'options')?.text.toString() ?? '{}',
  );
  const reporter = createReporter();
  const context = given && valuesOf(given, reporter.report);
  return {
    plan,
    targets,
    options: { host: localHost(folder), ...options, ...(policy && { policy }), ...(context && { context }) },
    sources: [plan, policy, given].filter((source) => source !== undefined),
    inputFindings: reporter.diagnostics(),
  };
}

function valuesOf({ name, text }: PlanSource, report: Report) {
  return readValues(text, '--context', (definition, occurrence) => report(definition, { ...occurrence, source: name }));
}

function readSource(folder: string, stem: string): PlanSource | undefined {
  const path = ['json', 'bin', 'parts.json'].map((end) => join(folder, `${stem}.${end}`)).find(existsSync);
  if (!path) return undefined;
  const name = stem === 'policy' ? 'renderify.policy.json' : `${stem}.json`;
  if (path.endsWith('.parts.json')) return { name, text: joinParts(JSON.parse(readFileSync(path, 'utf8'))) };
  return { name, text: path.endsWith('.bin') ? readFileSync(path) : readFileSync(path, 'utf8') };
}

function joinParts(parts: readonly (string | readonly [string, number])[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : part[0].repeat(part[1]))).join('');
}
