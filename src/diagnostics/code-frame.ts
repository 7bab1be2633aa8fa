import type { Span } from './diagnostic.ts';
import type { Lines } from './position.ts';
import { cellWidth, visible } from './visible.ts';

/** One line of the text with a marker under a span. */
export interface CodeFrame {
  readonly line: number;
  readonly code: string;
  /** Spaces, then carets, below `code`. */
  readonly marker: string;
}

/**
 * The line on which a span starts, as a terminal may show it, at most `width` columns of it: a longer line (a whole
 * plan on one line) is cut to a window around the span. A span of several lines is marked to the end of its first.
 */
export function codeFrame(lines: Lines, span: Span, width: number): CodeFrame {
  const { line } = lines.at(span.start);
  const [start, end] = lines.bounds(line);
  const from = Math.min(span.start, end);
  const to = Math.min(Math.max(span.end, from + 1), Math.max(end, from + 1));
  // Each code unit is at least one column unless it is half a pair or a mark; both are rare enough to cut there.
  const left = end - start > width ? Math.max(start, Math.min(from - Math.floor(width / 3), end - width)) : start;
  const right = Math.min(end, left + width);
  const before = cells(lines.text.slice(wholeAt(lines.text, left), from));
  const marked = cells(lines.text.slice(from, Math.min(to, right)));
  const after = cells(lines.text.slice(Math.min(to, right), wholeAt(lines.text, right)));
  const head = left > start ? '…' : '';
  const code = head + before.text + marked.text + after.text + (right < end ? '…' : '');
  return { line, code, marker: ' '.repeat(head.length + before.width) + '^'.repeat(Math.max(1, marked.width)) };
}

/** Never cuts a surrogate pair. */
function wholeAt(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text[at] ?? '') ? at + 1 : at;
}

function cells(source: string): { readonly text: string; readonly width: number } {
  let text = '';
  let width = 0;
  for (const char of source) {
    const shown = char === '\t' ? '  ' : visible(char);
    text += shown;
    width += shown.length > char.length || char === '\t' ? shown.length : cellWidth(char);
  }
  return { text, width };
}
