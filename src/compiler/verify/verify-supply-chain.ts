import type { Report } from '../../diagnostics/define.ts';
import { quote } from '../../diagnostics/quote.ts';
import type { Json, JsonObject } from '../../plan/types.ts';
import { toHex } from '../../util/hex.ts';
import type { CompilerHost } from '../host.ts';
import { BOM_PATH, serialNumberOf } from '../supply-chain/create-bom.ts';
import { NOTICES_PATH } from '../supply-chain/create-notices.ts';
import { PROVENANCE_PATH } from '../supply-chain/create-provenance.ts';
import { decodeText } from './decode-text.ts';
import { verifyFindings as findings } from './findings.ts';

type Files = ReadonlyMap<string, Uint8Array>;

const HELP = 'Build the plan again.';

/** Holds what accompanies a bundle against the bundle: bill of materials, notices and provenance, where they are. */
export function verifySupplyChain(manifest: JsonObject, files: Files, host: CompilerHost, report: Report): void {
  const bom = files.has(BOM_PATH) ? readObject(files.get(BOM_PATH)) : undefined;
  if (files.has(BOM_PATH)) reportProblem(bomProblem(bom, manifest, host), findings.bom, report);
  if (bom && files.has(NOTICES_PATH)) reportProblem(noticesProblem(bom, files), findings.notices, report);
  if (files.has(PROVENANCE_PATH)) reportProblem(provenanceProblem(manifest, files, host), findings.provenance, report);
}

function reportProblem(
  problem: string | undefined,
  definition: (typeof findings)['bom' | 'notices' | 'provenance'],
  report: Report,
): void {
  if (problem !== undefined) report(definition, { pointer: '', message: problem, help: HELP });
}

function bomProblem(bom: JsonObject | undefined, manifest: JsonObject, host: CompilerHost): string | undefined {
  if (bom?.['bomFormat'] !== 'CycloneDX' || bom['specVersion'] !== '1.6')
    return `The file ${quote(BOM_PATH)} is not a CycloneDX 1.6 document.`;
  if (bom['serialNumber'] !== serialNumberOf(bom, host.sha256))
    return `The serial number of ${quote(BOM_PATH)} does not follow from what it says.`;
  const component = at(bom, 'metadata', 'component');
  if (at(component, 'name') !== at(manifest, 'plan', 'id'))
    return `The file ${quote(BOM_PATH)} is about another plan than the manifest.`;
  const listed = new Set(packagesOf(bom).map(({ name, version }) => `${name}@${version}`));
  const named = new Set(list(manifest['modules']).flatMap((one) => textOf(at(one, 'package')) ?? []));
  const missing = [...named].find((key) => !listed.has(key));
  if (missing !== undefined) return `The file ${quote(BOM_PATH)} does not have the package ${quote(missing)}.`;
  const extra = [...listed].find((key) => !named.has(key));
  return extra && `The file ${quote(BOM_PATH)} has the package ${quote(extra)}, which the manifest does not name.`;
}

function noticesProblem(bom: JsonObject, files: Files): string | undefined {
  const lines = (decodeText(files.get(NOTICES_PATH) ?? new Uint8Array()) ?? '').split('\n');
  const without = packagesOf(bom).find(
    ({ name, version }) => !lines.some((line) => line.startsWith(`${name} ${version} (`)),
  );
  return (
    without &&
    `The file ${quote(NOTICES_PATH)} does not name the package ${quote(`${without.name}@${without.version}`)}.`
  );
}

function provenanceProblem(manifest: JsonObject, files: Files, host: CompilerHost): string | undefined {
  const statement = readObject(files.get(PROVENANCE_PATH));
  const known = statement?.['_type'] === 'https://in-toto.io/Statement/v1';
  if (!statement || !known || statement['predicateType'] !== 'https://slsa.dev/provenance/v1')
    return `The file ${quote(PROVENANCE_PATH)} is no in-toto statement of a build.`;
  const subjects = new Map(
    list(statement['subject']).map((one) => [textOf(at(one, 'name')), textOf(at(one, 'digest', 'sha256'))]),
  );
  for (const [path, bytes] of files) {
    if (path === PROVENANCE_PATH || !subjects.has(path)) continue;
    if (subjects.get(path) !== toHex(host.sha256(bytes)))
      return `The file ${quote(PROVENANCE_PATH)} speaks of another ${quote(path)} than the one here.`;
  }
  const listed = list(manifest['files']).map((one) => textOf(at(one, 'path')));
  const unnamed = listed.find((path) => path !== undefined && !subjects.has(path));
  if (unnamed !== undefined) return `The file ${quote(PROVENANCE_PATH)} does not speak of ${quote(unnamed)}.`;
  const missing = [...subjects.keys()].find((path) => path === undefined || !files.has(path));
  return missing === undefined
    ? undefined
    : `The file ${quote(PROVENANCE_PATH)} speaks of ${quote(missing)}, which is not here.`;
}

/** Packages of a bill of materials by the name that npm has for them. */
function packagesOf(bom: JsonObject): { readonly name: string; readonly version: string }[] {
  return list(bom['components']).flatMap((one) => {
    if (at(one, 'type') !== 'library') return [];
    const [group, name, version] = ['group', 'name', 'version'].map((key) => textOf(at(one, key)));
    return [{ name: group === undefined ? (name ?? '') : `${group}/${name}`, version: version ?? '' }];
  });
}

function readObject(bytes: Uint8Array | undefined): JsonObject | undefined {
  try {
    const value = JSON.parse(decodeText(bytes ?? new Uint8Array()) ?? '') as Json;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function at(value: Json | undefined, ...keys: readonly string[]): Json | undefined {
  let here = value;
  for (const key of keys) here = isObject(here) && Object.hasOwn(here, key) ? here[key] : undefined;
  return here;
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function isObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
