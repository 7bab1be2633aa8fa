import type { ModuleGraph, PinnedModule } from '../../plan/modules/graph.ts';
import type { Json, JsonObject } from '../../plan/types.ts';
import { toHex } from '../../util/hex.ts';
import { canonicalJson } from '../phases/8-bundle/canonical-json.ts';
import { integrityHash } from './integrity-hash.ts';
import { packageUrl } from './package-url.ts';
import { type UsedPackage, usedParts } from './used-packages.ts';

/** Where the bill of materials of a bundle stands. */
export const BOM_PATH = 'bom.json';

/** What a bill of materials is made of. */
export interface BomInput {
  /** `digest` is `sha256-<hex>`, as in the manifest. */
  readonly plan: { readonly id: string; readonly version: number; readonly digest: string };
  readonly compiler: { readonly name: string; readonly version: string };
  readonly graph: ModuleGraph;
  /** Ids of the modules that went into the bundle. */
  readonly used: Iterable<string>;
  readonly sha256: (text: string) => Uint8Array;
}

const PLAN_REF = 'plan';

/** The bill of materials of a bundle: CycloneDX 1.6 as canonical JSON. Without dates, so that it is the same for the same bundle. */
export function createBom(input: BomInput): string {
  const bom = describe(input);
  const serialNumber = serialNumberOf(bom, input.sha256);
  return canonicalJson({ ...bom, serialNumber });
}

/** A name-based UUID (RFC 9562, version 8) of everything else in the document. */
export function serialNumberOf(bom: JsonObject, sha256: BomInput['sha256']): string {
  const { serialNumber: _, ...rest } = bom;
  const bytes = sha256(canonicalJson(rest)).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return `urn:uuid:${toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`;
}

function describe({ plan, compiler, graph, used }: BomInput): JsonObject {
  const { packages, modules } = usedParts(graph, used);
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      tools: { components: [{ type: 'application', name: compiler.name, version: compiler.version }] },
      component: {
        type: 'application',
        'bom-ref': PLAN_REF,
        name: plan.id,
        version: String(plan.version),
        hashes: [{ alg: 'SHA-256', content: plan.digest.replace(/^sha256-/, '') }],
      },
    },
    components: [...packages.map(packageComponent), ...modules.map(fileComponent)],
    dependencies: dependencies(packages, modules, graph),
  };
}

function packageComponent({ package: one, files }: UsedPackage): JsonObject {
  const { name, version, integrity, license } = one;
  const [group, bare] = name.startsWith('@') ? name.split('/') : [undefined, name];
  const purl = packageUrl(name, version);
  return {
    type: 'library',
    'bom-ref': purl,
    ...(group !== undefined && { group }),
    name: bare ?? name,
    version,
    scope: 'required',
    hashes: [hashOf(integrity)],
    ...(license !== null && { licenses: [licence(license)] }),
    purl,
    evidence: { occurrences: files.map((location) => ({ location })) },
    ...properties(one),
  };
}

/** What an auditor wants to know and the format has no field for. */
function properties({ registry, deprecated, hasInstallScript }: UsedPackage['package']): JsonObject {
  const list = [
    { name: 'renderify:registry', value: registry },
    ...(deprecated === null ? [] : [{ name: 'renderify:deprecated', value: deprecated }]),
    ...(hasInstallScript ? [{ name: 'renderify:install-script', value: 'declared, never run' }] : []),
  ];
  return { properties: list };
}

/** A module of the plan's folder, or one that is named by its URL. */
function fileComponent({ id, integrity, origin }: PinnedModule): JsonObject {
  return {
    type: 'file',
    'bom-ref': id,
    name: id,
    hashes: [hashOf(integrity)],
    ...(origin === 'remote' && { externalReferences: [{ type: 'distribution', url: id }] }),
  };
}

/** An expression where it reads like one (SPDX 2.3, annex D), else a name. */
function licence(text: string): JsonObject {
  const id = '[A-Za-z0-9.+-]+';
  const isExpression = new RegExp(`^\\(*${id}\\)*( (AND|OR|WITH) \\(*${id}\\)*)*$`).test(text) && text !== 'UNLICENSED';
  return isExpression ? { expression: text } : { license: { name: text } };
}

function hashOf(integrity: string): JsonObject {
  const { algorithm, hex } = integrityHash(integrity);
  return { alg: algorithm.replace('sha', 'SHA-'), content: hex };
}

/** What each component imports; the plan imports what its specifiers lead to. */
function dependencies(packages: readonly UsedPackage[], modules: readonly PinnedModule[], graph: ModuleGraph): Json[] {
  const refs = new Map<string, string>(
    packages.map((one) => [one.key, packageUrl(one.package.name, one.package.version)]),
  );
  const refOf = (id: string): string | undefined => {
    const found = graph.modules.get(id);
    if (found?.package !== undefined) return refs.get(found.package);
    return modules.some((one) => one.id === id) ? id : undefined;
  };
  const edge = (ref: string, ids: Iterable<string>): JsonObject => {
    const targets = [...ids].map(refOf).filter((one) => one !== undefined && one !== ref) as string[];
    return { ref, dependsOn: [...new Set(targets)].sort() };
  };
  const importsOf = (ids: readonly string[]) =>
    ids.flatMap((id) => Object.values(graph.modules.get(id)?.imports ?? {}));
  return [
    edge(PLAN_REF, Object.values(graph.entries)),
    ...packages.map((one) => edge(refs.get(one.key) ?? '', importsOf(one.files))),
    ...modules.map(({ id }) => edge(id, importsOf([id]))),
  ];
}
