import type { Span } from '../../../diagnostics/diagnostic.ts';
import { quote } from '../../../diagnostics/quote.ts';
import type { GlobalReach, UndecidedAccess } from '../../javascript/facts.ts';
import type { PolicyFields } from '../../stages.ts';

/** What a policy bans: globals (`fetch`) and members (`document.cookie`), as paths. */
export function bannedPaths(fields: PolicyFields): readonly (readonly string[])[] {
  const lists = [fields['sourceBannedGlobals'], fields['sourceBannedMembers']] as (readonly string[] | undefined)[];
  return lists.flatMap((list) => (list ?? []).map((name) => name.split('.')));
}

/** The banned path that a reach begins with; `undefined` where there is none, or an alias of it is reported already. */
export function bannedPart(
  { path, known }: GlobalReach,
  banned: readonly (readonly string[])[],
): readonly string[] | undefined {
  return banned.find((one) => one.length > known && startsWith(path, one));
}

/** Whether an undecided access to an object could give something banned. */
export function holdsBanned(
  object: readonly string[],
  how: UndecidedAccess['how'],
  banned: readonly (readonly string[])[],
): boolean {
  if (how === 'constructor') return banned.some((one) => one.join('.') === object.join('.'));
  return object.length === 0 || banned.some((one) => one.length > object.length && startsWith(one, object));
}

/** How the code spells a name, for a message: nothing where it is the name itself. */
export function spelling(text: string, { start, end }: Span, name: string): string {
  const written = text.slice(start, end).replace(/\s+/g, ' ');
  return written === name || written.startsWith(`${name}.`) ? '' : ` as ${quote(written)}`;
}

function startsWith(path: readonly string[], begin: readonly string[]): boolean {
  return begin.every((name, i) => path[i] === name);
}
