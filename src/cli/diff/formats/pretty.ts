import type { Paint } from '../../../diagnostics/paint.ts';
import { bytesText } from '../bytes-text.ts';
import type { Change, Difference, DifferenceSet, Side } from '../difference.ts';
import { sameText } from '../same-text.ts';
import { SECTIONS } from '../version.ts';
import { visibleText } from '../visible-text.ts';

const SIGNS = { added: '+', removed: '-', changed: '~' } as const;

/** A difference for a terminal: what is asked for in addition comes first. */
export function printPretty(difference: Difference, paint: Paint): string {
  const { old, new: now, more, sections, same } = difference;
  const lines = [paint.bold(`${sideText(old)} → ${sideText(now)}`), ...errorLines(difference)];
  if (more.length > 0) {
    lines.push('', paint.red(paint.bold('The new version asks for more:')));
    for (const change of more) lines.push(paint.red(`  ! It ${change.more}: ${subject(change)}`));
  }
  for (const { name, changes } of sections) {
    if (changes.length === 0) continue;
    lines.push('', paint.bold(SECTIONS[name]));
    for (const change of changes) lines.push(`  ${paintChange(paint, change)}`);
  }
  if (same) lines.push('', sameText(difference));
  const left = sections.filter(({ notCompared }) => notCompared !== undefined);
  if (left.length > 0) lines.push('');
  for (const { name, notCompared } of left)
    lines.push(paint.dim(`Not compared: ${SECTIONS[name].toLowerCase()}, because ${notCompared}.`));
  return `${lines.join('\n')}\n`;
}

/** All folders of two outputs that differ. */
export function printPrettySet({ old, new: now, folders, same }: DifferenceSet, paint: Paint): string {
  const more = folders.filter(({ difference }) => difference && difference.more.length > 0);
  const lines = [paint.bold(`${visibleText(old)} → ${visibleText(now)}`)];
  if (more.length > 0) {
    lines.push('', paint.red(paint.bold('These bundles ask for more:')));
    for (const { folder, difference } of more)
      for (const change of difference?.more ?? [])
        lines.push(paint.red(`  ! ${visibleText(folder)} ${change.more}: ${subject(change)}`));
  }
  lines.push('');
  for (const { folder, verdict } of folders)
    if (verdict !== 'changed') lines.push(`${SIGNS[verdict]} ${visibleText(folder)}: ${verdict}`);
  for (const { verdict, difference } of folders)
    if (verdict === 'changed' && difference) lines.push('', printPretty(difference, paint).trimEnd());
  lines.push(
    '',
    `${folders.length} ${folders.length === 1 ? 'bundle is' : 'bundles are'} different, ${same} the same.`,
  );
  return `${lines.join('\n')}\n`;
}

function sideText({ name, id, version, bytes, brotli }: Side): string {
  const facts = [
    id === undefined ? '' : `${visibleText(id, 60)} version ${version}`,
    bytes === undefined ? '' : `${bytesText(bytes)}, ${bytesText(brotli ?? 0)} after brotli`,
  ].filter(Boolean);
  return facts.length > 0 ? `${visibleText(name)} (${facts.join('; ')})` : visibleText(name);
}

function errorLines({ old, new: now }: Difference): string[] {
  return [old, now]
    .filter(({ errors }) => errors > 0)
    .map(
      ({ name, errors }) =>
        `${visibleText(name)} has ${errors} ${errors === 1 ? 'error' : 'errors'} and is compared as far as it was understood.`,
    );
}

function paintChange(paint: Paint, change: Change): string {
  const text = `${SIGNS[change.kind]} ${subject(change)}`;
  if (change.kind === 'changed') return paint.yellow(text);
  return change.kind === 'added' ? paint.cyan(text) : paint.dim(text);
}

function subject({ kind, what, old, new: now }: Change): string {
  const name = visibleText(what);
  if (kind === 'changed') return `${name}: ${visibleText(old ?? '')} → ${visibleText(now ?? '')}`;
  const value = kind === 'added' ? now : old;
  return value === undefined ? name : `${name}: ${visibleText(value)}`;
}
