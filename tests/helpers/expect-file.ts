import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import * as assert from 'uvu/assert';

/** Whether expectations are rewritten (`UPDATE=1`) instead of compared. */
export const UPDATING = Boolean(process.env.UPDATE);

/** Asserts that a file holds exactly this text; with `UPDATE=1` the file is written instead. */
export function expectFile(path: string, actual: string): void {
  if (UPDATING) write(path, actual);
  assert.ok(existsSync(path), `${relative('.', path)} is missing: write it with UPDATE=1 and read it`);
  assert.fixture(actual, readFileSync(path, 'utf8'), relative('.', path));
}

/** Asserts that a folder holds exactly these files, by relative path; with `UPDATE=1` it is written anew. */
export function expectFolder(folder: string, files: Readonly<Record<string, string>>): void {
  if (UPDATING) rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) expectFile(join(folder, path), text);
  assert.equal(filesIn(folder), Object.keys(files).sort(), `the files of ${relative('.', folder)}`);
}

/** The folders that are cases, narrowed by `FILTER`. */
export function casesIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = entries.map(({ name }) => name).sort();
  return names.filter((name) => name.includes(process.env.FILTER ?? ''));
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map(({ parentPath, name }) => relative(folder, join(parentPath, name))).sort();
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
