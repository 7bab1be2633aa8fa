/** Work that is done one at a time, where only the newest that waits counts. */
export interface Turns<T> {
  /** What waited is forgotten for this. */
  request(item: T): void;
  /** Done once something that was requested is there; at once while nothing is. */
  settled(): Promise<void>;
  busy(): boolean;
  /** What is under way is over, and nothing waits. */
  cancel(): void;
}

/** Makes turns. `work` must not throw; it asks whether it is over before it shows anything. */
export function createTurns<T>(work: (item: T, isOver: () => boolean) => Promise<void>): Turns<T> {
  let next: { readonly item: T } | undefined;
  let waiting: (() => void)[] = [];
  let busy = false;
  let era = 0;
  const run = async () => {
    busy = true;
    for (let turn = next; turn; turn = next) {
      next = undefined;
      const began = era;
      await work(turn.item, () => began !== era);
      for (const done of waiting) done();
      waiting = [];
    }
    busy = false;
  };
  return {
    request(item) {
      next = { item };
      if (!busy) void run();
    },
    settled: () => (busy ? new Promise((done) => waiting.push(done)) : Promise.resolve()),
    busy: () => busy,
    cancel() {
      era++;
      next = undefined;
    },
  };
}
