import { MAX_DOCUMENT_BYTES } from '../../compiler/json/limits.ts';
import type { PlanSource } from '../../compiler/stages.ts';
import { STDIN } from './expand-plans.ts';
import { readFileBounded, readStdinBounded } from './read-bounded.ts';

/** The plan at a path that `expandPlans` gave, with the name that findings show. */
export async function readPlan(path: string): Promise<PlanSource> {
  if (path === STDIN) return { name: '<stdin>', text: await readStdinBounded(MAX_DOCUMENT_BYTES) };
  return { name: path, text: readFileBounded(path, MAX_DOCUMENT_BYTES, 'plan') };
}
