import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { kill, pid } from 'node:process';
import { systemCode } from '../failures.ts';

/** A temporary folder beside an output folder: the new tree is made in `fresh`, the old one waits in `old`. */
export interface Workspace {
  readonly path: string;
  readonly fresh: string;
  readonly old: string;
}

/** Who made a workspace and for which output folder, so that a later build can tell whether it was abandoned. */
interface Label {
  readonly out: string;
  readonly pid: number;
  readonly host: string;
}

const PREFIX = '.renderify-';
const LABEL = 'label.json';
const DAY = 86_400_000;

/** Makes the workspace of this process for one output folder. Its parent must exist. */
export function openWorkspace(folder: string): Workspace {
  const path = join(dirname(folder), `${PREFIX}${pid}`);
  mkdirSync(path);
  const label: Label = { out: basename(folder), pid, host: hostname() };
  writeFileSync(join(path, LABEL), JSON.stringify(label));
  mkdirSync(join(path, 'fresh'));
  return { path, fresh: join(path, 'fresh'), old: join(path, 'old') };
}

/** Removes a workspace with all that is in it. */
export function closeWorkspace({ path }: Pick<Workspace, 'path'>): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 3 });
}

/**
 * Tidies up after builds that were killed: an output folder that was moved away and not replaced comes back, then the
 * workspace goes. Those of running builds stay, and those of other machines for a day.
 */
export function recoverWorkspaces(folder: string): void {
  for (const name of listWorkspaces(dirname(folder))) {
    const path = join(dirname(folder), name);
    const label = readLabel(path);
    if (!isAbandoned(path, label)) continue;
    if (label?.out === basename(folder)) restore(join(path, 'old'), folder);
    closeWorkspace({ path });
  }
}

function listWorkspaces(parent: string): string[] {
  try {
    return readdirSync(parent).filter((name) => name.startsWith(PREFIX) && /^\d+$/.test(name.slice(PREFIX.length)));
  } catch {
    return [];
  }
}

function readLabel(path: string): Label | undefined {
  try {
    return JSON.parse(readFileSync(join(path, LABEL), 'utf8')) as Label;
  } catch {
    return undefined;
  }
}

function isAbandoned(path: string, label: Label | undefined): boolean {
  if (label?.host === hostname()) return label.pid === pid || !isRunning(label.pid);
  return Date.now() - statSync(path).mtimeMs > DAY;
}

function isRunning(process: number): boolean {
  try {
    return kill(process, 0);
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** Where a build has put a new folder already, the old one is not needed. */
function restore(old: string, folder: string): void {
  try {
    statSync(folder);
  } catch {
    try {
      renameSync(old, folder);
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw error;
    }
  }
}
