import { createHash } from 'node:crypto';
import { quote } from '../../diagnostics/quote.ts';
import { digestOf } from '../digest.ts';
import { UsageError } from '../failures.ts';

/** One part of a build that several machines share. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly of: number;
  /** How many plans all parts have together, and `sha256-<hex>` of their paths: all parts must be of one build. */
  readonly plans: number;
  readonly set: string;
}

const MOST = 100_000;

/** Reads `2/8`. Throws a UsageError for anything else. */
export function readShard(text: string): { readonly index: number; readonly of: number } {
  const [, index = 0, of = 0] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= of && of <= MOST) return { index, of };
  throw new UsageError(
    `\`--shard\` takes a part and a number of parts, and got ${quote(text)}.`,
    'For example `--shard 2/8` is the second of eight parts; they count from 1.',
  );
}

/**
 * The part of the plans that a shard builds, of all plans with their paths as manifests have them. A plan's part depends
 * on its path and on nothing else.
 */
export function takeShard(
  plans: ReadonlyMap<string, string>,
  { index, of }: { readonly index: number; readonly of: number },
): { readonly plans: readonly string[]; readonly shard: Shard } {
  const list = [...plans.values()].sort().join('\n');
  const set = digestOf(list);
  return {
    plans: [...plans].filter(([, path]) => partOf(path, of) === index).map(([plan]) => plan),
    shard: { index, of, plans: plans.size, set: `sha256-${set}` },
  };
}

/** 48 bits of the digest of the path, as a number from 1 to `of`. */
function partOf(path: string, of: number): number {
  return (createHash('sha256').update(path).digest().readUIntBE(0, 6) % of) + 1;
}
