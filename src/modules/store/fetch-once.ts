import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { kill, pid } from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { hexOf } from '../digest.ts';

const POLL = 25;
const HEARTBEAT = 5000;
/** Without a sign of life for so long, the holder is taken to be gone. */
const STALE = 30_000;

/**
 * Fetches something for the store while other processes that want the same wait for it. The lock only saves work: what
 * is stored is complete or absent, so that two processes that both fetch do no harm.
 */
export async function fetchOnce<T>(
  folder: string,
  integrity: string,
  find: () => T | undefined,
  fetch: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const path = join(folder, 'locks', hexOf(integrity).slice(0, 64));
  for (;;) {
    signal?.throwIfAborted();
    const found = find();
    if (found !== undefined) return found;
    if (!take(path)) {
      await wait(POLL);
      continue;
    }
    const beat = setInterval(() => touch(path), HEARTBEAT);
    try {
      return find() ?? (await fetch());
    } finally {
      clearInterval(beat);
      rmSync(path, { force: true });
    }
  }
}

function take(path: string): boolean {
  try {
    writeFileSync(path, `${pid} ${hostname()}`, { flag: 'wx' });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') mkdirSync(join(path, '..'), { recursive: true });
    else if (code !== 'EEXIST') throw error;
    else if (isStale(path)) rmSync(path, { force: true });
    return false;
  }
}

function isStale(path: string): boolean {
  try {
    const [holder, host] = readFileSync(path, 'utf8').split(' ');
    if (Date.now() - statSync(path).mtimeMs > STALE) return true;
    return host === hostname() && !isAlive(Number(holder));
  } catch {
    return false;
  }
}

function isAlive(process: number): boolean {
  if (!Number.isInteger(process) || process <= 0) return true;
  try {
    return kill(process, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function touch(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // Whoever took it away believed us gone; both may finish.
  }
}
