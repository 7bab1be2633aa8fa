import { quote, quoteList } from '../../diagnostics/quote.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import type { Json } from '../../plan/types.ts';
import { UsageError } from '../failures.ts';
import type { Budgets } from './budgets.ts';

const KEYS = ['files', 'plan', 'warnings'];

/** The budgets of a config, whose name messages show. Whatever has no meaning in them is a UsageError. */
export function readBudgets(value: Json | undefined, config: string): Budgets | undefined {
  if (value === undefined) return undefined;
  const budgets = objectAt('budgets', value, config);
  for (const [key, one] of Object.entries(budgets)) {
    if (!KEYS.includes(key))
      throw new UsageError(
        `\`budgets\` in ${quote(config)} has the unknown key ${quote(key)}.`,
        didYouMean(key, KEYS) ?? `The keys are ${quoteList(KEYS)}.`,
      );
    if (key === 'files') readFiles(one, config);
    else readCount(`budgets.${key}`, one, config);
  }
  return budgets as Budgets;
}

function readFiles(value: Json, config: string): void {
  for (const [pattern, count] of Object.entries(objectAt('budgets.files', value, config))) {
    if (pattern === '' || /[[\]{}!\\]/.test(pattern) || pattern.startsWith('/'))
      throw new UsageError(
        `\`budgets.files\` in ${quote(config)} has the pattern ${quote(pattern)}, which matches nothing.`,
        'Patterns are paths in the bundle with `*`, `**` and `?`, for example `*.html` or `assets/**`.',
      );
    readCount(`budgets.files["${pattern}"]`, count, config);
  }
}

function objectAt(name: string, value: Json, config: string): Record<string, Json> {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value;
  throw new UsageError(
    `${quote(name)} in ${quote(config)} must be an object.`,
    'For example `"budgets": {"files": {"*.html": 50000}, "plan": 60000, "warnings": 0}`.',
  );
}

function readCount(name: string, value: Json, config: string): void {
  if (Number.isSafeInteger(value) && (value as number) >= 0) return;
  throw new UsageError(
    `${quote(name)} in ${quote(config)} must be a whole number from 0.`,
    name === 'budgets.warnings'
      ? 'It is the most warnings that a plan may have.'
      : 'It counts bytes, before compression.',
  );
}
