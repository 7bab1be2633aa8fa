import { type Base, splitZero } from './base.ts';
import type { Clone } from './git.ts';

/** What became of a file since the base; a renamed one has the path it had there. */
export interface FileChange {
  readonly status: 'added' | 'changed' | 'renamed' | 'removed';
  readonly from?: string;
}

/** All files of the repository that differ from the base, by path from its top folder. */
export function changesSince(base: Base, clone: Clone | undefined): ReadonlyMap<string, FileChange> {
  const changes = new Map<string, FileChange>();
  if (!clone || 'none' in base) return changes;
  const words = splitZero(
    clone.git(['diff', '--name-status', '-z', '-M', '--no-ext-diff', base.commit]) ?? Buffer.of(),
  );
  for (let at = 0; at + 1 < words.length; ) {
    const [letter = '', path = ''] = [words[at++]?.[0], words[at++]];
    if (letter === 'R' || letter === 'C') {
      const now = words[at++] ?? '';
      changes.set(now, { status: letter === 'R' ? 'renamed' : 'added', ...(letter === 'R' && { from: path }) });
    } else changes.set(path, { status: letter === 'A' ? 'added' : letter === 'D' ? 'removed' : 'changed' });
  }
  return changes;
}

/** What became of a file that is there now; one that git does not know is new. */
export function changeOf(path: string, changes: ReadonlyMap<string, FileChange>, base: Base): FileChange | undefined {
  if ('none' in base) return undefined;
  return changes.get(path) ?? (base.paths.has(path) ? undefined : { status: 'added' });
}
