import { type IndexRow, isCurrent, readIndex, readRow, writeIndex } from '../build-cache/build-index.ts';
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
        const text = index.get(plan);
        const row = text === undefined ? undefined : readRow(text);
        if (text === undefined || !row || !isCurrent(row, keys.settingsOf(plan), folder, out)) continue;
        const warnings = Object.values(row.warnings).reduce((sum, times) => sum + times, 0);
        if (warnings > 0 && left > 0) left -= warnings;
        else known.set(plan, outcomeOf(row, text, warnings));
      }
      return known;
    },
    keep(outcomes, clean) {
      const rows = new Map<string, string>();
      for (const { plan, row } of outcomes) if (row !== undefined) rows.set(plan, row);
      const asked = new Set(outcomes.map(({ plan }) => plan));
      // Bundles of plans that nobody asked for now are still there; where another has taken the folder, signatures differ.
      for (const [plan, row] of clean ? [] : index) if (!asked.has(plan)) rows.set(plan, row);
      writeIndex(cache, out, rows);
    },
  };
}

function outcomeOf({ plan, files, manifest, bytes, warnings }: IndexRow, row: string, count: number): Outcome {
  return {
    plan,
    verdict: 'known',
    milliseconds: 0,
    row,
    built: { files: Object.keys(files), manifest, bytes },
    ...(count > 0 && { warnings: count, counts: warnings }),
  };
}
