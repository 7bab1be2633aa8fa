/** A start tag of a page, with the text of elements whose content the HTML parser reads as text. */
export interface ScannedTag {
  readonly name: string;
  /** Decoded values by lower-case name, the first of equal names as the parser takes it. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly text: string;
}

const RAW_TEXT = /^(?:script|style|textarea|title|xmp|iframe|noembed|noframes|noscript|plaintext)$/;
const TAG_NAME = /[a-z][^\t\n\f\r />]*/iy;
const ATTRIBUTE =
  /[\t\n\f\r /]*([^\t\n\f\r />][^\t\n\f\r />=]*)(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)'|([^\t\n\f\r >]*)))?/y;

/**
 * The start tags of a page in document order, by the tokenizer of the HTML standard as far as pages need it: comments,
 * attributes in all three notations, raw text. Linear in the length of the text.
 */
export function scanHtml(html: string): ScannedTag[] {
  const tags: ScannedTag[] = [];
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
    if (html.startsWith('<!--', at)) at = endOf(html, '-->', at + 4);
    else if (/[!?/]/.test(html[at + 1] ?? '')) at = endOf(html, '>', at + 1);
    else at = scanTag(html, at + 1, tags);
  }
  return tags;
}

/** Reads one tag from after its `<`; gives where the text goes on. */
function scanTag(html: string, from: number, tags: ScannedTag[]): number {
  TAG_NAME.lastIndex = from;
  const name = TAG_NAME.exec(html)?.[0].toLowerCase();
  if (name === undefined) return from;
  const attributes = new Map<string, string>();
  let at = readAttributes(html, from + name.length, attributes);
  at = endOf(html, '>', at);
  const end = RAW_TEXT.test(name) ? endOfRawText(html, name, at) : at;
  tags.push({ name, attributes, text: html.slice(at, end) });
  return end;
}

function readAttributes(html: string, from: number, attributes: Map<string, string>): number {
  let at = from;
  for (;;) {
    ATTRIBUTE.lastIndex = at;
    const found = ATTRIBUTE.exec(html);
    if (!found) return at;
    const [whole, name = '', double, single, bare] = found;
    const key = name.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, decodeReferences(double ?? single ?? bare ?? ''));
    at += whole.length;
  }
}

function endOfRawText(html: string, name: string, from: number): number {
  const close = new RegExp(`</${name}[\\t\\n\\f\\r />]`, 'gi');
  close.lastIndex = from;
  return close.exec(html)?.index ?? html.length;
}

function endOf(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? html.length : at + mark.length;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeReferences(value: string): string {
  return value.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (all, hex, decimal, name) => {
    if (name) return NAMED[String(name).toLowerCase()] ?? all;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}
