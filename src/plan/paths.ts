/** Limits of one path (spec 4.2). */
export const MAX_SEGMENTS = 32;
export const MAX_CODE_POINTS = 1024;

/** Names that never form a path, because they reach a prototype. */
export const RESERVED_SEGMENTS: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor']);

/** A path that was read, up to and excluding `end`. */
export interface PathReading {
  readonly segments: readonly string[];
  readonly end: number;
}

/** Whether a segment is an array index: `0`, or up to 15 digits without a leading zero. */
export function isIndex(segment: string): boolean {
  return /^(0|[1-9]\d{0,14})$/.test(segment);
}

/** Reads a dotted path (spec 4.2) from `start`; gives the offset of the first wrong character when there is none. */
export function readPath(text: string, start: number): PathReading | number {
  const segments: string[] = [];
  let at = start;
  for (;;) {
    const end = segmentEnd(text, at);
    if (end === at || segments.length === MAX_SEGMENTS) return at;
    segments.push(text.slice(at, end));
    if (text[end] !== '.')
      return end - start > MAX_CODE_POINTS && codePoints(text, start, end) ? start : { segments, end };
    at = end + 1;
  }
}

/** Parses a whole string as a path; gives the offset of the first wrong character when it is none. */
export function parsePath(text: string): readonly string[] | number {
  const reading = readPath(text, 0);
  if (typeof reading === 'number') return reading;
  return reading.end === text.length ? reading.segments : reading.end;
}

/** Whether one path is the other or leads to or through it. */
export function overlaps(a: readonly string[], b: readonly string[]): boolean {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function segmentEnd(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (isDigit(first)) {
    let end = start + 1;
    if (first !== 0x30) while (isDigit(text.charCodeAt(end))) end++;
    return end - start > 15 || isNamePart(text.charCodeAt(end)) ? start : end;
  }
  if (!isNameStart(first)) return start;
  let end = start + 1;
  while (isNamePart(text.charCodeAt(end))) end++;
  return end;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isNameStart(code: number): boolean {
  if (code < 0xa0)
    return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || code === 0x24;
  return code >= 0xa0 && !/\s/.test(String.fromCharCode(code));
}

function isNamePart(code: number): boolean {
  return isDigit(code) || code === 0x2d || isNameStart(code);
}

/** Only strings that are long in UTF-16 units are counted in code points. */
function codePoints(text: string, start: number, end: number): boolean {
  return [...text.slice(start, end)].length > MAX_CODE_POINTS;
}
