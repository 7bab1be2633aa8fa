import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FoundBundle, readBundle } from '../output/read-bundles.ts';
import { MANIFEST } from '../output/survey.ts';
import { compareVersions } from './compare-versions.ts';
import type { DifferenceSet, FolderDifference } from './difference.ts';
import { nothing } from './nothing.ts';
import { versionOfBundle } from './version-of-bundle.ts';

type Bundles = ReadonlyMap<string, FoundBundle>;

/**
 * Compares two output folders, bundle by bundle of the same folder. Bundles with equal manifests are the same without
 * another look; one that is new is compared with a page that asks for nothing. One bundle is in memory at a time.
 */
export async function compareSets(
  names: readonly [string, string],
  old: Bundles,
  now: Bundles,
): Promise<DifferenceSet> {
  const folders: FolderDifference[] = [];
  let same = 0;
  for (const folder of [...new Set([...old.keys(), ...now.keys()])].sort()) {
    const difference = compareFolder(folder, old.get(folder), now.get(folder));
    if (difference) folders.push(difference);
    else same++;
  }
  return { format: 'renderify-diff-set/v1', old: names[0], new: names[1], same, folders };
}

function compareFolder(
  folder: string,
  old: FoundBundle | undefined,
  now: FoundBundle | undefined,
): FolderDifference | undefined {
  if (!now) return { folder, verdict: 'removed' };
  if (old && manifestOf(old).equals(manifestOf(now))) return undefined;
  const before = old ? versionOfBundle(old.folder, readBundle(old)) : nothing('nothing');
  const difference = compareVersions(before, versionOfBundle(now.folder, readBundle(now)));
  return { folder, verdict: old ? 'changed' : 'added', difference };
}

function manifestOf({ folder }: FoundBundle): Buffer {
  return readFileSync(join(folder, MANIFEST));
}
