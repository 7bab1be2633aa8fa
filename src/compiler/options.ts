import { sha256 } from '@noble/hashes/sha2.js';
import type { JsonObject } from '../plan/types.ts';
import type { CompilerHost } from './host.ts';
import type { CompileOptions, ResolvedOptions } from './stages.ts';

/** Applies the defaults of `compile` and `check`. Live inputs of a page need a handle to arrive by. */
export function resolveOptions(given: CompileOptions): {
  readonly options: ResolvedOptions;
  readonly host: CompilerHost;
} {
  const target = given.target ?? 'site';
  const liveInputs = given.liveInputs === true || target === 'module';
  const options: ResolvedOptions = {
    target,
    profile: given.profile,
    policy: given.policy,
    policyOverrides: given.policyOverrides ?? {},
    context: given.context ?? {},
    vars: given.vars ?? {},
    event: (given.event ?? undefined) as JsonObject | undefined,
    liveInputs,
    expose: given.expose === true || liveInputs,
    title: given.title,
    lang: given.lang,
    includePrompt: given.includePrompt === true,
    allowClientOnly: given.allowClientOnly === true,
    builtOn: given.builtOn,
    signal: given.signal,
  };
  return { options, host: { sha256: pureSha256, ...given.host } };
}

function pureSha256(data: string | Uint8Array): Uint8Array {
  return sha256(typeof data === 'string' ? new TextEncoder().encode(data) : data);
}
