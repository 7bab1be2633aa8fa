import { quote } from './quote.ts';

const LONGEST = 64;

/**
 * The names nearest to a wrong one, best first, at most three: those within a third of its length by edit distance,
 * where a swap of neighbours counts as one edit and case does not count. Names over 64 units are not compared.
 */
export function suggest(wrong: string, names: Iterable<string>): string[] {
  if (wrong.length > LONGEST) return [];
  const limit = Math.max(1, Math.floor(wrong.length / 3));
  const lower = wrong.toLowerCase();
  const near: { readonly name: string; readonly distance: number }[] = [];
  for (const name of names) {
    if (name.length > LONGEST || Math.abs(name.length - wrong.length) > limit) continue;
    const distance = editDistance(lower, name.toLowerCase(), limit);
    if (distance <= limit) near.push({ name, distance });
  }
  near.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return near.slice(0, 3).map(({ name }) => name);
}

/** `Did you mean …?` with the nearest names, or `undefined` when none is near. */
export function didYouMean(wrong: string, names: Iterable<string>): string | undefined {
  const found = suggest(wrong, names).map(quote);
  if (found.length === 0) return undefined;
  const last = found.pop();
  return `Did you mean ${found.length > 0 ? `${found.join(', ')} or ` : ''}${last}?`;
}

/** Three rows of the table, reused: they are filled anew by each comparison. */
const rows = [0, 1, 2].map(() => new Uint8Array(LONGEST + 1));

/** Optimal string alignment distance of two texts of at most 64 units; more than `limit` is only known to be more. */
function editDistance(a: string, b: string, limit: number): number {
  let [before, previous, row] = rows as [Uint8Array, Uint8Array, Uint8Array];
  for (let j = 0; j <= b.length; j++) previous[j] = j;
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = cellCost(a, b, i, j, before, previous, row);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return least;
    [before, previous, row] = [previous, row, before];
  }
  return previous[b.length] as number;
}

function cellCost(
  a: string,
  b: string,
  i: number,
  j: number,
  before: Uint8Array,
  previous: Uint8Array,
  row: Uint8Array,
) {
  const [left, right] = [a.charCodeAt(i - 1), b.charCodeAt(j - 1)];
  const cost = Math.min(
    (previous[j] as number) + 1,
    (row[j - 1] as number) + 1,
    (previous[j - 1] as number) + (left === right ? 0 : 1),
  );
  const swapped = i > 1 && j > 1 && left === b.charCodeAt(j - 2) && right === a.charCodeAt(i - 2);
  return swapped ? Math.min(cost, (before[j - 2] as number) + 1) : cost;
}
