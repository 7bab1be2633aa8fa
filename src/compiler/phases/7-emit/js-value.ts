/**
 * A string as JavaScript that can stand inside a `script` element: neither `</` nor `<!--` nor a line separator can
 * end or break it (spec 11).
 */
export function jsString(value: string): string {
  return JSON.stringify(value).replace(/<(?=[/!s])|[\u2028\u2029]/gi, (char) =>
    char === '<' ? '\\x3c' : `\\u${char.charCodeAt(0).toString(16)}`,
  );
}

/** A JSON value as the shortest JavaScript that gives it; at most 64 levels deep. */
export function jsValue(value: unknown): string {
  if (typeof value === 'string') return jsString(value);
  if (typeof value === 'number') return jsNumber(value);
  if (typeof value === 'boolean') return value ? '!0' : '!1';
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return `[${value.map(jsValue).join()}]`;
  return jsObject(Object.keys(value).map((key) => [key, jsValue((value as Record<string, unknown>)[key])]));
}

/** An object literal of expressions. */
export function jsObject(fields: readonly (readonly [string, string])[]): string {
  return `{${fields.map(([key, code]) => `${jsKey(key)}:${code}`).join()}}`;
}

/** A property access; `name` need not be an identifier. */
export function jsMember(object: string, name: string): string {
  if (isIdentifier(name)) return `${object}.${name}`;
  return `${object}[${/^(0|[1-9]\d{0,8})$/.test(name) ? name : jsString(name)}]`;
}

function jsKey(key: string): string {
  return isIdentifier(key) || /^(0|[1-9]\d{0,8})$/.test(key) ? key : jsString(key);
}

function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}

function jsNumber(value: number): string {
  const text = String(value).replace(/^(-?)0\./, '$1.');
  return text.replace(/^(-?\d+?)(0{3,})$/, (_, digits: string, zeros: string) => `${digits}e${zeros.length}`);
}
