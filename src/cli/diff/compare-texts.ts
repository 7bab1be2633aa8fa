import type { Change } from './difference.ts';
import type { ShownText } from './version.ts';

/** A text that has no equal on the other side, with the last text before it that has one. */
interface Alone extends ShownText {
  readonly after: number;
}

/**
 * What a reader sees that is new, gone or other. Equal texts are matched in order, wherever they stand, so that a text that
 * only moved is none of these; what is left behind the same neighbour, or at the same place, is the same text, changed.
 * Linear in all texts.
 */
export function compareTexts(old: readonly ShownText[], now: readonly ShownText[]): Change[] {
  const partners = matchEqual(old, now);
  const gone = alone(old, (index) => partners.ofOld[index]);
  const fresh = alone(now, (index) => (partners.ofNew[index] === undefined ? undefined : index));
  const pairs = new Map<Alone, Alone>();
  pair(gone, fresh, ({ after }) => after, pairs);
  pair(gone, fresh, ({ place }) => place, pairs);
  const paired = new Set(pairs.values());
  const changes = [
    ...fresh.map((one) => changeTo(one, pairs.get(one))),
    ...gone
      .filter((one) => !paired.has(one))
      .map(({ place, text }): Change => ({ kind: 'removed', what: place, old: text })),
  ];
  return changes.length > 0 ? changes : moved(partners.ofNew);
}

function changeTo({ place, text }: Alone, before: Alone | undefined): Change {
  if (!before) return { kind: 'added', what: place, new: text };
  return { kind: 'changed', what: place, old: before.text, new: text };
}

/** Pairs what is still alone on both sides and has the same key, in order. */
function pair(
  gone: readonly Alone[],
  fresh: readonly Alone[],
  keyOf: (one: Alone) => string | number,
  pairs: Map<Alone, Alone>,
): void {
  const paired = new Set(pairs.values());
  const waiting = new Map<string | number, Alone[]>();
  for (const one of gone.toReversed()) if (!paired.has(one)) addTo(waiting, keyOf(one), one);
  for (const one of fresh) {
    const partner = pairs.has(one) ? undefined : waiting.get(keyOf(one))?.pop();
    if (partner) pairs.set(one, partner);
  }
}

function addTo<T>(groups: Map<string | number, T[]>, key: string | number, one: T): void {
  const group = groups.get(key);
  if (group) group.push(one);
  else groups.set(key, [one]);
}

/** For each text the index of its equal on the other side. */
function matchEqual(old: readonly ShownText[], now: readonly ShownText[]) {
  const waiting = new Map<string | number, number[]>();
  for (let index = old.length - 1; index >= 0; index--) {
    const text = old[index]?.text ?? '';
    addTo(waiting, text, index);
  }
  const ofOld: (number | undefined)[] = old.map(() => undefined);
  const ofNew = now.map(({ text }) => waiting.get(text)?.pop());
  for (const [index, partner] of ofNew.entries()) if (partner !== undefined) ofOld[partner] = index;
  return { ofOld, ofNew };
}

/** Texts without an equal; neighbours are named by their index in the new version. */
function alone(texts: readonly ShownText[], indexInNew: (index: number) => number | undefined): Alone[] {
  const found: Alone[] = [];
  let after = -1;
  for (const [index, text] of texts.entries()) {
    const known = indexInNew(index);
    if (known === undefined) found.push({ ...text, after });
    else after = known;
  }
  return found;
}

/** All texts are there in both, perhaps in another order. */
function moved(partners: readonly (number | undefined)[]): Change[] {
  const inOrder = partners.every((partner, index) => partner === index);
  return inOrder ? [] : [{ kind: 'changed', what: 'order', old: 'the same texts', new: 'in another order' }];
}
