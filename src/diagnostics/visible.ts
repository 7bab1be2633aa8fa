const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * A text as it may be printed anywhere: control characters, bidi overrides, zero-width characters and lone surrogates
 * become escapes, so that no name in a plan can colour, reorder or rewrite what a terminal shows.
 */
export function visible(text: string): string {
  return text.replace(INVISIBLE, escapeCharacter);
}

/** The escape of one character, as JavaScript and JSON write it. */
export function escapeCharacter(char: string): string {
  let escaped = '';
  for (let i = 0; i < char.length; i++) escaped += `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`;
  return escaped;
}

/** Columns that one visible character takes in a terminal: 0 for marks, 2 for East Asian wide ones and emoji. */
export function cellWidth(char: string): number {
  if (char < '\u0300') return 1;
  if (/\p{Mn}|\p{Me}/u.test(char)) return 0;
  return WIDE.test(char) ? 2 : 1;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{17000}-\u{18aff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
