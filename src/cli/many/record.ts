import { type IndexRow, isCurrent, readIndex, writeIndex } from '../build-cache/build-index.ts';
import type { CacheKeys } from '../build-cache/cache-key.ts';
import type { Outcome } from './outcome.ts';
import type { PlanTask } from './plan-work.ts';

/** What was left in an output folder by the last build. */
export interface BuildRecord {
  /** Outcomes of plans where nothing was touched since; `room` is how many warnings would be shown. */
  known(tasks: readonly PlanTask[], room: number): ReadonlyMap<string, Outcome>;
  /** Writes down what the next build may rely on. */
  keep(outcomes: readonly Outcome[], clean: boolean): void;
}

/** Opens the record of an output folder (its absolute path) in a cache folder. */
export function openRecord(cache: string, out: string, keys: CacheKeys): BuildRecord {
  const index = readIndex(cache, out);
  return {
    known(tasks, room) {
      const known = new Map<string, Outcome>();
      let left = room;
      for (const { plan, folder } of tasks) {
        const row = index.get(plan);
        if (!row || !isCurrent(plan, row, keys.settingsOf(plan), folder, out)) continue;
        const warnings = countOf(row);
        if (warnings === 0 || left <= 0) known.set(plan, { plan, verdict: 'known', row, milliseconds: 0 });
        else left -= warnings;
      }
      return known;
    },
    keep(outcomes, clean) {
      const rows = new Map<string, IndexRow>();
      const folders = new Set(outcomes.flatMap(({ row }) => row?.folder ?? []));
      for (const { plan, row } of outcomes) if (row) rows.set(plan, row);
      const asked = new Set(outcomes.map(({ plan }) => plan));
      // Bundles of plans that nobody asked for now are still there.
      for (const [plan, row] of index) if (!clean && !asked.has(plan) && !folders.has(row.folder)) rows.set(plan, row);
      writeIndex(cache, out, rows);
    },
  };
}

/** How many warnings a row stands for. */
export function countOf({ warnings }: IndexRow): number {
  return Object.values(warnings).reduce((sum, times) => sum + times, 0);
}
