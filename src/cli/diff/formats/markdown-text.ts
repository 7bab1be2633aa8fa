import { visibleText } from '../visible-text.ts';

/**
 * Text that nobody trusts, as Markdown that means nothing: a `<code>` element in which every character that Markdown,
 * HTML or a forge could read (pipes, backticks, brackets, mentions, addresses) is a numeric reference. It holds in lists
 * and in tables (CommonMark 0.31 and GFM); line breaks and invisible characters are shown as escapes.
 */
export function markdownText(text: string, longest = 120): string {
  const shown = visibleText(text, longest);
  return `<code>${shown.replace(UNSAFE, reference) || '&#8203;'}</code>`;
}

const UNSAFE = /[!-~]/g;
const HARMLESS = /[A-Za-z0-9,/()%=+;-]/;

/** Of what is printable in ASCII only what is harmless anywhere stays; a dot makes an address of `www.`. */
function reference(char: string, at: number, text: string): string {
  const plain = HARMLESS.test(char) || (char === '.' && text.slice(Math.max(0, at - 3), at).toLowerCase() !== 'www');
  return plain ? char : `&#${char.charCodeAt(0)};`;
}
