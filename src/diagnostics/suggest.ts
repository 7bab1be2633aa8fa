import { quote } from './quote.ts';

const LONGEST = 64;

/**
 * The names nearest to a wrong one, best first, at most three: those within a third of its length by edit distance,
 * where a swap of neighbours counts as one edit and case does not count. Names over 64 units are not compared.
 */
export function suggest(wrong: string, names: Iterable<string>): string[] {
  if (wrong.length > LONGEST) return [];
  const limit = Math.max(1, Math.floor(wrong.length / 3));
  const near: { readonly name: string; readonly distance: number }[] = [];
  for (const name of names) {
    if (name.length > LONGEST || Math.abs(name.length - wrong.length) > limit) continue;
    const distance = editDistance(wrong.toLowerCase(), name.toLowerCase());
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

/** Optimal string alignment distance; both lengths are bounded by the caller. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}
