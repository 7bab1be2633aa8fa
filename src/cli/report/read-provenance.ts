import { PROVENANCE_PATH } from '../../compiler/supply-chain/create-provenance.ts';
import type { Json } from '../../plan/types.ts';
import { listOf, objectOf, textOf } from '../diff/manifest-values.ts';
import type { FilesByPath } from '../output/size-of.ts';
import type { ProvenanceReport } from './model.ts';

/** What the statement beside a bundle says (in-toto Statement v1); nothing where there is none. */
export function readProvenance(files: FilesByPath): ProvenanceReport | undefined {
  const value = parseFile(files.get(PROVENANCE_PATH));
  if (value === undefined) return undefined;
  const { buildDefinition, runDetails } = objectOf(objectOf(value)['predicate']);
  const { buildType, resolvedDependencies } = objectOf(buildDefinition);
  const { builder, metadata } = objectOf(runDetails);
  return {
    builder: textOf(objectOf(builder)['id']),
    version: textOf(objectOf(objectOf(builder)['version'])['renderify']),
    buildType: textOf(buildType),
    dependencies: listOf(resolvedDependencies).length,
    startedOn: textOf(objectOf(metadata)['startedOn']),
  };
}

/** A file as JSON; nothing where it is not there or is none. */
export function parseFile(bytes: Uint8Array | undefined): Json | undefined {
  if (!bytes) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Json;
  } catch {
    return undefined;
  }
}
