import type { Bundle, Stages } from '../../../compiler/stages.ts';
import type { Json, JsonObject } from '../../../plan/types.ts';

/** What is known of a plan that was built, for people and models who work on it. */
export function factsOf(bundle: Bundle, { analyzed, emitted, policy }: Readonly<Stages>): JsonObject {
  const { document, nodes = [], maxDepth = 0, transitions, reachable, moduleUses = [] } = analyzed ?? {};
  const { manifest } = bundle;
  return {
    id: document?.id ?? '',
    version: document?.version ?? 0,
    digest: (manifest['plan'] as JsonObject)['digest'] as string,
    profile: policy?.profile ?? '',
    policyDigest: policy?.digest ?? '',
    target: bundle.target,
    executionProfile: manifest['executionProfile'] as Json,
    capabilities: manifest['capabilities'] as Json,
    nodes: nodes.length,
    depth: maxDepth,
    transitions: [...(transitions?.keys() ?? [])],
    events: [...(reachable ?? [])],
    modules: [...new Set(moduleUses.map(({ specifier }) => specifier))],
    bytes: bundle.files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
    scriptBytes: Buffer.byteLength(emitted?.script ?? ''),
    styleBytes: Buffer.byteLength(emitted?.css ?? ''),
  };
}
