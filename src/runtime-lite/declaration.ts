import { styleText } from '../plan/style/style-text.ts';
import { cssFault } from './css.ts';
import type { RunTimeError } from './raise.ts';

/** One declaration with its semicolon, or nothing where the value is absent or could do more than it says (spec 5.5). */
export const declaration = (
  property: string,
  value: unknown,
  unit: boolean,
  report: (error: RunTimeError) => void,
): string => {
  const text = styleText(value, unit);
  if (!text) return '';
  if (!cssFault(text)) return `${property}:${text};`;
  report({ name: 'no-unsafe-css', path: property });
  return '';
};
