/**
 * Levels of a value, without recursion: 0 for a scalar, for a container one more than its deepest member. It stops
 * counting past `most`, so that values of a caller that hold themselves end too.
 */
export function depthOf(value: unknown, most: number): number {
  let level = containersIn([value]);
  let depth = 0;
  for (; level.length > 0 && depth <= most; depth++) level = containersIn(level.flatMap((one) => Object.values(one)));
  return depth;
}

function containersIn(values: readonly unknown[]): object[] {
  return values.filter((value): value is object => value !== null && typeof value === 'object');
}
