import { basename } from 'node:path';
import { quote } from '../../diagnostics/quote.ts';
import { UsageError } from '../failures.ts';
import { STDIN } from './expand-plans.ts';

/** Names that Windows keeps for devices, with or without an extension. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;

/**
 * A folder for each plan, named after its file and never after its id: letters, digits, `.`, `_` and `-` stay, anything
 * else becomes `-`, so that the name works on every file system. Plans whose files have one name are named after their
 * folders as well. Two plans with one folder are a UsageError.
 */
export function folderNames(paths: readonly string[]): Map<string, string> {
  const times = new Map<string, number>();
  const stems = paths.map((path) => folderName(path === STDIN ? 'stdin' : basename(path)));
  for (const stem of stems) times.set(fold(stem), (times.get(fold(stem)) ?? 0) + 1);
  const owners = new Map<string, string>();
  const names = new Map<string, string>();
  for (const [i, path] of paths.entries()) {
    const stem = stems[i] ?? '';
    const name = times.get(fold(stem)) === 1 ? stem : folderName(path);
    const other = owners.get(fold(name));
    if (other !== undefined) throw clash(other, path, name);
    owners.set(fold(name), path);
    names.set(path, name);
  }
  return names;
}

/** What file systems that do not tell case apart take for one name. */
function fold(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

function folderName(path: string): string {
  const name = path
    .replace(/\.json$/i, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+|[.-]+$/g, '');
  if (name === '') return 'plan';
  return RESERVED.test(name) ? `${name.replace(/\..*$/, '')}-plan` : name;
}

function clash(one: string, other: string, name: string): UsageError {
  return new UsageError(
    `The plans ${quote(one)} and ${quote(other)} would both be written to the folder ${quote(name)}.`,
    'Rename one of them, or build them with two commands and two `--out` folders.',
  );
}
