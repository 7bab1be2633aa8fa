const RESERVED = new Set(
  'do if in for let new try var case else enum eval null this true void with as of s v q d F R c w h p e n l t o B E'.split(
    ' ',
  ),
);

/** What the scripts of islands are written with. */
export const ISLAND_NAMES: ReadonlySet<string> = new Set('J L N W T D Z k'.split(' '));

/** Short names for the variables of one script: `a`, `b`, …, `aa`; never one that the emitter or the language uses. */
export function createNames(taken: ReadonlySet<string> = new Set()): () => string {
  let count = 0;
  return () => {
    for (;;) {
      const name = nth(count++);
      if (!RESERVED.has(name) && !taken.has(name)) return name;
    }
  };
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

function nth(index: number): string {
  const head = Math.floor(index / LETTERS.length);
  return (head ? nth(head - 1) : '') + LETTERS[index % LETTERS.length];
}
