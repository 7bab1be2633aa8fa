/**
 * Decodes ASCII percent-escapes until nothing changes, so that `%25252e` is seen as the dot that a server may see.
 * One pass: a decoded character can complete an escape with what stands before and after it.
 */
export function decodePercent(text: string): string {
  const out: string[] = [];
  for (const char of text) {
    out.push(char);
    for (let byte = escapeAtEnd(out); byte !== undefined; byte = escapeAtEnd(out)) {
      out.length -= 3;
      out.push(String.fromCharCode(byte));
    }
  }
  return out.join('');
}

function escapeAtEnd(out: readonly string[]): number | undefined {
  if (out.at(-3) !== '%') return undefined;
  const hex = (out.at(-2) ?? '') + (out.at(-1) ?? '');
  if (!/^[0-9a-f]{2}$/i.test(hex)) return undefined;
  const byte = Number.parseInt(hex, 16);
  return byte < 0x80 ? byte : undefined;
}
