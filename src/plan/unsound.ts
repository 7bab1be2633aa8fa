import { measure } from './measure.ts';

/** The name of what makes a value unfit as state or payload (spec 1, 6.5), or undefined. Deep values end the search early. */
export function unsound(value: unknown, bytes: number): string | undefined {
  const open: [unknown, number][] = [[value, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [here, depth] = next;
    if (typeof here === 'number' && !Number.isFinite(here)) return 'json-number-range';
    if (here === null || typeof here !== 'object') continue;
    if (depth > 64) return 'data-depth';
    for (const key of Object.keys(here)) {
      if (/^(__proto__|constructor|prototype)$/.test(key)) return 'forbidden-state-key';
      open.push([(here as Record<string, unknown>)[key], depth + 1]);
    }
  }
  return measure(value).bytes > bytes ? 'state-limit' : undefined;
}
