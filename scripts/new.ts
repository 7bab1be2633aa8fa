import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { argv, execPath, exit, stderr, stdout } from 'node:process';
import { nameProblem } from './new/names.ts';
import type { Scaffold } from './new/scaffold.ts';

/** `npm run new -- rule no-foo`: writes an extension with its test; what kinds there are is read from `scripts/new/`. */
const kinds = (await readdir(`${import.meta.dirname}/new`))
  .map((file) => file.slice(0, -'.ts'.length))
  .filter((name) => name !== 'names' && name !== 'scaffold')
  .sort();
const [kind = '', name = ''] = argv.slice(2);
if (!kinds.includes(kind) || argv.length !== 4) refuse(`Usage: npm run new -- ${kinds.join('|')} <name>`);
const { scaffold } = (await import(`./new/${kind}.ts`)) as { scaffold: Scaffold };
const problem = nameProblem(name);
if (problem) refuse(problem);
const { files, next, refused } = await scaffold(name);
if (refused) refuse(refused);
const taken = Object.keys(files).find((path) => existsSync(path));
if (taken) refuse(`${taken} exists already; nothing was written.`);
for (const [path, text] of Object.entries(files)) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
// Where lines break depends on the length of the name.
spawnSync(execPath, ['node_modules/@biomejs/biome/bin/biome', 'format', '--write', ...Object.keys(files)]);
const steps = ['Run `npm run gen`: it refreshes the indexes and references.', ...next, 'Run `npm test`.'];
stdout.write(`Written:\n${list(Object.keys(files))}\nNext:\n${list(steps)}`);

function list(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}\n`).join('');
}

function refuse(message: string): never {
  stderr.write(`${message}\n`);
  exit(2);
}
