import type { ModuleGraph } from '../../plan/modules/graph.ts';
import type { JsonObject } from '../../plan/types.ts';
import { toHex } from '../../util/hex.ts';
import { canonicalJson } from '../phases/8-bundle/canonical-json.ts';
import type { BundleFile } from '../stages.ts';
import { integrityHash } from './integrity-hash.ts';
import { packageUrl } from './package-url.ts';
import { usedParts } from './used-packages.ts';

/** Where the provenance of a bundle stands. The manifest does not list it: it alone may have dates. */
export const PROVENANCE_PATH = 'bundle.intoto.json';
/** All that says something about a bundle from outside, and is in no manifest: the provenance, and it signed (DSSE, Sigstore). */
export const ABOUT_PATHS: readonly string[] = [PROVENANCE_PATH, 'bundle.intoto.dsse.json', 'bundle.sigstore.json'];
/** What kind of build this is; docs/supply-chain.md says what the parameters mean. */
export const BUILD_TYPE = 'urn:renderify:build-type:bundle:v1';
/** Who built: the program itself, wherever it ran; it signs nothing. */
export const BUILDER_ID = 'urn:renderify:builder:local';

/** What the provenance of a bundle is made of. */
export interface ProvenanceInput {
  /** The manifest as it is written; plan, policy, target and compiler are taken from it. */
  readonly manifest: JsonObject;
  /** All other files of the bundle, the manifest among them. */
  readonly files: readonly BundleFile[];
  readonly graph?: ModuleGraph;
  /** Ids of the modules that went into the bundle. */
  readonly used?: Iterable<string>;
  /** The lock that the modules were taken from. */
  readonly lock?: { readonly name: string; readonly text: string };
  /** RFC 3339 times, only where the caller has a clock or `SOURCE_DATE_EPOCH`; never in any other file. */
  readonly startedOn?: string;
  readonly finishedOn?: string;
  readonly sha256: (text: string) => Uint8Array;
}

/** How a bundle came to be: an in-toto Statement v1 with a SLSA Provenance v1 predicate, unsigned, as canonical JSON. */
export function createProvenance(input: ProvenanceInput): string {
  const subject = input.files
    .map(({ path, text }) => ({ name: path, digest: { sha256: toHex(input.sha256(text)) } }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const statement: JsonObject = {
    _type: 'https://in-toto.io/Statement/v1',
    subject,
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: { buildDefinition: buildDefinition(input), runDetails: runDetails(input) },
  };
  return canonicalJson(statement);
}

function buildDefinition(input: ProvenanceInput): JsonObject {
  const { plan = null, policy = null, target = null, executionProfile = null, capabilities = null } = input.manifest;
  return {
    buildType: BUILD_TYPE,
    externalParameters: { plan, policy, target, executionProfile, capabilities },
    internalParameters: {},
    resolvedDependencies: resolvedDependencies(input),
  };
}

function resolvedDependencies({ graph, used, lock, sha256 }: ProvenanceInput): JsonObject[] {
  const { packages, modules } = graph ? usedParts(graph, used ?? []) : { packages: [], modules: [] };
  return [
    ...packages.map((one) => describe(packageUrl(one.package.name, one.package.version), one.package.integrity)),
    ...modules.map(({ id, integrity }) => describe(id, integrity)),
    ...(lock ? [{ name: lock.name, digest: { sha256: toHex(sha256(lock.text)) } }] : []),
  ];
}

/** Local files have a name, everything else an address. */
function describe(id: string, integrity: string): JsonObject {
  const { algorithm, hex } = integrityHash(integrity);
  return { ...(id.startsWith('.') ? { name: id } : { uri: id }), digest: { [algorithm]: hex } };
}

function runDetails({ manifest, startedOn, finishedOn, sha256 }: ProvenanceInput): JsonObject {
  const compiler = (manifest['compiler'] ?? {}) as JsonObject;
  const version = typeof compiler['version'] === 'string' ? compiler['version'] : '';
  return {
    builder: { id: BUILDER_ID, version: { renderify: version } },
    metadata: {
      // The same inputs are the same invocation, wherever and whenever it was.
      invocationId: `sha256:${toHex(sha256(canonicalJson(manifest)))}`,
      ...(startedOn !== undefined && { startedOn }),
      ...(finishedOn !== undefined && { finishedOn }),
    },
  };
}
