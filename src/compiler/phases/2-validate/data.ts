import type { Report } from '../../../diagnostics/define.ts';
import { quote } from '../../../diagnostics/quote.ts';
import type { Json } from '../../../plan/types.ts';
import { validateFindings as findings } from './findings.ts';
import { Place } from './place.ts';

const MAX_DATA_DEPTH = 64;
const FORBIDDEN = ['constructor', 'prototype'];

/** How a data value is judged: state can be reached by paths, other data cannot. */
export type DataKind = 'state' | 'plain';

interface Frame {
  readonly value: Json;
  readonly place: Place;
  readonly depth: number;
}

/** Checks one data value at any depth without recursion: its nesting and, in state, its keys (spec section 1). */
export function checkData(root: Json | undefined, place: Place, kind: DataKind, report: Report): void {
  if (root === undefined || root === null || typeof root !== 'object') return;
  const open: Frame[] = [{ value: root, place, depth: 1 }];
  for (let frame = open.pop(); frame; frame = open.pop()) {
    if (frame.depth > MAX_DATA_DEPTH) {
      tooDeep(frame.place.pointer, report);
      return;
    }
    if (kind === 'state') checkKeys(frame, report);
    pushContainers(frame, open);
  }
}

/** Backwards, since the last pushed is taken first and findings come in the order of the document. */
function pushContainers({ value, place, depth }: Frame, open: Frame[]): void {
  const keys = Object.keys(value as object);
  for (let i = keys.length - 1; i >= 0; i--) {
    const key = keys[i] as string;
    const member = (value as Record<string, Json>)[key];
    if (member === null || typeof member !== 'object') continue;
    open.push({ value: member as Json, place: new Place(place, key), depth: depth + 1 });
  }
}

function checkKeys({ value, place }: Frame, report: Report): void {
  if (Array.isArray(value)) return;
  for (const key of FORBIDDEN) {
    if (!Object.hasOwn(value as object, key)) continue;
    const message = `The key ${quote(key)} may not occur in data that paths read and write.`;
    const pointer = new Place(place, key).pointer;
    report(findings.forbiddenStateKey, { pointer, at: 'key', message, help: 'Give it another name.' });
  }
}

function tooDeep(pointer: string, report: Report): void {
  const message = `This value is nested more than ${MAX_DATA_DEPTH} levels deep.`;
  report(findings.dataDepth, { pointer, message, help: 'Make the value flatter.' });
}
