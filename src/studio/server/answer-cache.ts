import type { Answer } from './answer.ts';

/** Finished answers by what was asked, the most recently used ones, bounded by their bytes. */
export interface AnswerCache {
  get(key: string): Answer | undefined;
  put(key: string, answer: Answer): void;
  readonly stats: CacheStats;
}

/** Counts since the start, and what is kept now. */
export interface CacheStats {
  entries: number;
  bytes: number;
  hits: number;
  misses: number;
}

/** What an entry costs beside its bytes. */
const OVERHEAD = 256;

/** Makes a cache of so many bytes; one answer may take a quarter of them. */
export function createAnswerCache(most: number): AnswerCache {
  const kept = new Map<string, Answer>();
  const stats: CacheStats = { entries: 0, bytes: 0, hits: 0, misses: 0 };
  const drop = (key: string, answer: Answer): void => {
    kept.delete(key);
    stats.bytes -= costOf(answer);
  };
  return {
    stats,
    get(key) {
      const answer = kept.get(key);
      stats[answer ? 'hits' : 'misses']++;
      if (!answer) return undefined;
      kept.delete(key);
      kept.set(key, answer);
      return answer;
    },
    put(key, answer) {
      if (costOf(answer) > most / 4) return;
      const before = kept.get(key);
      if (before) drop(key, before);
      kept.set(key, answer);
      stats.bytes += costOf(answer);
      for (const [oldest, one] of kept)
        if (stats.bytes > most) drop(oldest, one);
        else break;
      stats.entries = kept.size;
    },
  };
}

function costOf({ head }: Answer): number {
  return head.length + OVERHEAD;
}
