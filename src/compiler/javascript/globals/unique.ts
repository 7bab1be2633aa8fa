import { OTHER, type Value } from './value.ts';

/** More constants than this are not followed one by one. */
const MOST_CONSTANTS = 16;
/** More globals than this in one place are not followed: nobody writes so. */
const MOST_VALUES = 64;

/** The different ones of values, at least one. `lost` tells that some were given up that could be globals. */
export function unique(values: readonly Value[]): { readonly values: readonly Value[]; readonly lost: boolean } {
  if (values.length === 1) return { values, lost: false };
  const found = new Map(values.map((value) => [keyOf(value), value]));
  const constants = [...found.values()].filter(({ kind }) => kind === 'constant');
  const rest = [...found.values()].filter(({ kind }) => kind !== 'constant');
  const kept = constants.length > MOST_CONSTANTS ? [] : constants;
  if (kept.length < constants.length && !found.has(keyOf(OTHER))) rest.push(OTHER);
  const all = [...kept, ...rest.slice(0, MOST_VALUES)];
  return { values: all.length > 0 ? all : [OTHER], lost: rest.length > MOST_VALUES };
}

/** What a thing that is computed from itself can be: constants would go on growing. */
export function withoutConstants(values: readonly Value[]): readonly Value[] {
  const rest = values.filter(({ kind }) => kind !== 'constant' && kind !== 'method');
  return rest.length === values.length ? values : unique([...rest, OTHER]).values;
}

/** Whether two lists have the same values. */
export function sameValues(a: readonly Value[], b: readonly Value[]): boolean {
  const keys = new Set(a.map(keyOf));
  return keys.size === new Set(b.map(keyOf)).size && b.every((value) => keys.has(keyOf(value)));
}

function keyOf(value: Value): string {
  switch (value.kind) {
    case 'global':
      return `${value.known}${value.guessed === true}${JSON.stringify(value.path)}`;
    case 'constant':
      return `c${typeof value.value}${JSON.stringify(value.value)}`;
    case 'method':
      return `m${value.name}${JSON.stringify(value.of)}`;
    default:
      return value.kind;
  }
}
