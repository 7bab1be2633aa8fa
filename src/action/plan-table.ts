import { countText } from '../cli/diff/bytes-text.ts';
import { markdownText } from '../cli/diff/formats/markdown-text.ts';
import type { ComparedPlan } from './compare-plans.ts';

/** Who asks for more comes first, then who failed, then who changed; the rest as it was. */
export function inOrder(plans: readonly ComparedPlan[]): ComparedPlan[] {
  const rank = ({ built, change, difference }: ComparedPlan) =>
    difference && difference.more.length > 0 ? 0 : built.verdict === 'failed' ? 1 : change ? 2 : 3;
  return plans
    .map((plan, at) => ({ plan, at }))
    .sort((a, b) => rank(a.plan) - rank(b.plan) || a.at - b.at)
    .map(({ plan }) => plan);
}

/** A table of plans in GitHub Flavored Markdown, a line each. */
export function planTable(plans: readonly ComparedPlan[], known: boolean): string[] {
  return [
    '| Plan | Verdict | Bytes | Difference | After brotli | Difference | Asks for | Errors | Warnings |',
    '| --- | --- | ---: | ---: | ---: | ---: | --- | ---: | ---: |',
    ...plans.map((plan) => row(plan, known)),
  ];
}

function row({ built, path, change, difference }: ComparedPlan, known: boolean): string {
  const { verdict, bytes, brotli, errors, warnings } = built;
  const old = difference?.old.kind === 'nothing' ? undefined : difference?.old;
  const delta = (now: number | undefined, before: number | undefined) =>
    !known ? '' : change ? deltaText(now, before) : now === undefined ? '' : '0';
  const cells = [
    markdownText(path) + (change?.from === undefined ? '' : ` (was ${markdownText(change.from)})`),
    `${verdict === 'failed' ? '❌ failed' : '✅ built'}${change ? `, ${change.status}` : ''}`,
    numberText(bytes),
    delta(bytes, old?.bytes),
    numberText(brotli),
    delta(brotli, old?.brotli),
    difference && difference.more.length > 0 ? `⚠️ ${difference.more.length} more` : '',
    String(errors),
    String(warnings),
  ];
  return `| ${cells.join(' | ')} |`;
}

function numberText(value: number | undefined): string {
  return value === undefined ? '–' : countText(value);
}

function deltaText(now: number | undefined, before: number | undefined): string {
  if (now === undefined || before === undefined) return now === undefined ? '–' : 'new';
  const delta = now - before;
  return delta === 0 ? '0' : `${delta > 0 ? '+' : '−'}${countText(Math.abs(delta))}`;
}
