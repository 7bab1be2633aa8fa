import { createPaint } from '../../diagnostics/paint.ts';
import type { Difference, DifferenceSet } from './difference.ts';
import { printJson } from './formats/json.ts';
import { printMarkdown, printMarkdownSet } from './formats/markdown.ts';
import type { DiffFormat } from './formats/names.ts';
import { printPretty, printPrettySet } from './formats/pretty.ts';

/** A difference, or that of two output folders, as text. Nothing that a plan says can act in any of the formats. */
export function printDifference(difference: Difference | DifferenceSet, format: DiffFormat, color = false): string {
  if (format === 'json') return printJson(difference);
  if (difference.format === 'renderify-diff/v1')
    return format === 'markdown' ? printMarkdown(difference) : printPretty(difference, createPaint(color));
  return format === 'markdown' ? printMarkdownSet(difference) : printPrettySet(difference, createPaint(color));
}

/** Whether a new version asks for more than the old one. */
export function asksForMore(difference: Difference | DifferenceSet): boolean {
  if (difference.format === 'renderify-diff/v1') return difference.more.length > 0;
  return difference.folders.some((one) => one.difference !== undefined && one.difference.more.length > 0);
}
