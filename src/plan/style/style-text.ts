import { text } from '../text.ts';

/**
 * The text of a value of an object style, or undefined where the declaration is absent: null, booleans, missing, and
 * containers. Numbers other than 0 get `px` where `unit` says so; U+0000 is what the HTML parser makes of it.
 */
export function styleText(value: unknown, unit: boolean): string | undefined {
  if (typeof value === 'number') return text(value) + (unit && value ? 'px' : '');
  return typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : undefined;
}
