/**
 * Text between tags. U+0000 cannot stand in HTML and becomes U+FFFD; a carriage return would be read as a line feed, so
 * that it is written as a reference (spec 3).
 */
export function escapeText(text: string): string {
  return text.replace(/[&<>\0\r]/g, (char) => REFERENCES[char] as string);
}

/** The value of an attribute, with quotes where it needs them. */
export function attributeValue(text: string): string {
  const escaped = text.replace(/[&\0\r]/g, (char) => REFERENCES[char] as string);
  if (/^[^\s"'=<>`]+$/.test(text) && !text.endsWith('/')) return escaped;
  return `"${escaped.replace(/["<>]/g, (char) => REFERENCES[char] as string)}"`;
}

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\0': '\ufffd',
  '\r': '&#13;',
};
