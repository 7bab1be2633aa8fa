import { brotliCompressSync, constants } from 'node:zlib';
import type { Bundle } from '../compiler/stages.ts';
import type { BuiltPlan } from './compile-plans.ts';
import { MANIFEST } from './output/survey.ts';

/**
 * A table of what was built. Bytes are those that a browser loads: all files but the manifest and `_headers`; brotli is
 * at its best quality, as static hosts store it.
 */
export function summarize(built: readonly BuiltPlan[]): string {
  const head = ['plan', 'files', 'bytes', 'brotli', 'ms'];
  const rows = [head, ...built.map(summaryRow)];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => `${row.map((cell, column) => align(cell, widths[column] ?? 0, column)).join('  ')}\n`)
    .join('');
}

function summaryRow({ plan, bundle, milliseconds }: BuiltPlan): string[] {
  const texts = loadedTexts(bundle);
  const bytes = texts.reduce((sum, text) => sum + text.length, 0);
  const brotli = texts.reduce((sum, text) => sum + compressedLength(text), 0);
  return [plan, String(bundle.files.length), String(bytes), String(brotli), milliseconds.toFixed(1)];
}

function loadedTexts({ files }: Bundle): Buffer[] {
  const loaded = files.filter(({ path }) => path !== MANIFEST && path !== '_headers' && !path.endsWith('.d.ts'));
  return loaded.map(({ text }) => Buffer.from(text));
}

function compressedLength(text: Buffer): number {
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

function align(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
