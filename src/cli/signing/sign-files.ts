import { join } from 'node:path';
import type { BundleFile } from '../../compiler/stages.ts';
import { createProvenance } from '../../compiler/supply-chain/index.ts';
import type { JsonObject } from '../../plan/types.ts';
import { tryRead } from '../digest.ts';
import { sha256 } from '../host.ts';
import { MANIFEST, PROVENANCE } from '../output/survey.ts';
import type { Signer } from './signer.ts';

/**
 * The files of a bundle with its provenance and the signature of that. `home` is where an earlier build of it may lie;
 * `builtOn` the one date that a build may have (RFC 3339).
 */
export async function signFiles(
  files: readonly BundleFile[],
  home: string,
  signer: Signer,
  builtOn: string | undefined,
): Promise<readonly BundleFile[]> {
  const statement = files.find(({ path }) => path === PROVENANCE)?.text ?? stateFiles(files, builtOn);
  const others = files.filter(({ path }) => path !== PROVENANCE);
  const signed = await signer.sign(statement, tryRead(join(home, signer.path)));
  return [...others, { path: PROVENANCE, text: statement }, { path: signer.path, text: signed }];
}

/** Bundles with modules have a statement already; the others get one that names all their files. */
function stateFiles(files: readonly BundleFile[], builtOn: string | undefined): string {
  const manifest = JSON.parse(files.find(({ path }) => path === MANIFEST)?.text ?? '{}') as JsonObject;
  const times = builtOn === undefined ? {} : { startedOn: builtOn, finishedOn: builtOn };
  return createProvenance({ manifest, files, sha256, ...times });
}
