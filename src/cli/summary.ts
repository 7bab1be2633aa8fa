import { brotliCompressSync, constants } from 'node:zlib';
import type { BundleFile } from '../compiler/stages.ts';
import type { BuiltPlan } from './compile-plans.ts';
import { MANIFEST } from './output/survey.ts';

/** What a build says about one plan. */
export interface SummaryRow {
  readonly plan: string;
  readonly files: number;
  readonly bytes: number;
  readonly brotli: number;
  readonly milliseconds: number;
}

/**
 * A table of what was built. Bytes are those that a browser loads: all files but the manifest and `_headers`; brotli is
 * at its best quality, as static hosts store it.
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
  const loaded = loadedFiles(bundle.files);
  const bytes = loaded.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  return { plan, files: bundle.files.length, bytes, brotli: brotliLength(loaded), milliseconds };
}

function cellsOf({ plan, files, bytes, brotli, milliseconds }: SummaryRow): string[] {
  return [plan, ...[files, bytes, brotli].map(String), milliseconds.toFixed(1)];
}

/** The files of a bundle that a browser loads. */
export function loadedFiles(files: readonly BundleFile[]): readonly BundleFile[] {
  return files.filter(({ path }) => path !== MANIFEST && path !== '_headers' && !path.endsWith('.d.ts'));
}

/** Bytes of files after brotli at its best quality, each by itself. */
export function brotliLength(files: readonly BundleFile[]): number {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  return files.reduce((sum, { text }) => sum + brotliCompressSync(text, { params }).length, 0);
}

function align(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
