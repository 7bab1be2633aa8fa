import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { modulePath } from './entry.ts';
import { readSealed, writeSealed } from './sealed-file.ts';
import { signatureOf } from './signature.ts';

/** What is known of a plan whose bundle lies in an output folder. Paths of files are relative to the bundle's folder. */
export interface IndexRow {
  /** The bundle's folder, below the output folder. */
  readonly folder: string;
  /** See `CacheKeys.settingsOf`. */
  readonly settings: string;
  /** The signatures of the plan, of the modules beside it that it reads, and of the files of the bundle. */
  readonly plan: string;
  readonly reads: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
  /** How many warnings there were, by code and name. */
  readonly warnings: Readonly<Record<string, number>>;
  /** The line of the bundle in the build manifest. */
  readonly line: { readonly manifest: string; readonly bytes: number };
}

/** What the last build into a folder left there, so that the next one need not read it again. */
export type BuildIndex = ReadonlyMap<string, IndexRow>;

/** Reads the index of an output folder (its absolute path); empty when there is none. */
export function readIndex(cache: string, folder: string): BuildIndex {
  const text = readSealed(pathOf(cache, folder), folder);
  return new Map(text === undefined ? [] : (JSON.parse(text) as [string, IndexRow][]));
}

/** Keeps the index of an output folder. */
export function writeIndex(cache: string, folder: string, rows: BuildIndex): void {
  writeSealed(pathOf(cache, folder), folder, JSON.stringify([...rows]));
}

/** Whether a plan, all that goes into its bundle and the bundle are what they were. */
export function isCurrent(plan: string, row: IndexRow, settings: string, folder: string, out: string): boolean {
  return (
    row.settings === settings &&
    row.folder === folder &&
    row.plan === signatureOf(plan) &&
    Object.entries(row.reads).every(([name, signature]) => signatureOf(modulePath(plan, name)) === signature) &&
    Object.entries(row.files).every(([path, signature]) => signatureOf(`${out}/${folder}/${path}`) === signature)
  );
}

function pathOf(cache: string, folder: string): string {
  return join(cache, 'index', createHash('sha256').update(folder).digest('hex'));
}
