import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expandPlans } from '../cli/inputs/expand-plans.ts';
import { pathFrom } from './job-of.ts';

/**
 * Which of some removed files (paths from the top of the repository) the build would have taken for plans: the same names
 * are made in a folder of their own, and looked for as the build looks for plans. `folder` is where the names are meant
 * from, below the top.
 */
export async function removedPlans(
  removed: readonly string[],
  plans: readonly string[],
  folder: string,
): Promise<string[]> {
  if (removed.length === 0) return [];
  const root = mkdtempSync(join(tmpdir(), 'renderify-removed-'));
  try {
    for (const path of removed) touch(root, path);
    const base = resolve(root, folder);
    mkdirSync(base, { recursive: true });
    const found = await Promise.all(plans.map((plan) => findPlans(plan, base)));
    const wanted = new Set(removed);
    const paths = found.flat().map((path) => pathFrom(root, resolve(base, path)));
    return [...new Set(paths)].filter((path) => wanted.has(path)).sort();
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function touch(root: string, path: string): void {
  const file = resolve(root, path);
  if (!file.startsWith(join(root, '/'))) return;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
  } catch {
    // A name that this machine cannot have.
  }
}

async function findPlans(plan: string, base: string): Promise<string[]> {
  try {
    return await expandPlans([plan], base);
  } catch {
    return [];
  }
}
