import { readFile } from 'node:fs/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { outputsOf } from '../../scripts/gen/outputs.ts';

const test = suite('generated files');

test('are what `npm run gen` writes', async () => {
  const stale: string[] = [];
  for await (const { path, generate } of outputsOf()) {
    if ((await generate()) !== (await readFile(path, 'utf8').catch(() => ''))) stale.push(path);
  }
  assert.equal(stale, [], 'run `npm run gen`');
});

test.run();
