import { didYouMean } from '../../../diagnostics/suggest.ts';

const MOST = 100;
const MOST_NAMES = 1000;

/** Suggests near names for the first hundred mistakes only: a plan can hold a million of them, and as many names. */
export function createSuggest(): (wrong: string, names: readonly string[]) => string | undefined {
  let left = MOST;
  return (wrong, names) => (left-- > 0 ? didYouMean(wrong, names.slice(0, MOST_NAMES)) : undefined);
}
