import type { Span } from '../../diagnostics/diagnostic.ts';
import { quote } from '../../diagnostics/quote.ts';

/** What a syntax error says; every message names what was found, every help the fix. */
export interface Problem {
  readonly message: string;
  readonly help?: string;
  readonly span: Span;
}

/** Words of other languages that stand for JSON values, and what JSON writes instead. */
const WORDS: Readonly<Record<string, string>> = {
  nan: '`null`',
  infinity: 'a finite number or `null`',
  undefined: '`null`, or leave the key out',
  none: '`null`',
  nil: '`null`',
  true: '`true`',
  false: '`false`',
  null: '`null`',
};

/** No value starts here. `afterComma`: an array has just gone on after a comma. */
export function explainValue(text: string, at: number, afterComma: boolean): Problem {
  const char = text[at];
  if (char === undefined) return ending(text, 'a value');
  if (char === ']' || char === '}') {
    if (afterComma || text.slice(0, at).trimEnd().endsWith(',')) return trailingComma(text, at, char);
    return problem(at, 1, `There is no value before ${quote(char)}.`, 'Write a value, or `null`.');
  }
  if (char === ',') return problem(at, 1, 'There is a comma where a value should be.', 'Remove one comma.');
  return comment(text, at) ?? number(text, at) ?? prose(text, at) ?? word(text, at) ?? odd(text, at, 'a value');
}

/** No key starts here. */
export function explainKey(text: string, at: number): Problem {
  const char = text[at];
  if (char === undefined) return ending(text, 'a key');
  if (char === '}') return trailingComma(text, at, char);
  if (char === ',') return problem(at, 1, 'There is a comma where a key should be.', 'Remove one comma.');
  const bare = /[\w$-]{1,80}/y;
  bare.lastIndex = at;
  const key = bare.exec(text)?.[0];
  if (key) return problem(at, key.length, `The key ${quote(key)} has no quotes.`, `Write \`"${key}"\`.`);
  return comment(text, at) ?? odd(text, at, 'a key in double quotes');
}

/** Something stands where a comma or the end of the container, or after `key` a colon, should be. */
export function explainGap(text: string, at: number, isArray: boolean, key?: string): Problem {
  const char = text[at];
  const close = isArray ? ']' : '}';
  const wanted = key === undefined ? `\`,\` or \`${close}\`` : '`:`';
  if (char === undefined) return ending(text, wanted);
  const found = comment(text, at);
  if (found) return found;
  if (key !== undefined) {
    const help = char === '=' ? 'Write `:` instead of `=`.' : 'Write `:` and a value after the key.';
    return problem(at, 1, `The key ${quote(key)} is followed by ${describe(text, at)} and not by \`:\`.`, help);
  }
  if (char === ']' || char === '}') {
    const message = `${quote(char)} closes ${isArray ? 'an array' : 'an object'} that was opened with \`${isArray ? '[' : '{'}\`.`;
    return problem(at, 1, message, `Write \`${close}\` here, or look for a bracket too many before.`);
  }
  if (char === ':')
    return problem(at, 1, 'There is a `:` after a value.', 'Keys stand in objects only: use `{` and `}`.');
  if (/["\w{[+-]/.test(char)) {
    const member = isArray ? 'element' : 'member';
    return problem(at, 1, `A comma is missing before this ${member}.`, 'Write `,` after the previous one.');
  }
  return odd(text, at, wanted);
}

/** Something follows the document. */
export function explainRest(text: string, at: number): Problem {
  const found = comment(text, at);
  if (found) return found;
  if (/["{[\w-]/.test(text[at] ?? '')) {
    return problem(at, 1, 'A second document starts here.', 'Put each plan into a file of its own.');
  }
  const close = /[\]}]/.test(text[at] ?? '')
    ? 'Remove it, or look for a bracket that is missing before.'
    : 'Remove it.';
  return problem(at, 1, `The document has ended, but ${describe(text, at)} follows.`, close);
}

