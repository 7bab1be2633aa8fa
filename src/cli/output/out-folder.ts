import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, parse, relative, resolve, sep } from 'node:path';
import { cwd } from 'node:process';
import { quote } from '../../diagnostics/quote.ts';
import { systemCode, UsageError } from '../failures.ts';
import { createRealPaths } from '../inputs/real-paths.ts';

/**
 * The absolute path of an output folder with its links resolved. Refuses folders that a build must never replace: the
 * root, the home folder, the working folder and those above it, and every folder that holds one of the inputs.
 */
export function resolveOutFolder(out: string, inputs: readonly string[]): string {
  const folder = realpathOfPrefix(resolve(out));
  if (folder === parse(folder).root) throw refusal(out, 'is the root of the file system');
  if (folder === realpathOfPrefix(homedir())) throw refusal(out, 'is your home folder');
  if (isWithin(realpathOfPrefix(cwd()), folder)) throw refusal(out, 'is or holds the folder you are in');
  const realPath = createRealPaths();
  const input = inputs.find((path) => isWithin(tryReal(realPath, resolve(path)), folder));
  if (input !== undefined) throw refusal(out, `holds ${quote(input)}, which this build reads`);
  return folder;
}

function refusal(out: string, why: string): UsageError {
  return new UsageError(
    `The output folder ${quote(out)} ${why}.`,
    'Name a folder of its own, for example `--out dist`.',
  );
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && parse(way).root === '');
}

function tryReal(realPath: (path: string) => string, path: string): string {
  try {
    return realPath(path);
  } catch {
    return realpathOfPrefix(path);
  }
}

/** The longest part that exists is resolved, the rest is kept. */
function realpathOfPrefix(path: string): string {
  const rest: string[] = [];
  for (let at = path; ; at = dirname(at)) {
    try {
      return join(realpathSync.native(at), ...rest);
    } catch (error) {
      if (systemCode(error) !== 'ENOENT' || dirname(at) === at) return path;
      rest.unshift(basename(at));
    }
  }
}
