import { type Lock, splitKey } from '../../modules/lock/lock.ts';

/** Bytes of the files of a package that are reached. */
export type SizeOf = (key: string) => number;

/** A table of what a lock pins: package, version, licence, files, bytes, and what is worth knowing. */
export function pinTable({ packages }: Lock, sizeOf: SizeOf): string {
  const head = ['package', 'version', 'licence', 'files', 'bytes', ''];
  const rows = Object.entries(packages)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => {
      const { name, version } = splitKey(key);
      const notes = [
        one.deprecated === null ? '' : 'deprecated',
        one.hasInstallScript ? 'install script, not run' : '',
        one.signature === 'absent' ? 'unsigned' : '',
      ].filter(Boolean);
      const files = String(Object.keys(one.files).length);
      return [name, version, one.license ?? 'unknown', files, String(sizeOf(key)), notes.join(', ')].map(printable);
    });
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (i === 3 || i === 4 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return all.map((row) => `${line(row)}\n`).join('');
}

/** A registry writes these texts, and nothing in them can act on a terminal. */
function printable(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '?').slice(0, 60);
}
