import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pid } from 'node:process';
import { threadId } from 'node:worker_threads';

/**
 * Text with a first line that is its digest, together with the name under which it is kept: what was cut off, damaged, or
 * moved from another name is found out when it is read.
 */
export function seal(name: string, text: string): string {
  return `${digestOf(name, text)}\n${text}`;
}

/** The text that was sealed under this name, or nothing when the bytes are not as they were. */
export function unseal(name: string, sealed: string): string | undefined {
  const text = sealed.slice(65);
  return sealed.slice(0, 64) === digestOf(name, text) ? text : undefined;
}

/** Reads a sealed file; whatever is wrong with it, it is not there. */
export function readSealed(path: string, name: string): string | undefined {
  try {
    return unseal(name, readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Writes a sealed file in one step; a folder that cannot be written costs time later and nothing else. */
export function writeSealed(path: string, name: string, text: string): void {
  const unfinished = `${path}.${pid}-${threadId}`;
  try {
    writeNew(unfinished, seal(name, text));
    renameSync(unfinished, path);
  } catch {
    rmSync(unfinished, { force: true });
  }
}

function writeNew(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

function digestOf(name: string, text: string): string {
  return createHash('sha256').update(`${name}\n${text}`).digest('hex');
}
