import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Workspace } from './workspace.ts';

/** What one build changes in an output folder that otherwise stays. Paths are relative, with `/`. */
export interface Exchange {
  /** Entries of the fresh tree's top level that take the place of those in the folder. */
  readonly taken: readonly string[];
  /** Files and folders of earlier builds that go. */
  readonly dropped: readonly string[];
}

/** Where the exchange is written down before it begins. */
const JOURNAL = 'exchange.json';

/**
 * Exchanges entries of a folder one by one. The whole of it is written down first, so that a build that is killed half-way
 * is completed by the next one (`recoverWorkspaces`): every bundle is the old one or the new one, whole, at every moment.
 */
export function exchangeEntries(workspace: Workspace, folder: string, exchange: Exchange): void {
  const journal = join(workspace.path, JOURNAL);
  writeFileSync(`${journal}.new`, JSON.stringify(exchange));
  renameSync(`${journal}.new`, journal);
  apply(workspace, folder, exchange);
}

/** Completes an exchange that was begun; nothing happens where none was. */
export function finishExchange(workspace: Workspace, folder: string): void {
  const journal = join(workspace.path, JOURNAL);
  if (existsSync(journal) && existsSync(folder))
    apply(workspace, folder, JSON.parse(readFileSync(journal, 'utf8')) as Exchange);
}

/** What was done already is passed over. */
function apply({ fresh, old }: Workspace, folder: string, { taken, dropped }: Exchange): void {
  // The name says to `recoverWorkspaces` that a whole folder waits there; this one is only rubbish.
  const rubbish = `${old}-entries`;
  mkdirSync(rubbish, { recursive: true });
  const away = (name: string) => {
    const place = join(folder, name);
    if (existsSync(place)) renameSync(place, join(rubbish, name));
  };
  for (const name of taken) {
    if (!existsSync(join(fresh, name))) continue;
    // A file takes the place of another in one step; a folder does not.
    if (statSync(join(fresh, name)).isDirectory()) away(name);
    renameSync(join(fresh, name), join(folder, name));
  }
  for (const path of dropped) {
    if (!path.includes('/')) away(path);
    else {
      rmSync(join(folder, path), { force: true });
      removeEmpty(folder, dirname(path));
    }
  }
}

function removeEmpty(folder: string, path: string): void {
  for (let at = path; at !== '.'; at = dirname(at)) {
    const place = join(folder, at);
    if (!existsSync(place) || readdirSync(place).length > 0) return;
    rmdirSync(place);
  }
}
