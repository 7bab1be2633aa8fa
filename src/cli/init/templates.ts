import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { quote } from '../../diagnostics/quote.ts';
import { UsageError } from '../failures.ts';

/** The names that `--template` takes: the folders of the package's `templates`. */
export function templateNames(): string[] {
  const entries = readdirSync(templatesFolder(), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Copies the files of a template into a folder, all or none; gives their names. */
export function copyTemplate(template: string, shown: string): string[] {
  const folder = resolve(shown);
  const from = join(templatesFolder(), template);
  const files = readdirSync(from).sort();
  const taken = files.find((file) => existsSync(join(folder, file)));
  if (taken)
    throw new UsageError(
      `${quote(join(shown, taken))} exists already.`,
      'Name another folder; `init` overwrites nothing.',
    );
  mkdirSync(folder, { recursive: true });
  const copied: string[] = [];
  try {
    for (const file of files) {
      copyFileSync(join(from, file), join(folder, file), constants.COPYFILE_EXCL);
      copied.push(join(folder, file));
    }
  } catch (error) {
    for (const file of copied) rmSync(file);
    throw error;
  }
  return files;
}

/** The nearest folder above this file that has templates: the package's own, as sources and as installed. */
function templatesFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'templates'))) folder = dirname(folder);
  return join(folder, 'templates');
}
