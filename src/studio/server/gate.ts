import { ApiError } from './api-error.ts';
import type { Share } from './limits.ts';

/** Counts what is open at a time. */
export interface Gate {
  /** Gives the function that leaves again; throws an ApiError when too much is open. */
  enter(client: string): () => void;
  readonly stats: { open: number; refused: number };
}

/** Makes a gate for so many, and so many of one client. */
export function createGate({ all, each }: Share): Gate {
  const inside = new Map<string, number>();
  const stats = { open: 0, refused: 0 };
  return {
    stats,
    enter(client) {
      const own = inside.get(client) ?? 0;
      if (stats.open >= all || own >= each) {
        stats.refused++;
        throw new ApiError('rate_limited', 'Too many streams are open. Try again when one has ended.', {
          retryAfter: 2,
        });
      }
      inside.set(client, own + 1);
      stats.open++;
      let left = false;
      return () => {
        if (left) return;
        left = true;
        stats.open--;
        const rest = (inside.get(client) ?? 1) - 1;
        if (rest > 0) inside.set(client, rest);
        else inside.delete(client);
      };
    },
  };
}
