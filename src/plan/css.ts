const FETCHING =
  /url\((?!\s*['"]?#[\w-]+['"]?\s*\))|image-set\(|(?:^|[^\w-])(?:src|image)\(|expression\(|behavior\s*:|-moz-binding|@import|</;
const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']' };

/**
 * Why a text cannot stand as the value of one declaration, as the end of a sentence; undefined when it can (spec 5.5).
 * What passes neither ends its declaration nor fetches, also with CSS escapes and comments decoded.
 */
export function cssProblem(value: string): string | undefined {
  const open: string[] = [];
  let plain = '';
  for (let at = 0; at < value.length; at++) {
    const char = value[at] as string;
    if (char === '\\') {
      const sequence = /^\\(?:([0-9a-f]{1,6})\s?|[^\n])/i.exec(value.slice(at, at + 8));
      if (!sequence) return 'a backslash escapes nothing';
      plain += sequence[1] ? decode(sequence[1]) : (sequence[0][1] as string);
      at += sequence[0].length - 1;
    } else if (value.startsWith('/*', at) && !quote(open)) {
      at = value.indexOf('*/', at + 2) + 1;
      if (!at) return 'a comment is not closed';
    } else {
      const wrong = step(char, open);
      if (wrong) return wrong;
      plain += char;
    }
  }
  if (open.length) return `\`${open.at(-1)}\` is missing`;
  const found = FETCHING.exec(plain.toLowerCase());
  return found ? `\`${found[0]}\` could fetch or run something` : undefined;
}

/** Keeps the stack of what must be closed; gives the reason when the character cannot stand there. */
function step(char: string, open: string[]): string | undefined {
  const inside = quote(open);
  if (inside) {
    if (char === '\n') return 'a string is not closed';
    if (char === inside) open.pop();
  } else if (char === '"' || char === "'") open.push(char);
  else if (CLOSERS[char]) open.push(CLOSERS[char] as string);
  else if (char === ')' || char === ']') return open.pop() === char ? undefined : `\`${char}\` closes nothing`;
  else if (/[;{}!\u0001]/.test(char)) return `\`${char}\` would end the declaration`;
  return undefined;
}

function quote(open: readonly string[]): string | undefined {
  const last = open.at(-1);
  return last === '"' || last === "'" ? last : undefined;
}

function decode(hex: string): string {
  const code = Number.parseInt(hex, 16);
  return code && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
