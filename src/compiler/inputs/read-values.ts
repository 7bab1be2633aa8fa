import type { Report } from '../../diagnostics/define.ts';
import { quote } from '../../diagnostics/quote.ts';
import type { JsonObject } from '../../plan/types.ts';
import { readDocument } from '../json/read.ts';
import { depthOf } from './depth-of.ts';
import { inputFindings } from './findings.ts';

/** Largest context or vars in bytes (spec 4.5). */
export const MAX_INPUT_BYTES = 262_144;
const MAX_INPUT_DEPTH = 64;

/**
 * Reads the text of a context or of vars: one JSON object by the reading rules of plans, at most 256 KiB and 64 levels.
 * `option` names it in messages. Gives `undefined` when an error was reported.
 */
export function readValues(input: string | Uint8Array, option: string, report: Report): JsonObject | undefined {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  if (bytes.length > MAX_INPUT_BYTES) {
    const message = `${quote(option)} is larger than 256 KiB (262,144 bytes).`;
    report(inputFindings.tooLarge, { pointer: '', message, help: 'Give only the values that the plan reads.' });
    return undefined;
  }
  const value = readDocument(bytes, report)?.value;
  if (value === undefined) return undefined;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    const message = `${quote(option)} must be a JSON object.`;
    report(inputFindings.notObject, { pointer: '', message, help: 'Write it as `{"name": value}`.' });
    return undefined;
  }
  if (depthOf(value) <= MAX_INPUT_DEPTH) return value;
  report(inputFindings.tooDeep, { pointer: '', message: `${quote(option)} is nested more than 64 levels deep.` });
  return undefined;
}
