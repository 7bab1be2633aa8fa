import type { Change } from './difference.ts';
import type { Items } from './version.ts';

/** Says in words, without the name, why a change asks for more; `undefined` where it does not. */
export type MoreRule = (change: Change, old: Items) => string | undefined;

/** What was added, removed or changed by name, in the order of the new version, removed ones last. */
export function compareItems(old: Items, now: Items, more: MoreRule = () => undefined): Change[] {
  const changes: Change[] = [];
  for (const [what, value] of now) {
    const before = old.get(what);
    if (before === undefined) changes.push({ kind: 'added', what, ...(value && { new: value }) });
    else if (before !== value) changes.push({ kind: 'changed', what, old: before, new: value });
  }
  for (const [what, value] of old)
    if (!now.has(what)) changes.push({ kind: 'removed', what, ...(value && { old: value }) });
  return changes.map((change) => withMore(change, more(change, old)));
}

function withMore(change: Change, more: string | undefined): Change {
  return more === undefined ? change : { ...change, more };
}
