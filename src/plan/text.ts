const MAX_UNITS = 4096;

/** The text of a value (spec 4.4 and 13.13): scalars as ECMAScript writes them, containers as compact JSON, cut. */
export function text(value: unknown): string {
  if (value == null) return '';
  if (typeof value !== 'object') return String(value);
  const json = JSON.stringify(value);
  if (json.length <= MAX_UNITS) return json;
  const end = /[\ud800-\udbff]/.test(json[MAX_UNITS - 1] as string) ? MAX_UNITS - 1 : MAX_UNITS;
  return json.slice(0, end) + '…';
}
