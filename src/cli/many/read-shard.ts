import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quote } from '../../diagnostics/quote.ts';
import { digestOf, tryRead } from '../digest.ts';
import { systemReason, UsageError } from '../failures.ts';
import { ABOUT, BUILD_MANIFEST, MANIFEST } from '../output/survey.ts';
import type { BuildLine } from './build-manifest.ts';
import { type BuildManifest, readBuildManifest } from './read-build-manifest.ts';
import type { Shard } from './shard.ts';

/** The output folder of one shard. */
export interface ShardFolder {
  readonly path: string;
  readonly manifest: BuildManifest & { readonly shard: Shard };
}

/** Reads what a shard says of itself. Throws a UsageError for a folder that no shard wrote. */
export function readShardFolder(path: string): ShardFolder {
  const name = `${path}/${BUILD_MANIFEST}`;
  const manifest = readBuildManifest(readText(join(path, BUILD_MANIFEST), name));
  if (!manifest) throw new UsageError(`${quote(name)} is not as a build writes it.`, 'Build the shard again.');
  const { shard } = manifest;
  if (!shard) throw new UsageError(`${quote(path)} is no shard.`, 'Build with `--shard 1/2`, `--shard 2/2` and so on.');
  return { path, manifest: { ...manifest, shard } };
}

/** The files of one bundle of a shard by path, each held against its manifest. Throws a UsageError for any that differs. */
export function readShardBundle(shard: string, { folder, manifest }: BuildLine): ReadonlyMap<string, Uint8Array> {
  const home = `${shard}/${folder}`;
  const text = read(join(shard, folder, MANIFEST), `${home}/${MANIFEST}`);
  if (`sha256-${digestOf(text)}` !== manifest) throw changed(`${home}/${MANIFEST}`);
  const files = new Map([[MANIFEST, text]]);
  const { files: listed } = JSON.parse(text.toString()) as { files: { path: string; sha256: string }[] };
  for (const { path, sha256 } of listed) {
    const bytes = read(join(shard, folder, path), `${home}/${path}`);
    if (digestOf(bytes) !== sha256) throw changed(`${home}/${path}`);
    files.set(path, bytes);
  }
  for (const path of ABOUT) {
    const bytes = tryRead(join(shard, folder, path));
    if (bytes) files.set(path, bytes);
  }
  return files;
}

/** The whole that shards are parts of: what all of them say alike. Throws a UsageError when a part is missing or odd. */
export function checkShards(shards: readonly ShardFolder[]): { readonly of: number; readonly plans: number } {
  const [first] = shards;
  if (!first) throw new UsageError('No shard is named.', 'For example `renderify merge shard-1 shard-2 -o dist`.');
  const { of, plans, set } = first.manifest.shard;
  const owners = new Map<number, string>();
  for (const { path, manifest } of shards) {
    const { shard, compiler } = manifest;
    if (shard.of !== of || shard.set !== set || compiler.version !== first.manifest.compiler.version)
      throw new UsageError(
        `${quote(path)} and ${quote(first.path)} are parts of different builds.`,
        'All shards must be built from the same plans, with the same version of renderify.',
      );
    const other = owners.get(shard.index);
    if (other !== undefined)
      throw new UsageError(`${quote(other)} and ${quote(path)} are both shard ${shard.index}/${of}.`);
    owners.set(shard.index, path);
  }
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((index) => !owners.has(index));
  if (missing.length > 0) throw missingShards(missing, of);
  return { of, plans };
}

function missingShards(missing: readonly number[], of: number): UsageError {
  const names = missing.slice(0, 5).map((index) => `${index}/${of}`);
  const more = missing.length > 5 ? ` and ${missing.length - 5} more` : '';
  return new UsageError(
    `${missing.length === 1 ? 'The shard' : 'The shards'} ${names.join(', ')}${more} ${missing.length === 1 ? 'is' : 'are'} missing.`,
    'Build what is missing, and name the folders of all shards.',
  );
}

function changed(name: string): UsageError {
  return new UsageError(`${quote(name)} is not the file that was built.`, 'Build the shard again.');
}

function readText(path: string, name: string): string {
  return read(path, name).toString();
}

function read(path: string, name: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(
      `${quote(name)} cannot be read: ${systemReason(error) ?? String(error)}.`,
      'Build the shard again.',
    );
  }
}