/** The string that starts at `start` goes wrong at `at`. */
export function explainEscape(text: string, start: number, at: number): Problem {
  const char = text[at];
  const span = { start: start - 1, end: Math.min(at, start + 200) };
  if (char === undefined)
    return {
      message: 'A string is not closed before the text ends.',
      help: 'The text seems to be cut off: write what is missing.',
      span,
    };
  if (char === '\n' || char === '\r') {
    const help = 'Close the string with `"`, or write the line break as `\\n`.';
    return { message: 'A string is not closed before the line ends.', help, span };
  }
  if (char === '\\') {
    const length = text[at + 1] === 'u' ? 6 : 2;
    const sequence = text.slice(at, at + length).replace(/[\x00-\x1f"].*$/s, '');
    const help =
      'Escapes are `\\" \\\\ \\/ \\b \\f \\n \\r \\t` and `\\u` with four hex digits; write `\\\\` for a backslash.';
    return problem(at, sequence.length, `The string holds ${quote(sequence)}, which is no escape sequence.`, help);
  }
  const sequence = char === '\t' ? '\\t' : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return problem(at, 1, `The string holds ${describe(text, at)} as it is.`, `Write it as \`${sequence}\`.`);
}

function trailingComma(text: string, at: number, close: string): Problem {
  const comma = text.slice(0, at).trimEnd().length - 1;
  const message = `There is a comma before ${quote(close)}, but nothing after it.`;
  return problem(comma, 1, message, 'Remove the comma.');
}

function comment(text: string, at: number): Problem | undefined {
  const start = text.slice(at, at + 2);
  if (start !== '//' && start !== '/*' && start[0] !== '#') return undefined;
  const help = 'Remove it; notes can stand under `metadata`.';
  return problem(
    at,
    start[0] === '#' ? 1 : 2,
    `A comment starts with ${quote(start[0] === '#' ? '#' : start)}; JSON has none.`,
    help,
  );
}

function number(text: string, at: number): Problem | undefined {
  const shape = /[+-]?(?:\.?\d[\w.]{0,80}|\.|Infinity\b)/y;
  shape.lastIndex = at;
  const found = shape.exec(text)?.[0];
  if (!found) return undefined;
  return problem(at, found.length, `${quote(found)} is no JSON number.`, numberHelp(found));
}

function numberHelp(found: string): string {
  if (/Infinity/.test(found)) return `Write ${WORDS['infinity']}.`;
  if (/^[+-]?0[xob]/i.test(found)) return 'Write it in decimal digits.';
  if (found.includes('_')) return 'Remove the underscores.';
  if (found.startsWith('+')) return 'Remove the `+`.';
  if (/^-?0\d/.test(found)) return 'Remove the leading zeros.';
  if (/^-?\./.test(found)) return 'Write a digit before the point.';
  if (/\.(?!\d)/.test(found)) return 'Write a digit after the point.';
  return 'Write digits, a fraction, an exponent; or put quotes around it.';
}

/** Models like to write a sentence or a fence before the document. */
function prose(text: string, at: number): Problem | undefined {
  const found =
    /^(?:[A-Za-z][\w'’]*[^\S\n]+[\w`]|```)/.test(text.slice(at, at + 80)) && text.slice(0, at).trim() === '';
  if (!found) return undefined;
  const length = /^[^\n]{1,80}/.exec(text.slice(at, at + 80))?.[0].trimEnd().length ?? 1;
  return problem(
    at,
    length,
    'There is text before the document.',
    'Keep only the JSON: nothing before `{` or after `}`.',
  );
}

function word(text: string, at: number): Problem | undefined {
  const shape = /[-+]?[A-Za-z_$][\w$]{0,80}/y;
  shape.lastIndex = at;
  const found = shape.exec(text)?.[0];
  if (!found) return undefined;
  const key = found.replace(/^[-+]/, '').toLowerCase();
  const help = Object.hasOwn(WORDS, key) ? `Write ${WORDS[key]}.` : 'Put double quotes around text.';
  return problem(at, found.length, `${quote(found)} is no JSON value.`, help);
}

/** A character that starts nothing at all. */
function odd(text: string, at: number, wanted: string): Problem {
  const char = text[at] as string;
  if (char === "'" || char === '`' || char === '‘' || char === '“' || char === '”') {
    return problem(at, 1, `Strings stand between double quotes; found ${describe(text, at)}.`, 'Write `"`.');
  }
  const help = /\s|\p{Cf}/u.test(char)
    ? 'Remove it: only space, tab and line breaks may stand between tokens.'
    : undefined;
  const length = (text.codePointAt(at) as number) > 0xffff ? 2 : 1;
  return { ...problem(at, length, `Expected ${wanted}, found ${describe(text, at)}.`), ...(help && { help }) };
}

/** Where the text ends too early, the last thing in it is shown. */
function ending(text: string, wanted: string): Problem {
  const end = text.trimEnd().length;
  const help = 'The text seems to be cut off: write what is missing.';
  if (end === 0)
    return problem(0, 0, 'The document is empty.', 'Write a plan: `{ "specVersion": "runtime-plan/v1", … }`.');
  return problem(end, 0, `The document ends where ${wanted} should be.`, help);
}

function describe(text: string, at: number): string {
  const code = text.codePointAt(at) as number;
  const char = String.fromCodePoint(code);
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  if (code === 0xfeff) return `a byte order mark (${name})`;
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return `a control character (${name})`;
  return /[\s\p{Cf}\p{Zs}\p{Cs}]/u.test(char) ? `an invisible character (${name})` : quote(char);
}

function problem(start: number, length: number, message: string, help?: string): Problem {
  return { message, span: { start, end: start + length }, ...(help && { help }) };
}
