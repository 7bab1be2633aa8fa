import { renameSync } from 'node:fs';
import type { Workspace } from './workspace.ts';

/**
 * Puts the fresh folder in the place of the old one. No portable call exchanges two folders, so these are two renames
 * with nothing between them; a build that is killed in these microseconds is completed by `recoverWorkspaces`.
 */
export function replaceFolder({ fresh, old }: Workspace, folder: string): void {
  renameSync(folder, old);
  try {
    renameSync(fresh, folder);
  } catch (error) {
    renameSync(old, folder);
    throw error;
  }
}
