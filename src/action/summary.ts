import type { Change } from '../cli/diff/difference.ts';
import { printMarkdown } from '../cli/diff/formats/markdown.ts';
import { markdownText } from '../cli/diff/formats/markdown-text.ts';
import type { Finding } from './annotate.ts';
import type { ComparedPlan } from './compare-plans.ts';
import { inOrder, planTable } from './plan-table.ts';
import type { ActionResult } from './result.ts';

/** How much of each part is shown. */
export interface SummarySize {
  /** Bytes of UTF-8; what is beyond is cut off with a note. */
  readonly bytes: number;
  readonly plans: number;
  readonly findings: number;
}

/** GitHub takes 1 MiB a step; a table of thousands is not read. */
export const JOB_SUMMARY: SummarySize = { bytes: 1_000_000, plans: 500, findings: 200 };
/** A comment has 65,536 characters at most. */
export const COMMENT: SummarySize = { bytes: 60_000, plans: 50, findings: 20 };

/** What became of the build as GitHub Flavored Markdown. Nothing that plans or paths say can act in it. */
export function summarize(result: ActionResult, size: SummarySize): string {
  const blocks = [
    heading(result),
    said(result),
    more(result),
    ...table(result, size),
    removed(result),
    settings(result),
  ];
  blocks.push(findings(result.findings, size.findings), ...differences(result));
  return fit(
    blocks.filter((block) => block !== ''),
    size.bytes,
    result.url,
  );
}

function heading({ run, shard, base }: ActionResult): string {
  const { built = 0, failed = 0, errors = 0, warnings = 0 } = run.report?.totals ?? {};
  const part = shard === undefined ? '' : ` (shard ${markdownText(shard, 20)})`;
  const verdict = run.status === 0 ? '✅' : '❌';
  const counts = `${count(built, 'plan')} built, ${failed} failed, ${count(errors, 'error')}, ${count(warnings, 'warning')}`;
  const than = 'none' in base ? `No base: ${base.none}.` : `Compared with ${markdownText(base.commit.slice(0, 12))}.`;
  return `## ${verdict} Renderify${part}\n\n${counts}. ${than}\n`;
}

/** Where it did not come to building, what it said is all there is. */
function said({ run }: ActionResult): string {
  if (run.report || run.status === 0) return '';
  const lines = run.said.trim().split('\n').slice(-20);
  return `The build could not run:\n\n${lines.map((line) => `- ${markdownText(line, 400)}`).join('\n')}\n`;
}

function more({ plans }: ActionResult): string {
  const asking = inOrder(plans).filter(({ difference }) => difference && difference.more.length > 0);
  if (asking.length === 0) return '';
  const items = asking.flatMap(({ path, difference }) =>
    (difference?.more ?? []).map((change) => `- ${markdownText(path)} ${change.more}: ${subject(change)}`),
  );
  return `### ⚠️ Plans that ask for more\n\n${cut(items, 100).join('\n')}\n`;
}

function table({ plans, base }: ActionResult, size: SummarySize): string[] {
  if (plans.length === 0) return [''];
  const shown = inOrder(plans).slice(0, size.plans);
  const rest = plans.length - shown.length;
  const open = plans.filter(
    ({ built, change, difference }) => change && !difference && built.verdict === 'built',
  ).length;
  const notes = [
    ...(rest > 0 ? [`and ${rest} more.`] : []),
    ...(open > 0 && !('none' in base) ? [`${count(open, 'changed plan')} could not be compared with the base.`] : []),
  ];
  return [`${[...planTable(shown, !('none' in base)), ...notes.flatMap((note) => ['', note])].join('\n')}\n`];
}

function removed({ removed: paths }: ActionResult): string {
  if (paths.length === 0) return '';
  return `### Removed plans\n\n${cut(
    paths.map((path) => `- ${markdownText(path)}`),
    50,
  ).join('\n')}\n`;
}

function settings({ settings: paths }: ActionResult): string {
  if (paths.length === 0) return '';
  return `These changed as well, and every plan may depend on them: ${paths.map((path) => markdownText(path)).join(', ')}.\n`;
}

function findings(all: readonly Finding[], most: number): string {
  if (all.length === 0) return '';
  const items = all.map(
    ({ severity, code, name, file, line, message }) =>
      `- ${severity} ${markdownText(`${code} ${name}`)} ${markdownText(line === undefined ? file : `${file}:${line}`)}: ${markdownText(message, 300)}`,
  );
  return `### Findings\n\n${cut(items, most).join('\n')}\n`;
}

function differences({ plans }: ActionResult): string[] {
  const changed = inOrder(plans).filter((plan): plan is ComparedPlan & Required<Pick<ComparedPlan, 'difference'>> =>
    Boolean(plan.difference && !plan.difference.same),
  );
  if (changed.length === 0) return [];
  return ['### What changed\n', ...changed.map(({ difference }) => printMarkdown(difference, 4))];
}

function subject({ kind, what, old, new: now }: Change): string {
  if (kind === 'changed') return `${markdownText(what)}: ${markdownText(old ?? '')} → ${markdownText(now ?? '')}`;
  return now === undefined ? markdownText(what) : `${markdownText(what)}: ${markdownText(now)}`;
}

function cut(items: readonly string[], most: number): string[] {
  if (items.length <= most) return [...items];
  return [...items.slice(0, most), `- and ${items.length - most} more`];
}

/** Whole lines only, so that no table or reference is broken in the middle. */
function fit(blocks: readonly string[], bytes: number, url: string | undefined): string {
  const text = blocks.join('\n');
  if (Buffer.byteLength(text) <= bytes) return text;
  const note = `\n\nThe rest does not fit here${url === undefined ? '' : `; [the log](${url}) has all findings`}.\n`;
  let room = bytes - Buffer.byteLength(note) - Buffer.byteLength(CLOSE);
  const kept: string[] = [];
  for (const line of text.split('\n')) {
    room -= Buffer.byteLength(line) + 1;
    if (room < 0) break;
    kept.push(line);
  }
  const open =
    kept.filter((line) => line.startsWith('<details>')).length > kept.filter((line) => line === '</details>').length;
  return `${kept.join('\n')}${open ? CLOSE : ''}${note}`;
}

const CLOSE = '\n\n</details>';

function count(number: number, word: string): string {
  return `${number} ${number === 1 ? word : `${word}s`}`;
}
