import type { KeyObject } from 'node:crypto';
import type { Options } from '../commands/command.ts';
import { UsageError } from '../failures.ts';
import { givenSwitch, givenText } from '../settings/given.ts';
import { createKeySigner } from './key-signer.ts';
import { keyIdOf, readPrivateKey } from './keys.ts';

/** Makes signatures of statements. */
export interface Signer {
  /** The name of the file that a signature is kept in. */
  readonly path: string;
  /** The signed statement as the text of that file; `old` is what lies there, and stays when it is still good. */
  sign(statement: string, old: Uint8Array | undefined): Promise<string>;
}

/** With what is signed; it goes from thread to thread. */
export interface SigningSettings {
  /** Who signs, so that it is seen when that changes. */
  readonly id: string;
  /** Absent where Sigstore signs, without a key of ours. */
  readonly key: KeyObject | undefined;
}

/** Reads `--sign`; throws a UsageError for a key that cannot be used. */
export function readSigning(options: Options): SigningSettings | undefined {
  const given = givenText(options, 'sign');
  if (given === undefined) return undefined;
  if (given !== 'sigstore') {
    const key = readPrivateKey(given);
    return { id: keyIdOf(key), key };
  }
  for (const other of ['watch', 'offline'])
    if (givenSwitch(options, other)) throw new UsageError(`\`--sign sigstore\` and \`--${other}\` exclude each other.`);
  return { id: 'sigstore', key: undefined };
}

/** Opens what signs, in any thread. */
export async function openSigner({ key }: SigningSettings): Promise<Signer> {
  return key ? createKeySigner(key) : (await import('./sigstore-signer.ts')).createSigstoreSigner();
}
