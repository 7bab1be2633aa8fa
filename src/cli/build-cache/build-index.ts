import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { modulePath } from './entry.ts';
import { readSealed, writeSealed } from './sealed-file.ts';
import { signatureOf } from './signature.ts';

/** What is known of a plan whose bundle lies in an output folder. Paths of files are relative to the bundle's folder. */
export interface IndexRow {
  readonly plan: string;
  /** The bundle's folder, below the output folder. */
  readonly folder: string;
  /** See `CacheKeys.settingsOf`. */
  readonly settings: string;
  /** The signatures of the plan, of the modules beside it that it reads, and of the files of the bundle. */
  readonly signature: string;
  readonly reads: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
  /** How many warnings there were, by code and name. */
  readonly warnings: Readonly<Record<string, number>>;
  /** What the build manifest says of the bundle. */
  readonly manifest: string;
  readonly bytes: number;
}

/**
 * What the last build into a folder left there, so that the next one need not read it again: rows as text, by plan. Thousands
 * of them are held as they are in the file; one is read when it is looked at.
 */
export type BuildIndex = ReadonlyMap<string, string>;

/** A row as text, on one line. */
export function writeRow(row: IndexRow): string {
  const { plan, folder, settings, signature, reads, files, warnings, manifest, bytes } = row;
  return JSON.stringify([plan, folder, settings, signature, reads, files, warnings, manifest, bytes]);
}

/** A row that `writeRow` wrote. */
export function readRow(text: string): IndexRow {
  type Cells = [
    string,
    string,
    string,
    string,
    IndexRow['reads'],
    IndexRow['files'],
    IndexRow['warnings'],
    string,
    number,
  ];
  const [plan, folder, settings, signature, reads, files, warnings, manifest, bytes] = JSON.parse(text) as Cells;
  return { plan, folder, settings, signature, reads, files, warnings, manifest, bytes };
}

/** Reads the index of an output folder (its absolute path); empty when there is none. */
export function readIndex(cache: string, folder: string): BuildIndex {
  const text = readSealed(pathOf(cache, folder), folder) ?? '';
  const rows = new Map<string, string>();
  for (const line of text.split('\n')) if (line) rows.set(planOf(line), line);
  return rows;
}

/** Keeps the index of an output folder. */
export function writeIndex(cache: string, folder: string, rows: BuildIndex): void {
  writeSealed(pathOf(cache, folder), folder, [...rows.values()].join('\n'));
}

/** Whether a plan, all that goes into its bundle and the bundle are what they were. */
export function isCurrent(row: IndexRow, settings: string, folder: string, out: string): boolean {
  const { plan } = row;
  return (
    row.settings === settings &&
    row.folder === folder &&
    row.signature === signatureOf(plan) &&
    Object.entries(row.reads).every(([name, signature]) => signatureOf(modulePath(plan, name)) === signature) &&
    Object.entries(row.files).every(([path, signature]) => signatureOf(`${out}/${folder}/${path}`) === signature)
  );
}

/** A row begins with its plan as a JSON string. */
function planOf(line: string): string {
  const [plan = '""'] = /"(?:[^"\\]|\\.)*"/.exec(line) ?? [];
  return JSON.parse(plan) as string;
}

function pathOf(cache: string, folder: string): string {
  return join(cache, 'index', createHash('sha256').update(folder).digest('hex'));
}
