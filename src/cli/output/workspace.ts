import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { kill, pid } from 'node:process';
import { systemCode } from '../failures.ts';
import { finishExchange } from './exchange.ts';

/** A temporary folder beside an output folder: the new tree is made in `fresh`, the old one waits in `old`. */
export interface Workspace {
  readonly path: string;
  readonly fresh: string;
  readonly old: string;
}

/** Names the process and the machine that made a workspace, so that a later build can tell whether it was abandoned. */
const NAME = /^\.renderify-(\d+)@(.*)$/;
/** The file that names the output folder. */
const LABEL = 'out';
const DAY = 86_400_000;

/** Makes the workspace of this process for one output folder. Its parent must exist. */
export function openWorkspace(folder: string): Workspace {
  const path = join(dirname(folder), `.renderify-${pid}@${machine()}`);
  mkdirSync(path);
  try {
    writeFileSync(join(path, LABEL), basename(folder));
    mkdirSync(join(path, 'fresh'));
  } catch (error) {
    closeWorkspace({ path });
    throw error;
  }
  return { path, fresh: join(path, 'fresh'), old: join(path, 'old') };
}

/** Removes a workspace with all that is in it. */
export function closeWorkspace({ path }: Pick<Workspace, 'path'>): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 3 });
}

/**
 * Tidies up after builds that were killed, also into other folders here: an output folder that was moved away and not
 * replaced comes back, then the workspace goes. Those of running builds stay, and those of other machines for a day.
 */
export function recoverWorkspaces(folder: string): void {
  const parent = dirname(folder);
  for (const name of listWorkspaces(parent)) {
    const path = join(parent, name);
    if (!isAbandoned(name, path)) continue;
    const old = join(path, 'old');
    const out = labelOf(path);
    if (out !== undefined) finishExchange({ path, fresh: join(path, 'fresh'), old }, join(parent, basename(out)));
    if (out !== undefined) restore(old, join(parent, basename(out)));
    if (out !== undefined || !existsSync(old)) closeWorkspace({ path });
  }
}

function listWorkspaces(parent: string): string[] {
  try {
    return readdirSync(parent).filter((name) => NAME.test(name));
  } catch {
    return [];
  }
}

function labelOf(path: string): string | undefined {
  try {
    return readFileSync(join(path, LABEL), 'utf8');
  } catch {
    return undefined;
  }
}

function isAbandoned(name: string, path: string): boolean {
  const [, process, host] = NAME.exec(name) ?? [];
  if (host === machine()) return Number(process) === pid || !isRunning(Number(process));
  return Date.now() - statSync(path).mtimeMs > DAY;
}

function machine(): string {
  return hostname().replace(/[^\w.-]/g, '-');
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
  if (!existsSync(folder) && existsSync(old)) renameSync(old, folder);
}
