/** What can go wrong with a remote cache, by what it is called where people read of it. */
export const TROUBLES = [
  'could not be reached',
  'did not agree to a TLS connection',
  'did not answer in time',
  'was slow',
  'answered with an error',
  'refused the credentials',
  'gave entries that are damaged',
  'gave entries that are not signed with the key',
  'gave entries that are not of these plans',
] as const;

export type Trouble = (typeof TROUBLES)[number];

/** How a remote cache does; all threads of a build know the same. */
export interface Health {
  /** Whether it is still asked. */
  isOn(): boolean;
  good(): void;
  bad(trouble: Trouble): void;
  /** How often each trouble was met, in the order of `TROUBLES`. */
  counts(): readonly number[];
}

/** Memory that goes from thread to thread: the score, then a count for each trouble. */
export type HealthMemory = SharedArrayBuffer;

/** A cache is switched off at this score: by five failures in a row, or where every tenth request fails for long. */
const OFF = 50;
const FAILURE = 10;

export function createHealthMemory(): HealthMemory {
  return new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * (1 + TROUBLES.length));
}

/** Opens the memory in one thread. */
export function openHealth(memory: HealthMemory): Health {
  const numbers = new Int32Array(memory);
  const isOn = () => Atomics.load(numbers, 0) < OFF;
  return {
    isOn,
    good() {
      const score = Atomics.load(numbers, 0);
      // Off is for good, and a score that another thread changes meanwhile is left to it.
      if (score > 0 && score < OFF) Atomics.compareExchange(numbers, 0, score, score - 1);
    },
    bad(trouble) {
      Atomics.add(numbers, 1 + TROUBLES.indexOf(trouble), 1);
      // Who says that we may not in will not say otherwise the next time.
      Atomics.add(numbers, 0, trouble === 'refused the credentials' ? OFF : FAILURE);
    },
    counts: () => [...numbers.subarray(1)],
  };
}
