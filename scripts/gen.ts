import { readFile, writeFile } from 'node:fs/promises';
import { argv, exit, stdout } from 'node:process';
import { outputsOf } from './gen/outputs.ts';

const check = argv.includes('--check');
const stale: string[] = [];

for await (const { path, generate } of outputsOf()) {
  const text = await generate();
  if (text === (await readFile(path, 'utf8').catch(() => undefined))) continue;
  stale.push(path);
  if (!check) await writeFile(path, text);
}

if (stale.length > 0) stdout.write(`${check ? 'Stale, run `npm run gen`' : 'Written'}: ${stale.join(', ')}\n`);
if (check && stale.length > 0) exit(1);
