import type { Report } from '../../../../diagnostics/define.ts';
import { quote } from '../../../../diagnostics/quote.ts';
import { didYouMean } from '../../../../diagnostics/suggest.ts';
import { token } from '../../../../plan/pointer.ts';
import type { Json, JsonObject } from '../../../../plan/types.ts';
import { isFixedBlockedTag } from '../blocked-tags.ts';
import { FIELDS, type FieldValue } from './fields.ts';
import { policyFindings as findings } from './findings.ts';
import { readFieldValue } from './values.ts';

/** Applies overrides to `values` in place; what is wrong is reported under `base` and leaves its field alone. */
export function applyOverrides(
  overrides: JsonObject,
  values: Record<string, FieldValue>,
  base: string,
  report: Report,
): void {
  for (const name of Object.keys(overrides)) {
    const pointer = base + token(name);
    if (!Object.hasOwn(FIELDS, name)) unknownField(name, pointer, report);
    else if (!unblocks(name, overrides[name] as Json, pointer, report)) {
      applyOne(name, overrides[name] as Json, values, pointer, report);
    }
  }
}

function applyOne(name: string, json: Json, values: Record<string, FieldValue>, pointer: string, report: Report): void {
  const field = FIELDS[name];
  if (!field) return;
  const reading = readFieldValue(name, field, json, values[name] as FieldValue);
  if ('value' in reading) values[name] = reading.value;
  else {
    const message = `${quote(name)} ${reading.problem}.`;
    report(findings.value, { pointer: pointer + (reading.at ?? ''), message, help: field.docs });
  }
}

function unknownField(name: string, pointer: string, report: Report): void {
  const message = `The policy has no field ${quote(name)}.`;
  const help = didYouMean(name, Object.keys(FIELDS)) ?? '`renderify policy` prints every field.';
  report(findings.unknownField, { pointer, at: 'key', message, help });
}

/** Whether an override tries to unblock what the language blocks. */
function unblocks(name: string, json: Json, pointer: string, report: Report): boolean {
  const removed =
    name === 'blockedTags' && json !== null && typeof json === 'object' && !Array.isArray(json) && json['remove'];
  if (!Array.isArray(removed)) return false;
  const at = removed.findIndex((tag) => typeof tag === 'string' && isFixedBlockedTag(tag, 'html'));
  if (at < 0) return false;
  const message = `The tag ${quote(String(removed[at]))} is blocked by the language; no policy allows it.`;
  report(findings.fixedTag, { pointer: `${pointer}/remove/${at}`, message, help: 'Remove it from the list.' });
  return true;
}
