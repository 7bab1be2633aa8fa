/** A piece of a template string: characters as they stand, or a path with its root first (spec 4.2). */
export type Piece = { readonly text: string } | { readonly path: readonly string[] };

const ROOTS = new Set(['state', 'event', 'context', 'vars']);
const TEMPLATE = /^\{\{[ \t\n\r]*([^\s{}]+)[ \t\n\r]*\}\}/;

/** Splits a string that is known to be well formed; throws on anything that the language refuses. */
export function parseTemplate(source: string): Piece[] {
  const pieces: Piece[] = [];
  let text = '';
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('{{', at);
    if (open < 0) break;
    let slashes = 0;
    while (open - slashes > at && source[open - slashes - 1] === '\\') slashes++;
    text += source.slice(at, open - slashes) + '\\'.repeat(slashes >> 1);
    if (slashes % 2 === 1) {
      text += '{{';
      at = open + 2;
      continue;
    }
    const match = TEMPLATE.exec(source.slice(open));
    if (!match) throw new Error(`malformed template at ${open} in ${JSON.stringify(source)}`);
    if (text) pieces.push({ text });
    text = '';
    pieces.push({ path: rooted(match[1]!) });
    at = open + match[0].length;
  }
  text += source.slice(at);
  if (text || pieces.length === 0) pieces.push({ text });
  return pieces;
}

/** Whether a string reads anything. */
export function isTemplate(source: string): boolean {
  return parseTemplate(source).some((piece) => 'path' in piece);
}

/** The path with its root: a first segment that is no root means `state` (spec 4.3). */
export function rooted(path: string): string[] {
  const segments = path.split('.');
  return ROOTS.has(segments[0]!) ? segments : ['state', ...segments];
}
