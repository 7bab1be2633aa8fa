import { readdir } from 'node:fs/promises';

/** One generated file; `generate` gives its whole text and reads nothing that changes from run to run. */
export interface Output {
  /** Relative to the root of the repository. */
  readonly path: string;
  generate(): Promise<string>;
}

/**
 * Everything that `npm run gen` writes. To add a generated file, add `scripts/gen/<name>.ts` that exports `path` and
 * `generate`, or a list `outputs` of such pairs. They run in the order of the files' names.
 */
export async function outputsOf(): Promise<Output[]> {
  const found: Output[] = [];
  for (const name of (await readdir(import.meta.dirname)).sort()) {
    if (!name.endsWith('.ts') || name === 'outputs.ts') continue;
    const module = (await import(`./${name}`)) as Partial<Output> & { readonly outputs?: readonly Output[] };
    if (module.outputs) found.push(...module.outputs);
    if (module.path && module.generate) found.push({ path: module.path, generate: module.generate });
  }
  return found;
}
