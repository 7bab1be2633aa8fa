import {
  chmodSync,
  constants,
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { systemCode } from '../failures.ts';
import type { Output } from './output.ts';

/** Makes the new tree: what stays is linked from the old one, byte for byte the same file; the rest is written. */
export function fillFolder(fresh: string, { folder, files, folders }: Output, kept: readonly string[]): void {
  keepEntries(fresh, folder, kept);
  for (const path of folders) mkdirSync(join(fresh, path), { recursive: true });
  for (const [path, text] of files) writeFileSync(join(fresh, path), text);
}

/** Puts what stays into a new tree; a folder may be there already. */
export function keepEntries(fresh: string, folder: string, kept: readonly string[]): void {
  for (const path of kept) keep(join(folder, path), join(fresh, path));
}

function keep(from: string, to: string): void {
  const stats = lstatSync(from);
  if (stats.isDirectory()) {
    mkdirSync(to, { recursive: true });
    chmodSync(to, stats.mode & 0o7777);
  } else if (stats.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
  else if (!tryLink(from, to)) {
    copyFileSync(from, to, constants.COPYFILE_FICLONE);
    utimesSync(to, stats.atime, stats.mtime);
  }
}

/** Some file systems have no hard links. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK', 'EXDEV'].includes(systemCode(error) ?? '')) return false;
    throw error;
  }
}
