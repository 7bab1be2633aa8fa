import { quote } from '../../diagnostics/quote.ts';
import { digestOf } from '../digest.ts';
import { UsageError } from '../failures.ts';
import { type BuildFile, type BuildLine, writeBuildManifest } from '../many/build-manifest.ts';
import type { Shard } from '../many/shard.ts';
import { BUILD_MANIFEST } from '../output/survey.ts';
import { hostConfigFiles } from './host-config.ts';
import type { HostedBundle } from './hosted-bundle.ts';
import type { HostKind } from './kinds.ts';

/** What stands beside bundles, as it is asked for. */
export interface BesideBundles {
  readonly lines: readonly BuildLine[];
  readonly shard?: Shard | undefined;
  readonly host?: HostKind | undefined;
  /** Gives what hosts have to know of all bundles; asked only where a host is named. */
  hosted(): readonly HostedBundle[];
}

/**
 * The files beside bundles by name: those of a host, and the manifest that names them. One bundle that is the output folder
 * itself needs none but for a host.
 */
export function filesBesideBundles({ lines, shard, host, hosted }: BesideBundles): ReadonlyMap<string, string> {
  const texts = host === undefined ? new Map<string, string>() : hostConfigFiles(host, hosted());
  for (const { folder } of lines) refuseClash(texts, folder);
  if (texts.size === 0 && lines.every(({ folder }) => folder === '') && lines.length > 0) return texts;
  const listed = [...texts].map(([path, text]) => fileOf(path, text));
  return new Map([...texts, [BUILD_MANIFEST, writeBuildManifest(lines, listed, shard)]]);
}

function refuseClash(texts: ReadonlyMap<string, string>, folder: string): void {
  if (texts.has(folder))
    throw new UsageError(
      `The folder ${quote(folder)} of a bundle has the name of a file that its host needs.`,
      'Rename the plan.',
    );
}

function fileOf(path: string, text: string): BuildFile {
  return { path, bytes: Buffer.byteLength(text), sha256: digestOf(text) };
}
