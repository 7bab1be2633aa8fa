import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createSandbox, planNamed, type Sandbox } from '../helpers/cli.ts';

let sandbox: Sandbox;
test.before.each(() => {
  sandbox = createSandbox({ 'a.json': planNamed('a'), 'b.json': planNamed('b') });
  sandbox.run(['build', 'a.json', 'b.json']);
});
test.after.each(() => sandbox.remove());

/** Names and files of what verify finds. */
function found(...args: string[]): [number | null, string[]] {
  const { status, stdout } = sandbox.run(['verify', 'dist', '--format', 'json', ...args]);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { name: string; file: string }[] };
  return [status, diagnostics.map(({ name, file }) => `${name} ${file}`)];
}

test('every bundle below the folder is as built', () => {
  const { status, stdout, stderr } = sandbox.run(['verify', 'dist/']);
  assert.equal({ status, stdout, stderr }, { status: 0, stdout: '', stderr: '2 bundles are as built.\n' });
  assert.is(sandbox.run(['verify', 'dist/a', '--quiet']).stderr, '');
});

test('finds a changed, a missing and an added file in their bundle', () => {
  sandbox.write({
    'dist/a/index.html': `${sandbox.read('dist/a/index.html')} `,
    'dist/b/evil.html': '<script>1</script>',
  });
  rmSync(join(sandbox.path, 'dist/b/_headers'));
  assert.equal(found(), [
    1,
    [
      'verify-file-changed dist/a/renderify.manifest.json',
      'verify-file-missing dist/b/renderify.manifest.json',
      'verify-file-unlisted dist/b/renderify.manifest.json',
    ],
  ]);
});

test('files between bundles count, and may be allowed', () => {
  sandbox.write({ 'dist/robots.txt': '', 'dist/a/logo.png': '' });
  const names = ['verify-file-unlisted dist', 'verify-file-unlisted dist/a/renderify.manifest.json'];
  assert.equal(found(), [1, names]);
  assert.equal(found('--allow-unlisted'), [0, names]);
  assert.equal(found('--allow-unlisted', '--max-warnings', '1')[0], 1);
});

test('a folder without a manifest is no bundle', () => {
  sandbox.write({ 'other/index.html': '' });
  const { status, stderr } = sandbox.run(['verify', 'other']);
  assert.is(status, 1);
  assert.match(stderr, /verify-manifest/);
});

test('another policy than the expected one is found', () => {
  assert.equal(found('--expect-policy', `sha256-${'0'.repeat(64)}`), [
    1,
    ['verify-policy dist/a/renderify.manifest.json', 'verify-policy dist/b/renderify.manifest.json'],
  ]);
});

test.run();
