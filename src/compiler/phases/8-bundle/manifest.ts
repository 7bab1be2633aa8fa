import type { Json, JsonObject } from '../../../plan/types.ts';
import { toHex } from '../../../util/hex.ts';
import type { CompilerHost } from '../../host.ts';
import type { Program } from '../../program.ts';
import type { BundleFile, PhaseContext } from '../../stages.ts';
import { compilerVersion } from '../../version.ts';
import type { PageHashes } from './csp.ts';

/** Where the manifest of a bundle stands. */
export const MANIFEST_PATH = 'renderify.manifest.json';

/** Everything a reviewer needs to check a bundle; documented in docs/manifest.md. Sorted, without dates. */
export function createManifest(
  program: Program,
  files: readonly BundleFile[],
  entry: string,
  csp: string,
  hashes: PageHashes,
  { options, host }: PhaseContext,
): JsonObject {
  const { document, policy } = program.plan;
  return {
    format: 'renderify-manifest/v1',
    compiler: { name: 'renderify', version: compilerVersion },
    plan: { id: document.id, version: document.version, digest: `sha256-${program.digest}` },
    target: options.target,
    entry,
    csp,
    scripts: [...hashes.scripts],
    styles: [...hashes.styles],
    policy: {
      profile: policy.profile,
      ...(policy.name !== undefined && { name: policy.name }),
      digest: policy.digest,
      overrides: policy.overrides as unknown as Json,
      warningsOff: warningsOff(policy.warnings),
    },
    executionProfile: document.capabilities?.executionProfile ?? 'standard',
    capabilities: {
      domWrite: program.listeners.length > 0 || program.islands.length > 0,
      networkHosts: [...(document.capabilities?.networkHosts ?? [])],
    },
    modules: describeModules(program),
    events: [...new Set(program.listeners.map((one) => one.type))].sort(),
    files: files
      .map((file) => describe(file, host))
      .sort((a, b) => ((a['path'] as string) < (b['path'] as string) ? -1 : 1)),
    ...(options.includePrompt && prompt(program)),
  };
}

/** Every module of which something was run at build or is in the page, with the package that it is a file of. */
function describeModules({ page }: Program): Json[] {
  return (page?.modules ?? []).map(({ id, bytes, integrity, page: shipped, reaches }) => {
    const { package: name } = page?.graph.modules.get(id) ?? {};
    return {
      id,
      bytes,
      integrity,
      page: shipped,
      ...(name && { package: name }),
      ...(reaches.length && { reaches: [...reaches] }),
    };
  });
}

function describe({ path, text }: BundleFile, host: CompilerHost): JsonObject {
  const bytes = new TextEncoder().encode(text);
  return { path, bytes: bytes.length, sha256: toHex(host.sha256(bytes)) };
}

function warningsOff(warnings: Program['plan']['policy']['warnings']): Json[] {
  return Object.entries(warnings)
    .filter(([, { level }]) => level === 'off')
    .map(([name, { reason = '' }]) => ({ name, reason }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function prompt({ plan }: Program): JsonObject {
  const { sourcePrompt } = plan.document.metadata ?? {};
  return typeof sourcePrompt === 'string' ? { sourcePrompt } : {};
}
