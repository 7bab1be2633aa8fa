/** The directives of a content security policy by name; the first of equal names counts, as in browsers. */
export function parseCsp(csp: string): Map<string, string[]> {
  const directives = new Map<string, string[]>();
  for (const part of csp.split(';')) {
    const [name, ...values] = part.trim().split(/[\t\n\f\r ]+/);
    if (name && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), values);
  }
  return directives;
}

/** The hash sources of a directive, without their quotes. */
export function hashesOf(csp: Map<string, string[]>, directive: string): string[] {
  const values = csp.get(directive) ?? [];
  return values.filter((value) => /^'sha(256|384|512)-/.test(value)).map((value) => value.slice(1, -1));
}
