import type { Report } from '../../../diagnostics/define.ts';
import { quote } from '../../../diagnostics/quote.ts';
import type { Json } from '../../../plan/types.ts';
import { validateFindings as findings } from './findings.ts';
import { placeName } from './words.ts';

/** Reports a name that is blank or padded; `at: 'key'` when the name is the key at the pointer. */
export function checkName(name: Json | undefined, pointer: () => string, report: Report, at?: 'key'): void {
  if (typeof name !== 'string' || (name !== '' && name === name.trim())) return;
  const place = at ? 'The key' : placeName(pointer());
  const trimmed = name.trim();
  report(findings.blankOrPadded, {
    pointer: pointer(),
    ...(at && { at }),
    message: trimmed ? `${place} has white space at its ends: ${quote(name)}.` : `${place} is blank.`,
    help: trimmed ? `Write ${quote(trimmed)}; names are not trimmed.` : 'Give it a name.',
    ...(trimmed && !at && { fix: [{ op: 'replace', path: pointer(), value: trimmed }] }),
  });
}

/** Reports a string over a number of code points. */
export function checkLength(text: string, most: number, pointer: () => string, report: Report, at?: 'key'): void {
  if (text.length <= most) return;
  const length = codePoints(text);
  if (length <= most) return;
  const place = at ? 'The event type' : placeName(pointer());
  const message = `${place} has ${length} characters; at most ${most} are allowed.`;
  report(findings.valueRange, { pointer: pointer(), ...(at && { at }), message, help: 'Shorten it.' });
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
