import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** What takes longest starts first, so that no lane is left with it at the end. */
const SLOW_FIRST = [/\/fuzz\//, /\/scripts\/new\./, /\/attacks\//, /\/browser\//, /\/cli\//, /\/conformance\//];

/** The test files whose paths have one of the words in them, all without words; in the order to run them. */
export async function findTests(words: readonly string[]): Promise<string[]> {
  const entries = await readdir('tests', { recursive: true, withFileTypes: true });
  const paths = entries
    .filter(({ name }) => name.endsWith('.test.ts'))
    .map(({ parentPath, name }) => join(parentPath, name));
  const chosen = paths.filter((path) => words.length === 0 || words.some((word) => path.includes(word)));
  return chosen.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function rank(path: string): number {
  const found = SLOW_FIRST.findIndex((pattern) => pattern.test(path));
  return found < 0 ? SLOW_FIRST.length : found;
}
