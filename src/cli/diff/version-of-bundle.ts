import { decodeText } from '../../compiler/verify/decode-text.ts';
import { readManifest } from '../../compiler/verify/manifest.ts';
import { quote } from '../../diagnostics/quote.ts';
import type { Json } from '../../plan/types.ts';
import { UsageError } from '../failures.ts';
import { type FilesByPath, sizeOf } from '../output/size-of.ts';
import { MANIFEST } from '../output/survey.ts';
import { bundleFacts } from './bundle-facts/bundle-facts.ts';
import { objectOf } from './manifest-values.ts';
import type { Version } from './version.ts';

/** A bundle as it lies there. Whether its files are those of its manifest is for `verify` to say. */
export function versionOfBundle(name: string, files: FilesByPath): Version {
  const manifest = readManifest(parseManifest(files.get(MANIFEST)));
  if ('wrong' in manifest)
    throw new UsageError(
      `The manifest of the bundle ${quote(name)} is not one that a build writes.`,
      'Build it again.',
    );
  const { id, version, digest } = objectOf(manifest.value['plan']);
  return {
    name,
    kind: 'bundle',
    ...(typeof id === 'string' && { id }),
    ...(typeof version === 'number' && { version }),
    ...(typeof digest === 'string' && { digest }),
    ...sizeOf(files),
    errors: 0,
    warnings: 0,
    bundle: bundleFacts(manifest.value, files),
  };
}

function parseManifest(bytes: Uint8Array | undefined): Json {
  try {
    return JSON.parse(decodeText(bytes ?? new Uint8Array()) ?? '') as Json;
  } catch {
    return null;
  }
}
