import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pid } from 'node:process';
import { fileIntegrity, hexOf, tarballIntegrity } from '../digest.ts';

/** Bytes by their digest, on disk, shared by processes. What is in it is never changed and verified whenever it is read. */
export interface Store {
  readonly folder: string;
  /** The verified bytes behind `sha384-…` (files) or `sha512-…` (tarballs), or `undefined`. */
  read(integrity: string): Uint8Array | undefined;
  /** Whether there is a file for a digest, sound or not. */
  has(integrity: string): boolean;
  /** Keeps bytes that have this digest. */
  write(integrity: string, bytes: Uint8Array): void;
  /** Digests of files that were found damaged and put aside. */
  readonly damaged: ReadonlySet<string>;
}

/** The store in a folder, which is made when something is written. */
export function openStore(folder: string): Store {
  const damaged = new Set<string>();
  const made = new Set<string>();
  return {
    folder,
    damaged,
    read(integrity) {
      const path = pathOf(folder, integrity);
      const bytes = tryRead(path);
      if (!bytes || digestLike(integrity, bytes) === integrity) return bytes;
      damaged.add(integrity);
      putAside(folder, path);
      return undefined;
    },
    has: (integrity) => existsSync(pathOf(folder, integrity)),
    write(integrity, bytes) {
      const path = pathOf(folder, integrity);
      ensureFolder(dirname(path), made);
      writeOnce(path, bytes);
    },
  };
}

function pathOf(folder: string, integrity: string): string {
  const hex = hexOf(integrity);
  return join(folder, integrity.slice(0, 6), hex.slice(0, 2), hex.slice(2));
}

function digestLike(integrity: string, bytes: Uint8Array): string {
  return integrity.startsWith('sha384-') ? fileIntegrity(bytes) : tarballIntegrity(bytes);
}

function tryRead(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

let unfinished = 0;

/** Complete or absent: the bytes go into a file of another name first, which then takes the place. */
function writeOnce(path: string, bytes: Uint8Array): void {
  const temporary = `${path}.${pid}.${unfinished++}`;
  try {
    const descriptor = openSync(temporary, 'wx', 0o444);
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function ensureFolder(folder: string, made: Set<string>): void {
  if (made.has(folder)) return;
  mkdirSync(folder, { recursive: true });
  made.add(folder);
}

/** A damaged file is kept for whoever wants to know why, where nothing reads it. */
function putAside(folder: string, path: string): void {
  const quarantine = join(folder, 'quarantine');
  mkdirSync(quarantine, { recursive: true });
  try {
    renameSync(
      path,
      join(quarantine, `${path.slice(folder.length + 1).replace(/[\\/]/g, '-')}.${pid}.${unfinished++}`),
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
