import { type Lock, splitKey } from '../../modules/lock/lock.ts';

/** A table of what plans lead to: package, version, licence, bytes, and what is worth knowing. */
export function pinTable({ packages }: Lock, sizes: ReadonlyMap<string, number>): string {
  const head = ['package', 'version', 'licence', 'bytes', ''];
  const rows = Object.entries(packages)
    .filter(([key]) => sizes.has(key))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => {
      const { name, version } = splitKey(key);
      const notes = [
        one.deprecated === null ? '' : 'deprecated',
        one.hasInstallScript ? 'install script, not run' : '',
        one.signature === 'absent' ? 'unsigned' : '',
      ].filter(Boolean);
      return [name, version, one.license ?? 'unknown', String(sizes.get(key)), notes.join(', ')].map(printable);
    });
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (i === 3 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return all.map((row) => `${line(row)}\n`).join('');
}

/** A registry writes these texts, and nothing in them can act on a terminal. */
function printable(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '?').slice(0, 60);
}
