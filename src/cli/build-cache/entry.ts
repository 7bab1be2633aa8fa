import { dirname, resolve } from 'node:path';
import type { Bundle, PlanSource } from '../../compiler/stages.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { digestOf, tryRead } from '../digest.ts';

/** What a plan became, with all that was said about it: enough to do without compiling it again. */
export interface Entry {
  readonly bundle: Pick<Bundle, 'target' | 'entry' | 'csp' | 'files'>;
  /** Warnings; a plan with an error is not kept. */
  readonly diagnostics: readonly Diagnostic[];
  /** Modules of the plan's folder that went in, by the names that findings use, with the SHA-256 of each. */
  readonly reads: readonly (readonly [name: string, digest: string])[];
}

/** An entry as text. */
export function writeEntry(entry: Entry): string {
  return JSON.stringify(entry);
}

/** An entry that was sealed, so that its form is known. */
export function readEntry(text: string): Entry {
  return JSON.parse(text) as Entry;
}

/** The modules of a plan's folder, with their digests; nothing when one of them cannot be found again. */
export function readsOf(plan: string, sources: readonly PlanSource[]): Entry['reads'] | undefined {
  const reads = sources.map(({ name }) => [name, tryRead(modulePath(plan, name))] as const);
  return reads.every(([, text]) => text) ? reads.map(([name, text]) => [name, digestOf(text ?? '')]) : undefined;
}

/** The texts that an entry was made of, or nothing when one of them has changed. */
export function sourcesOf(plan: string, { reads }: Entry): PlanSource[] | undefined {
  const sources: PlanSource[] = [];
  for (const [name, digest] of reads) {
    const text = tryRead(modulePath(plan, name));
    if (text === undefined || digestOf(text) !== digest) return undefined;
    sources.push({ name, text });
  }
  return sources;
}

/** Where a module of a plan's folder is: it is named as the plan names it. */
export function modulePath(plan: string, name: string): string {
  return resolve(dirname(plan), name);
}
