import { readFileSync, realpathSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { quote } from '../diagnostics/quote.ts';
import { fileIntegrity } from './digest.ts';
import { moduleFindings } from './findings.ts';
import { joinLocal } from './graph/resolve-import.ts';
import type { LooseFile } from './graph/walk-types.ts';
import { ModuleProblem } from './problem.ts';

/** The modules beside one plan. */
export interface LocalFiles {
  /** The file at a path from the plan's folder; throws a ModuleProblem where there is none, or where it lies outside. */
  read(path: string): LooseFile;
  /** What was read, by path from the lock's folder, to `sha384-…`. */
  readonly hashes: ReadonlyMap<string, string>;
}

/** Reads modules in the folder of a plan, or below `root`; links are followed first, and must not lead out. */
export function openLocalFiles(plan: string, root: string | undefined, lockFolder: string): LocalFiles {
  const folder = dirname(resolve(plan));
  const limit = root === undefined ? folder : resolve(root);
  const hashes = new Map<string, string>();
  return {
    hashes,
    read(path) {
      const file = resolve(folder, path);
      const real = realPath(file, path);
      if (!isInside(real, realpathSync(limit))) throw outside(path, limit);
      const bytes = readFileSync(real);
      hashes.set(relative(lockFolder, file).split(sep).join('/'), fileIntegrity(bytes));
      return { id: path, bytes };
    },
  };
}

/** The path of a module of the plan in the one form that ids have. */
export function localId(specifier: string): string {
  return joinLocal('./plan.json', specifier);
}

function realPath(file: string, path: string): string {
  try {
    return realpathSync(file);
  } catch {
    const help = 'Paths are meant from the folder of the plan, and written with their extension.';
    throw new ModuleProblem(moduleFindings.moduleNotFound, `There is no file ${quote(path)} beside the plan.`, help);
  }
}

function isInside(file: string, folder: string): boolean {
  const path = relative(folder, file);
  return path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && resolve(folder, path) === file;
}

function outside(path: string, limit: string): ModuleProblem {
  const message = `The module ${quote(path)} lies outside the folder that the plan may read.`;
  const help = `Move it into ${quote(relative(process.cwd(), limit) || '.')}, or name a higher folder with \`--root\`.`;
  return new ModuleProblem(moduleFindings.outsideFolder, message, help);
}
