const SPECIAL = /["\\\x00-\x1f]/g;
const SIMPLE: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** A string after its escapes were decoded. `end` is the offset of its closing quote, or of what is wrong in it. */
export interface EscapedString {
  readonly value: string;
  readonly end: number;
  readonly whole: boolean;
}

/** Decodes the JSON string whose first character is at `start`; each character is looked at once. */
export function readEscapes(text: string, start: number): EscapedString {
  const parts: string[] = [];
  let at = start;
  for (;;) {
    SPECIAL.lastIndex = at;
    const end = SPECIAL.test(text) ? SPECIAL.lastIndex - 1 : text.length;
    parts.push(text.slice(at, end));
    if (text[end] === '"') return { value: parts.join(''), end, whole: true };
    if (text[end] !== '\\') return { value: '', end, whole: false };
    const char = decodeEscape(text, end + 1);
    if (char === undefined) return { value: '', end, whole: false };
    parts.push(char);
    at = end + (text[end + 1] === 'u' ? 6 : 2);
  }
}

function decodeEscape(text: string, at: number): string | undefined {
  const letter = text[at] ?? '';
  if (letter !== 'u') return Object.hasOwn(SIMPLE, letter) ? SIMPLE[letter] : undefined;
  const hex = text.slice(at + 1, at + 5);
  return /^[0-9a-f]{4}$/i.test(hex) ? String.fromCharCode(Number.parseInt(hex, 16)) : undefined;
}
