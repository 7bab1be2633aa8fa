import { basename } from 'node:path';
import { quote } from '../../diagnostics/quote.ts';
import { UsageError } from '../failures.ts';
import { STDIN } from './expand-plans.ts';

/** Names that Windows keeps for devices, with or without an extension. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;

/**
 * A folder for each plan, named after its file and never after its id: letters, digits, `.`, `_` and `-` stay, anything
 * else becomes `-`, so that the name works on every file system. Two plans with one folder are a UsageError.
 */
export function folderNames(paths: readonly string[]): Map<string, string> {
  const owners = new Map<string, string>();
  const names = new Map<string, string>();
  for (const path of paths) {
    const name = folderName(path);
    const folded = name.normalize('NFKC').toLowerCase();
    const other = owners.get(folded);
    if (other !== undefined) throw clash(other, path, name);
    owners.set(folded, path);
    names.set(path, name);
  }
  return names;
}

function folderName(path: string): string {
  const stem = path === STDIN ? 'stdin' : basename(path).replace(/\.json$/i, '');
  const name = stem
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
