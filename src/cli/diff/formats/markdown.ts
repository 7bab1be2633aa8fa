import { countText } from '../bytes-text.ts';
import type { Change, Difference, DifferenceSet, Section, Side } from '../difference.ts';
import { sameText } from '../same-text.ts';
import { SECTIONS } from '../version.ts';
import { markdownText } from './markdown-text.ts';

/** Longer lists are cut: a comment or a summary has a limit, and nobody reads a thousand lines. */
const LONGEST_LIST = 50;
const MOST_FOLDERS = 100;

/** A difference as GitHub Flavored Markdown, for a comment or a job summary. Texts of the plans cannot act in it. */
export function printMarkdown(difference: Difference, level = 2): string {
  const { old, new: now, sections, same } = difference;
  const changed = sections.filter(({ changes }) => changes.length > 0);
  const lines = [
    `${'#'.repeat(level)} ${markdownText(old.name)} → ${markdownText(now.name)}`,
    '',
    ...moreLines(difference, level + 1),
    ...sideLines(old, now),
    ...(same ? [sameText(difference), ''] : []),
    ...changed.flatMap(sectionLines),
    ...notCompared(sections),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

/** Two output folders. */
export function printMarkdownSet({ old, new: now, folders, same }: DifferenceSet): string {
  const lines = [`## ${markdownText(old)} → ${markdownText(now)}`, ''];
  const more = folders.filter(({ difference }) => difference && difference.more.length > 0);
  if (more.length > 0) {
    const items = more.flatMap(({ folder, difference }) =>
      (difference?.more ?? []).map((change) => `- ${markdownText(folder)} ${change.more}: ${subject(change)}`),
    );
    lines.push('### ⚠️ These bundles ask for more', '', ...cut(items), '');
  }
  const alone = folders.filter(({ verdict }) => verdict !== 'changed');
  if (alone.length > 0)
    lines.push(...cut(alone.map(({ folder, verdict }) => `- ${verdict}: ${markdownText(folder)}`)), '');
  const changed = folders.filter(({ verdict }) => verdict === 'changed');
  for (const { difference } of changed.slice(0, MOST_FOLDERS)) if (difference) lines.push(printMarkdown(difference, 3));
  if (changed.length > MOST_FOLDERS) lines.push(`and ${changed.length - MOST_FOLDERS} more`, '');
  lines.push(`${folders.length} ${folders.length === 1 ? 'bundle is' : 'bundles are'} different, ${same} the same.`);
  return `${lines.join('\n')}\n`;
}

function moreLines({ more }: Difference, level: number): string[] {
  if (more.length === 0) return [];
  const items = more.map((change) => `- It ${change.more}: ${subject(change)}`);
  return [`${'#'.repeat(level)} ⚠️ The new version asks for more`, '', ...cut(items), ''];
}

function sideLines(old: Side, now: Side): string[] {
  const rows = [old, now].map(
    ({ id, version, bytes, brotli, errors, warnings }, index) =>
      `| ${index === 0 ? 'old' : 'new'} | ${id === undefined ? '' : markdownText(id, 60)} | ${version ?? ''} | ${number(bytes)} | ${number(brotli)} | ${errors} | ${warnings} |`,
  );
  return [
    '| | plan | version | bytes | after brotli | errors | warnings |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
    '',
  ];
}

function number(value: number | undefined): string {
  return value === undefined ? '–' : countText(value);
}

function sectionLines({ name, changes }: Section): string[] {
  const title = `${SECTIONS[name]} (${changes.length})`;
  const items = changes.map((change) => `- ${change.kind}: ${subject(change)}`);
  return [`<details><summary>${title}</summary>`, '', ...cut(items), '', '</details>', ''];
}

function notCompared(sections: readonly Section[]): string[] {
  const left = sections.filter(({ notCompared: reason }) => reason !== undefined);
  return left.map(
    ({ name, notCompared: reason }) => `- Not compared: ${SECTIONS[name].toLowerCase()}, because ${reason}.`,
  );
}

function cut(items: readonly string[]): string[] {
  if (items.length <= LONGEST_LIST) return [...items];
  return [...items.slice(0, LONGEST_LIST), `- and ${items.length - LONGEST_LIST} more`];
}

function subject({ kind, what, old, new: now }: Change): string {
  if (kind === 'changed') return `${markdownText(what)}: ${markdownText(old ?? '')} → ${markdownText(now ?? '')}`;
  const value = kind === 'added' ? now : old;
  return value === undefined ? markdownText(what) : `${markdownText(what)}: ${markdownText(value)}`;
}
