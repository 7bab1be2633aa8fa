const FETCHING =
  /url\((?!\s*['"]?#[\w-]+['"]?\s*\))|image-set\(|(?:^|[^\w-])(?:src|image)\(|expression\(|behavior\s*:|-moz-binding|@import|</;
const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']' };

/** What is wrong with a text as CSS, and the piece of it in question; in words only where people read it. */
export type CssFault = readonly [
  fault: 'escape' | 'comment' | 'string' | 'open' | 'close' | 'end' | 'fetch',
  at: string,
];

/**
 * Why a text cannot stand as the value of one declaration; undefined when it can (spec 5.5). What passes neither ends
 * its declaration nor fetches, also with CSS escapes and comments decoded.
 */
export function cssFault(value: string): CssFault | undefined {
  const open: string[] = [];
  for (let at = 0; at < value.length; at++) {
    const char = value[at] as string;
    if (char === '\\') {
      const end = escapeEnd(value, at);
      if (!end) return ['escape', char];
      at = end - 1;
    } else if (value.startsWith('/*', at) && !quote(open)) {
      at = value.indexOf('*/', at + 2) + 1;
      if (!at) return ['comment', '/*'];
    } else {
      const wrong = step(char, open);
      if (wrong) return wrong;
    }
  }
  return open.length ? ['open', open.at(-1) as string] : fetchFault(value);
}

/**
 * Why a text could fetch or run something when it is read as CSS, with escapes and comments decoded. It is read with and
 * without its comments, because what looks like one can stand in a string, and could hide what is between two.
 */
export function fetchFault(value: string): CssFault | undefined {
  const found =
    FETCHING.exec(decode(value).toLowerCase()) ?? FETCHING.exec(decode(withoutComments(value)).toLowerCase());
  return found ? ['fetch', found[0]] : undefined;
}

/** Keeps the stack of what must be closed; gives the fault when the character cannot stand there. */
function step(char: string, open: string[]): CssFault | undefined {
  const inside = quote(open);
  if (inside) {
    // All three end a line in CSS, and with it the string.
    if (/[\n\r\f]/.test(char)) return ['string', inside];
    if (char === inside) open.pop();
  } else if (char === '"' || char === "'") open.push(char);
  else if (CLOSERS[char]) open.push(CLOSERS[char] as string);
  else if (char === ')' || char === ']') return open.pop() === char ? undefined : ['close', char];
  else if (/[;{}!\u0001]/.test(char)) return ['end', char];
  return undefined;
}

function quote(open: readonly string[]): string | undefined {
  const last = open.at(-1);
  return last === '"' || last === "'" ? last : undefined;
}

/** The end of the escape that starts at a backslash, 0 where none does. */
function escapeEnd(value: string, at: number): number {
  const length = /^\\(?:[0-9a-f]{1,6}\s?|[^\n\r\f])/i.exec(value.slice(at, at + 8))?.[0].length;
  return length ? at + length : 0;
}

/** The text with its escapes replaced by what they stand for. */
function decode(value: string): string {
  if (!value.includes('\\')) return value;
  let plain = '';
  for (let at = 0; at < value.length; at++) {
    const end = value[at] === '\\' ? escapeEnd(value, at) : 0;
    if (!end) plain += value[at];
    else {
      const code = Number.parseInt(value.slice(at + 1, end), 16);
      plain += Number.isNaN(code) ? value[at + 1] : code && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
      at = end - 1;
    }
  }
  return plain;
}

function withoutComments(value: string): string {
  let plain = '';
  let at = 0;
  for (let open = value.indexOf('/*'); open >= 0; open = value.indexOf('/*', at)) {
    const end = value.indexOf('*/', open + 2);
    if (end < 0) break;
    plain += value.slice(at, open);
    at = end + 2;
  }
  return plain + value.slice(at);
}
