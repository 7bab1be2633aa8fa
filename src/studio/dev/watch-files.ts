import { once } from 'node:events';
import { statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';

/** Watches files by their folders, so that files which are replaced, deleted or made anew are seen as well. */
export interface FileWatcher {
  /** What is of interest from now on: files in their folders, and everything below the roots. Resolves when all is watched. */
  follow(files: readonly string[], roots: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** Changes that come within so many milliseconds are told together: an editor writes one file in several steps. */
const GATHER_MS = 6;
const NEVER = /(?:^|[\\/])(?:node_modules|\.git|\.[^\\/]+\.sw[a-z])(?:[\\/]|$)/;

/**
 * Tells absolute paths that were changed, made or deleted. `since` is when the files were read first, in milliseconds as
 * `Date.now` has them: what has changed between then and the moment at which it is watched is told as well.
 */
export function watchFiles(tell: (paths: ReadonlySet<string>) => void, since: number): FileWatcher {
  const followed = { flat: new Set<string>(), deep: new Set<string>(), files: new Set<string>() };
  // Folders tell what happens to their files; one more watch on each of thousands of others would take seconds. Of a new
  // folder it is too late for that: files that can be plans are looked at themselves.
  const ignored =
    (kept?: string) =>
    (path: string, stats?: { isDirectory(): boolean }): boolean => {
      const isKept = followed.files.has(path) || (kept !== undefined && path.endsWith(kept));
      return NEVER.test(path) || (stats?.isDirectory() === false && !isKept);
    };
  const flat = watch([], { ignoreInitial: true, depth: 0, atomic: false, ignored: ignored() });
  const deep = watch([], { ignoreInitial: true, atomic: false, ignored: ignored('.json') });
  const { gather, stop } = createGathering(tell);
  for (const watcher of [flat, deep]) listen(watcher, gather);
  // A folder that goes away while it is looked at is no reason to stop.
  for (const watcher of [flat, deep]) watcher.on('error', () => undefined);
  const ready = { flat: once(flat, 'ready'), deep: once(deep, 'ready') };
  const add = (kind: 'flat' | 'deep', folder: string) => {
    if (followed[kind].has(folder)) return;
    followed[kind].add(folder);
    (kind === 'flat' ? flat : deep).add(folder);
  };
  return {
    async follow(files, roots) {
      const added = files.filter((file) => !followed.files.has(file));
      for (const file of added) followed.files.add(file);
      for (const root of roots) add('deep', root);
      const isBelow = (folder: string) =>
        [...followed.deep].some((root) => folder === root || folder.startsWith(`${root}/`));
      for (const folder of new Set(added.map((file) => dirname(file)))) if (!isBelow(folder)) add('flat', folder);
      for (const kind of ['flat', 'deep'] as const) if (followed[kind].size > 0) await ready[kind];
      for (const file of added) if (changedAt(file) >= since) gather(file);
    },
    async close() {
      stop();
      await Promise.all([flat.close(), deep.close()]);
    },
  };
}

function changedAt(file: string): number {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}

function createGathering(tell: (paths: ReadonlySet<string>) => void) {
  let changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  return {
    gather(path: string): void {
      changed.add(path);
      timer ??= setTimeout(() => {
        const paths = changed;
        changed = new Set();
        timer = undefined;
        tell(paths);
      }, GATHER_MS);
    },
    stop: () => clearTimeout(timer),
  };
}

/** Of two changes within fifty milliseconds the watcher's own events tell only the first; the system's tell both. */
function listen(watcher: FSWatcher, tell: (path: string) => void): void {
  for (const event of ['add', 'change', 'unlink'] as const) watcher.on(event, tell);
  watcher.on('raw', (_, name: string | null, details) => {
    const { watchedPath } = details as { readonly watchedPath: string };
    if (name) tell(basename(watchedPath) === name ? watchedPath : join(watchedPath, name));
  });
}
