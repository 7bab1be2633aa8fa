import type { Options } from '../commands/command.ts';
import { UsageError } from '../failures.ts';
import { givenList, givenSwitch, givenText } from '../settings/given.ts';
import { readPublicKey } from './keys.ts';
import type { Trust } from './verify-signature.ts';

/** Reads who is trusted; throws a UsageError for a key that cannot be used, or half an identity. */
export function readTrust(options: Options): Trust {
  const [name, issuer] = [givenText(options, 'certificate-identity'), givenText(options, 'certificate-issuer')];
  if ((name === undefined) !== (issuer === undefined))
    throw new UsageError('`--certificate-identity` and `--certificate-issuer` belong together.');
  return {
    keys: givenList(options, 'key').map(readPublicKey),
    identity: name === undefined || issuer === undefined ? undefined : { name, issuer },
    allowUnlisted: givenSwitch(options, 'allow-unlisted'),
  };
}
