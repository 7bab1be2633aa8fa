import { escapeCharacter } from '../../../diagnostics/visible.ts';

/** A difference as JSON; what could act on a terminal is escaped, and reads back as it was. */
export function printJson(value: object): string {
  return `${JSON.stringify(value, null, 2).replace(HIDDEN, escapeCharacter)}\n`;
}

const HIDDEN = /[\p{Cf}\p{Zl}\p{Zp}\x7f-\x9f]/gu;
