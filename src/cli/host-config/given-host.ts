import type { Options } from '../commands/command.ts';
import { givenText } from '../settings/given.ts';
import type { HostKind } from './kinds.ts';

/** The host that `--host-config` names; its choices are checked with the options. */
export function givenHost(options: Options): HostKind | undefined {
  return givenText(options, 'host-config') as HostKind | undefined;
}
