import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createSandbox, PROGRAM, planNamed, type Run, type Sandbox } from '../helpers/cli.ts';
import { startRegistry, type TestRegistry } from '../helpers/registry/registry.ts';

const test = suite('pin, vendor, build');
let registry: TestRegistry;
let sandbox: Sandbox;
test.before(async () => {
  registry = await startRegistry();
});
test.before.each(() => {
  sandbox = createSandbox({
    '.npmrc': `registry=${registry.url()}\n`,
    'plan.json': withImports('npm:chain-a@1.0.0'),
    'loose.json': withImports('chain-a'),
    'renderify.policy.json': policy({ requireModuleManifestForBareSpecifiers: false }),
  });
});
test.after.each(() => sandbox.remove());
test.after(() => registry.stop());

const withImports = (...imports: string[]): object => ({ ...planNamed('modules'), imports });
const policy = (overrides: object): object => ({
  format: 'renderify-policy/v1',
  extends: 'balanced',
  overrides,
  reasons: Object.fromEntries(Object.keys(overrides).map((key) => [key, 'a test'])),
});
const run = (...args: string[]): Run =>
  sandbox.run(args, { env: { RENDERIFY_STORE: join(sandbox.path, 'store'), NPM_CONFIG_USERCONFIG: '/none' } });

test('pin writes the lock and a table, and nothing when nothing changed', () => {
  const { status, stdout, stderr } = run('pin', 'plan.json');
  assert.is(status, 0, stderr);
  assert.match(stdout, /^package +version +licence +bytes\nchain-a +1\.0\.0 +MIT +\d+\nchain-b +1\.2\.0 +MIT +\d+\n$/);
  assert.match(stderr, /Pinned 2 packages in renderify\.lock\.json/);
  const lock = sandbox.read('renderify.lock.json');
  assert.match(run('pin', 'plan.json').stderr, /up to date/);
  assert.is(sandbox.read('renderify.lock.json'), lock);
});

test('pin --check says what would change, and writes nothing', () => {
  const { status, stderr } = run('pin', 'plan.json', '--check');
  assert.is(status, 1);
  assert.match(stderr, /\+ npm:chain-a@1\.0\.0 -> chain-a@1\.0\.0\/index\.js\n {2}\+ chain-a@1\.0\.0\n/);
  assert.not.ok('renderify.lock.json' in sandbox.tree());
  run('pin', 'plan.json');
  assert.is(run('pin', 'plan.json', '--check', '--offline').status, 0);
});

test('pin writes nothing when anything is wrong', () => {
  sandbox.write({ 'bad.json': withImports('npm:uses-node-deep@1.0.0') });
  const { status, stderr } = run('pin', 'plan.json', 'bad.json');
  assert.is(status, 1);
  assert.match(stderr, /node-builtin/);
  assert.match(stderr, /bad\.json:1:\d+ {2}\(\/imports\/0\)/);
  assert.not.ok('renderify.lock.json' in sandbox.tree());
});

test('too many imports are refused before anything is fetched (C146)', async () => {
  const plan = { ...withImports('npm:chain-a@1.0.0', 'npm:chain-b@1.0.0'), capabilities: { maxImports: 1 } };
  sandbox.write({ 'plan.json': plan });
  await registry.log();
  const { status, stderr } = run('pin', 'plan.json');
  assert.is(status, 1);
  assert.match(stderr, /max-imports/);
  assert.equal(await registry.log(), []);
});

test('a bare name needs a manifest entry, the lock or an alias; in strict the entry (C157)', () => {
  sandbox.write({ 'renderify.policy.json': policy({}) });
  assert.match(run('build', 'loose.json').stderr, /require-manifest-entry/);
  assert.is(run('pin', 'loose.json').status, 0);
  const { status, stderr } = run('build', 'loose.json');
  assert.is(status, 0, stderr);
  assert.match(run('build', 'loose.json', '--no-policy-file', '--profile', 'strict').stderr, /require-manifest-entry/);
  assert.match(run('pin', 'loose.json', '--no-policy-file', '--profile', 'strict').stderr, /require-manifest-entry/);
});

test('build never resolves, and writes nothing without lock, store and network (C159)', async () => {
  await registry.log();
  const unpinned = run('build', 'loose.json');
  assert.is(unpinned.status, 1);
  assert.match(unpinned.stderr, /RF5003 not-locked/);
  assert.equal(await registry.log(), []);
  run('pin', 'loose.json');
  const offline = run('build', 'loose.json', '--offline', '--store', 'empty');
  assert.is(offline.status, 1);
  assert.match(offline.stderr, /module-unavailable/);
  assert.not.ok(Object.keys(sandbox.tree()).some((path) => path.startsWith('dist/')));
});

test('a vendored plan builds without store and network, until somebody edits it (C154)', () => {
  run('pin', 'plan.json');
  const { status, stderr } = run('vendor', 'plan.json');
  assert.is(status, 0, stderr);
  const files = Object.keys(sandbox.tree('renderify_modules'));
  assert.ok(files.includes('chain-b@1.2.0/index.js') && files.includes('chain-a@1.0.0/LICENSE'));
  assert.is(run('build', 'plan.json', '--offline', '--store', 'empty').status, 0);
  sandbox.write({ 'renderify_modules/chain-b@1.2.0/index.js': 'export const b = 0;' });
  const edited = run('build', 'plan.json', '--offline', '--store', 'empty');
  assert.is(edited.status, 1);
  assert.match(edited.stderr, /module-corrupt.*\n.*plan -> chain-a@1\.0\.0/);
  assert.is(run('vendor', 'plan.json').status, 0);
  assert.is(run('build', 'plan.json', '--offline', '--store', 'empty').status, 0);
});

test('a conflict in the lock is shown where it is', () => {
  run('pin', 'plan.json');
  const text = sandbox.read('renderify.lock.json');
  sandbox.write({ 'renderify.lock.json': `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> other\n` });
  for (const command of ['pin', 'build']) {
    const { status, stderr } = run(command, 'plan.json');
    assert.is(status, 1);
    assert.match(
      stderr,
      /RF5002 lock-conflict\nThe lock `renderify\.lock\.json` has an unresolved merge conflict in line 1\./,
    );
  }
});

test('ten processes on an empty store fetch each tarball once', async () => {
  sandbox.write({ 'many.json': withImports('preact', 'npm:chain-a@1.0.0', 'npm:exports-map@1.0.0') });
  run('pin', 'many.json');
  await registry.log();
  const env = { PATH: process.env['PATH'], RENDERIFY_STORE: join(sandbox.path, 'fresh'), HOME: sandbox.path };
  const builds = Array.from({ length: 10 }, (_, i) =>
    spawn(execPath, [PROGRAM, 'build', 'many.json', '-o', `out${i}`, '--quiet'], { cwd: sandbox.path, env }),
  );
  const codes = await Promise.all(builds.map(async (one) => (await once(one, 'exit'))[0]));
  assert.equal(codes, Array(10).fill(0));
  const fetched = (await registry.log()).sort();
  assert.equal(fetched, [...new Set(fetched)]);
  assert.is(fetched.length, 4);
  assert.equal(readdirSync(join(sandbox.path, 'fresh', 'locks')), []);
});

test.run();
