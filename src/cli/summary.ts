import type { BuiltPlan } from './compile-plans.ts';
import { bytesByPath, sizeOf } from './output/size-of.ts';

/** What a build says about one plan. */
export interface SummaryRow {
  readonly plan: string;
  readonly files: number;
  readonly bytes: number;
  readonly brotli: number;
  readonly milliseconds: number;
}

/**
 * A table of what was built. Bytes are those that a browser loads: what only says something about the bundle is left
 * out; brotli is at its best quality, as static hosts store it.
 */
export function summarize(built: readonly SummaryRow[]): string {
  const head = ['plan', 'files', 'bytes', 'brotli', 'ms'];
  const rows = [head, ...built.map(cellsOf)];
  const widths = head.map((_, column) => rows.reduce((most, row) => Math.max(most, row[column]?.length ?? 0), 0));
  return rows
    .map((row) => `${row.map((cell, column) => align(cell, widths[column] ?? 0, column)).join('  ')}\n`)
    .join('');
}

/** The row of a plan. */
export function summaryOf({ plan, bundle, milliseconds }: BuiltPlan): SummaryRow {
  return { plan, files: bundle.files.length, ...sizeOf(bytesByPath(bundle.files)), milliseconds };
}

function cellsOf({ plan, files, bytes, brotli, milliseconds }: SummaryRow): string[] {
  return [plan, ...[files, bytes, brotli].map(String), milliseconds.toFixed(1)];
}

function align(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
