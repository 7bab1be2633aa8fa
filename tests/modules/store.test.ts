import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createModuleLab, type ModuleLab } from '../helpers/registry/lab.ts';
import { startRegistry, type TestRegistry } from '../helpers/registry/registry.ts';

const test = suite('the store');
let registry: TestRegistry;
let lab: ModuleLab;
test.before(async () => {
  registry = await startRegistry();
});
test.before.each(() => {
  lab = createModuleLab(registry);
});
test.after.each(() => lab.remove());
test.after(() => registry.stop());

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
const holding = (text: string): string => {
  const found = filesIn(lab.store).find((file) => readFileSync(file, 'utf8') === text);
  assert.ok(found, 'the store has the file');
  return found ?? '';
};
const change = (file: string): void => {
  chmodSync(file, 0o644);
  writeFileSync(file, 'export const b = "evil";\n');
};
const B = "export const b = '1.2.0';\n";

test('files cannot be written to', async () => {
  await lab.pin(['npm:chain-a']);
  assert.is(statSync(holding(B)).mode & 0o222, 0);
});

test('a damaged file is put aside and taken from the tarball, then from the registry (C154)', async () => {
  await lab.pin(['npm:chain-a']);
  change(holding(B));
  assert.ok((await lab.load(['npm:chain-a'], { offline: true })).value);
  assert.is(filesIn(join(lab.store, 'quarantine')).length, 1);
  for (const file of filesIn(lab.store).filter((one) => !one.includes('quarantine'))) change(file);
  const offline = await lab.load(['npm:chain-a'], { offline: true });
  assert.is(offline.value, undefined);
  assert.match(offline.text, /error module-unavailable/);
  const { value, text } = await lab.load(['npm:chain-a']);
  assert.ok(value, text);
  assert.is(value?.modules.get('chain-b@1.2.0/index.js')?.text, B);
});

test('with no network and no store there is no graph (C159)', async () => {
  await lab.pin(['npm:chain-a']);
  const { value, text } = await lab.load(['npm:chain-a'], { offline: true, store: join(lab.folder, 'empty') });
  assert.is(value, undefined);
  assert.match(text, /error module-unavailable: The package `chain-a@1\.0\.0` is neither/);
  assert.not.ok(existsSync(join(lab.folder, 'empty', 'sha512')));
});

test('an empty store is filled from the registry by what the lock says, without asking for versions', async () => {
  await lab.pin(['npm:chain-a']);
  await registry.log();
  assert.ok((await lab.load(['npm:chain-a'], { store: join(lab.folder, 'empty') })).value);
  assert.equal((await registry.log()).sort(), ['good chain-a/-/chain-a-1.0.0.tgz', 'good chain-b/-/chain-b-1.2.0.tgz']);
});

test('a lock that somebody left behind is taken over', async () => {
  await lab.pin(['npm:chain-a']);
  const lock = JSON.parse(lab.read('renderify.lock.json'));
  const hex = Buffer.from(lock.packages['chain-b@1.2.0'].integrity.slice(7), 'base64').toString('hex');
  lab.write({ [`other/locks/${hex.slice(0, 64)}`]: `4194304 ${(await import('node:os')).hostname()}` });
  assert.ok((await lab.load(['npm:chain-a'], { store: join(lab.folder, 'other') })).value);
});

test('pins of an unchanged plan need no network once the store is warm', async () => {
  await lab.pin(['npm:chain-a', 'recharts']);
  const { value, text } = await lab.pin(['npm:chain-a', 'recharts'], { offline: true });
  assert.ok(value, text);
});

test.run();
