import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { cwd } from 'node:process';
import { quote } from '../../diagnostics/quote.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { EnvironmentError, systemCode, systemReason, UsageError } from '../failures.ts';
import { createRealPaths } from './real-paths.ts';

/** Standard input as an argument. */
export const STDIN = '-';

const SKIPPED_FOLDERS = new Set(['node_modules', 'dist']);

/**
 * The plan files that arguments name, in their order and each once: files, globs, folders (all `*.json` in them except
 * `renderify.*.json` and what is hidden, built or installed), or `-`. Globs and folders are sorted by code unit.
 */
export async function expandPlans(args: readonly string[], base: string = cwd()): Promise<string[]> {
  const found = new Map<string, string>();
  const realPath = createRealPaths();
  for (const arg of args) {
    const paths = await expandPlan(arg, base);
    // What a person has typed may be spelled in another case than it is on disk.
    const resolved = paths.length > 1 ? realPath : realpathSync.native;
    for (const path of paths) {
      const key = path === STDIN ? STDIN : resolved(resolve(base, path));
      if (!found.has(key)) found.set(key, path);
    }
  }
  return [...found.values()];
}

async function expandPlan(arg: string, base: string): Promise<string[]> {
  if (arg === STDIN) return [STDIN];
  const stats = tryStat(resolve(base, arg));
  if (stats?.isDirectory()) return plansInFolder(arg, base);
  if (stats) return [arg];
  if (/[*?{}[\]!]/.test(arg)) return expandGlob(arg, base);
  throw new UsageError(`The plan ${quote(arg)} does not exist.`, nearFile(arg, base));
}

function tryStat(path: string): ReturnType<typeof statSync> {
  try {
    return statSync(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return undefined;
    throw new EnvironmentError(`${quote(path)} cannot be read: ${systemReason(error)}.`);
  }
}

function plansInFolder(folder: string, base: string): string[] {
  const plans: string[] = [];
  const folders = [folder];
  for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
    for (const entry of readdirSync(resolve(base, at), { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name)) folders.push(join(at, entry.name));
      else if (isPlanName(entry.name) && isFile(entry, resolve(base, at, entry.name))) plans.push(join(at, entry.name));
    }
  }
  if (plans.length === 0)
    throw new UsageError(`The folder ${quote(folder)} has no plans in it.`, 'Plans are files that end in `.json`.');
  return plans.sort();
}

async function expandGlob(pattern: string, base: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  const ignore = ['**/node_modules/**', '**/renderify.*.json'];
  const paths = await glob(pattern.replaceAll('\\', '/'), {
    cwd: base,
    ignore,
    onlyFiles: true,
    expandDirectories: false,
  });
  if (paths.length === 0) throw new UsageError(`No file matches ${quote(pattern)}.`);
  return paths.sort();
}

function isFile(entry: Dirent, path: string): boolean {
  return entry.isFile() || (entry.isSymbolicLink() && tryStat(path)?.isFile() === true);
}

function isPlanName(name: string): boolean {
  return (
    name.endsWith('.json') && !/^renderify\..*json$/.test(name) && !/^(package(-lock)?|tsconfig)\.json$/.test(name)
  );
}

function nearFile(arg: string, base: string): string | undefined {
  const path = resolve(base, arg);
  try {
    return didYouMean(
      basename(path),
      readdirSync(join(path, '..')).filter((name) => name.endsWith('.json')),
    );
  } catch {
    return undefined;
  }
}
