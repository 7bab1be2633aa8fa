import type { Report } from '../../diagnostics/define.ts';
import { quote } from '../../diagnostics/quote.ts';
import type { JsonObject } from '../../plan/types.ts';
import { depthOf } from './depth-of.ts';
import { inputFindings } from './findings.ts';

/** Largest context or vars in bytes (spec 4.5). */
export const MAX_INPUT_BYTES = 262_144;
const MAX_INPUT_DEPTH = 64;

/** Whether a value can be context or vars; what is wrong is reported. `option` names it in messages. */
export function checkValues(value: unknown, option: string, report: Report): value is JsonObject {
  const say = (finding: keyof typeof inputFindings, text: string, help: string): false => {
    report(inputFindings[finding], { pointer: '', message: `${quote(option)} ${text}.`, help });
    return false;
  };
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return say('notObject', 'must be a JSON object', 'Write it as `{"name": value}`.');
  }
  if (depthOf(value, MAX_INPUT_DEPTH) > MAX_INPUT_DEPTH) {
    return say('tooDeep', 'is nested more than 64 levels deep', 'Give a flatter object.');
  }
  if (new TextEncoder().encode(JSON.stringify(value)).length > MAX_INPUT_BYTES) {
    return say('tooLarge', 'is larger than 256 KiB (262,144 bytes)', 'Give only the values that the plan reads.');
  }
  return true;
}
