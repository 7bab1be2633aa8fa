import type { Json, JsonObject } from '../../plan/types.ts';
import { listOf, objectOf, textOf } from './manifest-values.ts';

/** The policy that a manifest says its bundle was held to. */
export interface ManifestPolicy {
  readonly profile: string;
  readonly name?: string;
  readonly digest: string;
  readonly overrides: readonly {
    readonly field: string;
    readonly to: Json;
    readonly direction: string;
    readonly reason: string;
  }[];
  readonly warningsOff: readonly { readonly name: string; readonly reason: string }[];
}

/** Reads the policy of a manifest; what is not as a build writes it is empty. */
export function manifestPolicy(manifest: JsonObject): ManifestPolicy {
  const { profile, name, digest, overrides, warningsOff } = objectOf(manifest['policy']);
  return {
    profile: textOf(profile),
    ...(typeof name === 'string' && { name }),
    digest: textOf(digest),
    overrides: listOf(overrides)
      .map(objectOf)
      .map((one) => ({
        field: textOf(one['field']),
        to: one['to'] ?? null,
        direction: textOf(one['direction']),
        reason: textOf(one['reason']),
      })),
    warningsOff: listOf(warningsOff)
      .map(objectOf)
      .map((one) => ({ name: textOf(one['name']), reason: textOf(one['reason']) })),
  };
}
