import type { Json } from '../../plan/types.ts';

/** Levels of a value, without recursion: 0 for a scalar, for a container one more than its deepest member. */
export function depthOf(value: Json): number {
  let level = containersIn([value]);
  let depth = 0;
  for (; level.length > 0; depth++) level = containersIn(level.flatMap((one) => Object.values(one)));
  return depth;
}

function containersIn(values: readonly Json[]): object[] {
  return values.filter((value) => value !== null && typeof value === 'object');
}
