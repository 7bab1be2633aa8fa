import correct from 'spdx-correct';
import parse from 'spdx-expression-parse';
import satisfies from 'spdx-satisfies';

/** Licences that ask for a notice at most; what `audit` allows when nothing else is said. */
export const PERMISSIVE = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
];

/** Whether a stated licence is on a list; `unknown` where it is no SPDX expression, or nothing is stated. */
export function judgeLicence(stated: string | null, allowed: readonly string[]): 'allowed' | 'refused' | 'unknown' {
  const expression = stated === null ? undefined : asExpression(stated);
  if (expression === undefined) return 'unknown';
  return satisfies(expression, allowed) ? 'allowed' : 'refused';
}

/** Whether a text names one licence of the SPDX list. */
export function isLicenceId(text: string): boolean {
  return isExpression(text) && !/[\s()]/.test(text);
}

function asExpression(text: string): string | undefined {
  if (isExpression(text)) return text;
  const likely = correct(text);
  return likely !== null && plain(likely) === plain(text) && isExpression(likely) ? likely : undefined;
}

/** Only other spellings of an identifier are corrected: a guess would turn `UNLICENSED` into a licence. */
function plain(text: string): string {
  return text.toLowerCase().replace(/\b(the|licen[cs]e|version)\b|[^a-z0-9]/g, '');
}

function isExpression(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}
