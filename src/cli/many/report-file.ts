import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pid } from 'node:process';
import { compilerVersion } from '../../compiler/version.ts';
import type { PlacedDiagnostic } from '../../diagnostics/formats/json.ts';
import type { Json } from '../../plan/types.ts';

/** What became of one plan. */
export interface ReportedPlan {
  readonly plan: string;
  readonly folder: string;
  readonly verdict: 'built' | 'failed';
  readonly errors: number;
  readonly warnings: number;
  /** `sha256-<hex>` of the plan; like the rest only where it was built. */
  readonly digest?: string;
  readonly bytes?: number;
  readonly brotli?: number;
  readonly capabilities?: Json;
  readonly modules?: Json;
}

/** What `--report` writes, `renderify-report/v1`: nothing in it depends on time, cache or number of workers. */
export interface BuildReport {
  readonly format: 'renderify-report/v1';
  readonly compiler: { readonly name: string; readonly version: string };
  readonly totals: Readonly<Record<'plans' | 'built' | 'failed' | 'errors' | 'warnings', number>>;
  readonly plans: readonly ReportedPlan[];
  readonly diagnostics: readonly PlacedDiagnostic[];
}

/** Makes a report; plans are sorted by path, and so are their findings. */
export function createReport(plans: readonly ReportedPlan[], diagnostics: readonly PlacedDiagnostic[]): BuildReport {
  const sorted = [...plans].sort((a, b) => (a.plan < b.plan ? -1 : 1));
  const built = plans.filter(({ verdict }) => verdict === 'built').length;
  const sum = (key: 'errors' | 'warnings') => plans.reduce((total, plan) => total + plan[key], 0);
  return {
    format: 'renderify-report/v1',
    compiler: { name: 'renderify', version: compilerVersion },
    totals: {
      plans: plans.length,
      built,
      failed: plans.length - built,
      errors: sum('errors'),
      warnings: sum('warnings'),
    },
    plans: sorted,
    diagnostics: [...diagnostics].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)),
  };
}

/** Writes a report in one step. */
export function writeReport(path: string, report: BuildReport): void {
  mkdirSync(dirname(resolve(path)), { recursive: true });
  writeFileSync(`${path}.${pid}`, `${JSON.stringify(report, null, 2)}\n`);
  renameSync(`${path}.${pid}`, path);
}
