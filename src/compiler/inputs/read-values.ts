import type { Report } from '../../diagnostics/define.ts';
import { quote } from '../../diagnostics/quote.ts';
import type { JsonObject } from '../../plan/types.ts';
import { readDocument } from '../json/read.ts';
import { checkValues, MAX_INPUT_BYTES } from './check-values.ts';
import { inputFindings } from './findings.ts';

export { MAX_INPUT_BYTES } from './check-values.ts';

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
  return value !== undefined && checkValues(value, option, report) ? value : undefined;
}
