import { readdir } from 'node:fs/promises';

/** One generated file; `generate` gives its whole text and reads nothing that changes from run to run. */
export interface Output {
  /** Relative to the root of the repository. */
  readonly path: string;
  generate(): Promise<string>;
}

/** The indexes of extensions come first, since other generators import what they list; references are made of everything. */
const FIRST = ['indexes.ts', 'findings.ts'];
const LAST = ['docs.ts'];

/**
 * Everything that `npm run gen` writes. To add a generated file, add `scripts/gen/<name>.ts` that exports `path` and
 * `generate`, or a list `outputs` of such pairs. A generator is imported when those before it have been written.
 */
export async function* outputsOf(): AsyncGenerator<Output> {
  for (const name of await generators()) {
    const module = (await import(`./${name}`)) as Partial<Output> & { readonly outputs?: readonly Output[] };
    if (module.outputs) yield* module.outputs;
    if (module.path && module.generate) yield { path: module.path, generate: module.generate };
  }
}

async function generators(): Promise<string[]> {
  const names = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.ts') && name !== 'outputs.ts');
  const between = names.filter((name) => !FIRST.includes(name) && !LAST.includes(name));
  return [...FIRST, ...between.sort(), ...LAST];
}
