import { quote } from '../../../../diagnostics/quote.ts';
import { token } from '../../../../plan/pointer.ts';
import type { Json } from '../../../../plan/types.ts';
import { hostPatternProblem } from '../host-pattern.ts';
import type { Field, FieldValue } from './fields.ts';

/** A value that fits its field, or why it does not: the end of the sentence "`field` …", and the key it is about. */
export type Reading = { readonly value: FieldValue } | { readonly problem: string; readonly at?: string };

/** Reads the value of an override; a list may also say what it adds to and removes from `base` (policy.md section 3). */
export function readFieldValue(name: string, field: Field, json: Json, base: FieldValue): Reading {
  switch (field.kind) {
    case 'number':
    case 'minimum':
      return readNumber(field, json);
    case 'switch':
      return typeof json === 'boolean' ? { value: json } : { problem: 'must be `true` or `false`' };
    case 'level':
      return json === 'error' || json === 'warning' ? { value: json } : { problem: 'must be `error` or `warning`' };
    default:
      return Array.isArray(json) ? readItems(name, field, json, '') : readChange(name, field, json, base as string[]);
  }
}

function readNumber(field: Field, json: Json): Reading {
  const most = mostOf(field);
  if (typeof json === 'number' && Number.isSafeInteger(json) && json >= 0 && json <= most) return { value: json };
  return { problem: `must be a whole number from 0 to ${most}` };
}

function mostOf({ kind, values, most = Number.MAX_SAFE_INTEGER }: Field): number {
  return kind === 'minimum' ? most : Math.min((values[3] as number) * 100, most);
}

/** `{"add": […], "remove": […]}` */
function readChange(name: string, field: Field, json: Json, base: readonly string[]): Reading {
  if (json === null || typeof json !== 'object' || Array.isArray(json)) {
    return { problem: 'must be a list, or an object with `add` and `remove`' };
  }
  const wrong = Object.keys(json).find((key) => key !== 'add' && key !== 'remove');
  if (wrong !== undefined)
    return { problem: `has the unknown key ${quote(wrong)}; known are \`add\` and \`remove\``, at: token(wrong) };
  const add = readItems(name, field, json['add'] ?? [], '/add');
  if ('problem' in add) return add;
  const remove = readItems(name, { ...field, kind: 'allow-list' }, json['remove'] ?? [], '/remove');
  if ('problem' in remove) return remove;
  const removed = remove.value as string[];
  const absent = removed.findIndex((item) => !base.includes(item));
  if (absent >= 0) return { problem: `has no ${quote(removed[absent] ?? '')} to remove`, at: `/remove/${absent}` };
  return { value: [...new Set([...base, ...(add.value as string[])])].filter((item) => !removed.includes(item)) };
}

function readItems(name: string, field: Field, json: Json, at: string): Reading {
  if (!Array.isArray(json)) return { problem: 'must be a list of strings', ...(at && { at }) };
  for (const [i, item] of json.entries()) {
    const problem = itemProblem(name, field, item);
    if (problem) return { problem, at: `${at}/${i}` };
  }
  return { value: [...new Set(json as string[])] };
}

function itemProblem(name: string, field: Field, item: Json): string | undefined {
  if (typeof item !== 'string' || item === '' || item !== item.trim())
    return 'must hold names that are not blank or padded';
  if (field.words && !field.words.includes(item))
    return `cannot hold ${quote(item)}; known are ${field.words.map(quote).join(', ')}`;
  if (name === 'blockedTags' && !/^[a-z][a-z0-9-]*$/i.test(item))
    return `cannot hold ${quote(item)}, which is no tag name`;
  if (field.kind !== 'host-list' || (item === '*' && name === 'allowedLinkHosts')) return undefined;
  const problem = hostPatternProblem(item);
  return problem && `cannot hold ${quote(item)}: it ${problem}`;
}
