import { compilerVersion } from '../../compiler/version.ts';
import type { JsonObject } from '../../plan/types.ts';
import type { Shard } from './shard.ts';

/** One bundle of a build of several plans. */
export interface BuildLine {
  /** The path of the plan from the working folder, with `/`. */
  readonly plan: string;
  readonly folder: string;
  /** `sha256-<hex>` of the bundle's manifest, which names all its other files. */
  readonly manifest: string;
  /** What a browser loads. */
  readonly bytes: number;
  readonly warnings: number;
}

/** A file beside the bundles. */
export interface BuildFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The text of `renderify.build.json`: what stands in an output folder of several bundles. It is the same for the same bundles. */
export function writeBuildManifest(
  lines: readonly BuildLine[],
  files: readonly BuildFile[],
  shard: Shard | undefined,
): string {
  const manifest = {
    compiler: { name: 'renderify', version: compilerVersion },
    ...(files.length > 0 && {
      files: [...files].sort(byKey('path')).map(({ bytes, path, sha256 }) => ({ bytes, path, sha256 })),
    }),
    format: 'renderify-build/v1',
    plans: [...lines].sort(byKey('plan')).map(writeLine),
    ...(shard && { shard: { index: shard.index, of: shard.of, plans: shard.plans, set: shard.set } }),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Keys in order of code units, as canonical JSON has them. */
function writeLine({ bytes, folder, manifest, plan, warnings }: BuildLine): JsonObject {
  return { bytes, folder, manifest, plan, warnings };
}

function byKey<K extends string>(key: K): (a: Readonly<Record<K, string>>, b: Readonly<Record<K, string>>) => number {
  return (a, b) => (a[key] < b[key] ? -1 : 1);
}
