import { readFileSync } from 'node:fs';
import type { Report } from '../../diagnostics/define.ts';
import type { Lock } from '../lock/lock.ts';
import { readLock } from '../lock/read-lock.ts';

/** A lock that was read, and where it lies. */
export interface LockFile {
  readonly path: string;
  readonly text: string;
  readonly lock: Lock;
}

/** The lock at a path: `undefined` after something in it was reported, `absent` when there is no file. */
export function openLock(path: string, report: Report): LockFile | 'absent' | undefined {
  const text = tryRead(path);
  if (text === undefined) return 'absent';
  const lock = readLock(text, report, path);
  return lock && { path, text, lock };
}

function tryRead(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
