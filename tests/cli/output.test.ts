import { chmodSync, lstatSync, mkdirSync, readdirSync, readlinkSync, renameSync, statSync, symlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createSandbox, planNamed, type Sandbox } from '../helpers/cli.ts';

let sandbox: Sandbox;
test.before.each(() => {
  sandbox = createSandbox({ 'a.json': planNamed('a'), 'b.json': planNamed('b') });
});
test.after.each(() => sandbox.remove());

function build(...args: string[]): { status: number | null; stderr: string } {
  return sandbox.run(['build', ...args]);
}

test('files that no build made stay as they are, links and folders too', () => {
  build('a.json');
  sandbox.write({ 'dist/logo.png': 'PNG', 'dist/assets/deep/x.css': 'p{}' });
  symlinkSync('logo.png', join(sandbox.path, 'dist/link.png'));
  mkdirSync(join(sandbox.path, 'dist/empty'));
  chmodSync(join(sandbox.path, 'dist/logo.png'), 0o640);
  const { ino } = statSync(join(sandbox.path, 'dist/logo.png'));
  assert.is(build('b.json').status, 0);
  assert.match(sandbox.read('dist/index.html'), 'This is b');
  assert.is(sandbox.read('dist/assets/deep/x.css'), 'p{}');
  assert.is(readlinkSync(join(sandbox.path, 'dist/link.png')), 'logo.png');
  assert.ok(statSync(join(sandbox.path, 'dist/empty')).isDirectory());
  const after = statSync(join(sandbox.path, 'dist/logo.png'));
  assert.equal([after.ino, after.mode & 0o777], [ino, 0o640]);
});

test('a folder with files of somebody else and no bundle is refused', () => {
  sandbox.write({ 'photos/me.jpg': 'JPG' });
  const { status, stderr } = build('a.json', '-o', 'photos');
  assert.is(status, 2);
  assert.match(stderr, /`photos` has files in it that no build made/);
  assert.equal(Object.keys(sandbox.tree('photos')), ['me.jpg']);
});

test('a file of somebody else in the way is refused', () => {
  build('a.json', 'b.json');
  sandbox.write({ 'dist/index.html': 'mine' });
  const { status, stderr } = build('a.json');
  assert.is(status, 2);
  assert.match(stderr, /`dist\/index.html` was not made by a build/);
  assert.is(sandbox.read('dist/index.html'), 'mine');
});

test('an empty folder is used as it is', () => {
  mkdirSync(join(sandbox.path, 'dist'), { mode: 0o750 });
  assert.is(build('a.json').status, 0);
  assert.is(statSync(join(sandbox.path, 'dist')).mode & 0o777, 0o750);
});

test('files that the earlier build of a bundle made and this one does not are gone', () => {
  build('a.json', '--target', 'module');
  assert.is(build('a.json').status, 0);
  assert.equal(Object.keys(sandbox.tree('dist')), ['_headers', 'index.html', 'renderify.manifest.json']);
});

test('bundles of other plans stay without --clean and go with it; foreign files stay in any case', () => {
  build('a.json', 'b.json');
  sandbox.write({ 'c.json': planNamed('c'), 'dist/b/notes.txt': 'mine' });
  build('a.json', 'c.json');
  assert.ok(sandbox.tree('dist')['b/index.html']);
  assert.is(build('a.json', 'c.json', '--clean').status, 0);
  const left = Object.keys(sandbox.tree('dist')).filter((path) => !path.startsWith('a/') && !path.startsWith('c/'));
  assert.equal(left, ['b/notes.txt', 'renderify.build.json']);
});

test('a changed file of ours is written again', () => {
  build('a.json');
  const before = sandbox.tree('dist');
  sandbox.write({ 'dist/index.html': '<script>evil()</script>' });
  build('a.json');
  assert.equal(sandbox.tree('dist'), before);
});

test('a linked output folder stays a link', () => {
  mkdirSync(join(sandbox.path, 'real'));
  symlinkSync('real', join(sandbox.path, 'dist'));
  assert.is(build('a.json').status, 0);
  assert.ok(lstatSync(join(sandbox.path, 'dist')).isSymbolicLink());
  assert.ok(sandbox.tree('real')['index.html']);
});

/** Output folders that would replace what must stay. */
for (const out of ['/', '.', '..', './sub/..', '~home'])
  test(`refuses the output folder ${out}`, () => {
    const { status, stderr } = sandbox.run(['build', 'a.json', '-o', out === '~home' ? sandbox.path : out], {
      env: { HOME: sandbox.path },
    });
    assert.is(status, 2);
    assert.match(stderr, /The output folder/);
  });

test('refuses an output folder that holds the plan, the policy or the context', () => {
  sandbox.write({
    'in/p.json': planNamed('p'),
    'in/ctx.json': {},
    'in/pol.json': { format: 'renderify-policy/v1', extends: 'strict' },
  });
  for (const args of [['in/p.json'], ['a.json', '--context', 'in/ctx.json'], ['a.json', '--policy', 'in/pol.json']]) {
    const { status, stderr } = build(...args, '-o', 'in');
    assert.is(status, 2);
    assert.match(stderr, /which this build reads/);
  }
});

test('what the system refuses is exit 3 with a reason, and nothing is left behind', () => {
  sandbox.write({ file: 'text' });
  for (const [out, reason] of [
    ['file', /is a file, not a folder/],
    ['file/dist', /is a file, not a folder/],
    ['/proc/dist', /cannot be written/],
  ] as const) {
    const { status, stderr } = build('a.json', '-o', out);
    assert.is(status, 3, stderr);
    assert.match(stderr, reason);
    assert.not.match(stderr, /\n\s+at /);
  }
  assert.equal(readdirSync(sandbox.path).sort(), ['a.json', 'b.json', 'file']);
});

test('a full disk behind standard output is exit 3', () => {
  const { status, stderr } = sandbox.run(['build', 'a.json', '--stdout'], { stdout: '/dev/full' });
  assert.is(status, 3);
  assert.match(stderr, /the disk is full/);
});

test('leaves nothing beside the output', () => {
  build('a.json', '-o', 'out/deep/dist');
  build('b.json', '-o', 'out/deep/dist');
  assert.equal(readdirSync(join(sandbox.path, 'out/deep')), ['dist']);
});

test('what a killed build left behind is tidied up, and its output comes back', () => {
  build('a.json');
  const before = sandbox.tree('dist');
  const left = `.renderify-4194305@${hostname().replace(/[^\w.-]/g, '-')}`;
  sandbox.write({ [`${left}/out`]: 'dist', [`${left}/fresh/index.html`]: 'half' });
  renameSync(join(sandbox.path, 'dist'), join(sandbox.path, left, 'old'));
  mkdirSync(join(sandbox.path, left.replace('4194305', '4194306')));
  const { status, stderr } = build('a.json');
  assert.is(status, 0);
  assert.match(stderr, /up to date/);
  assert.equal(sandbox.tree('dist'), before);
  assert.equal(readdirSync(sandbox.path).sort(), ['a.json', 'b.json', 'dist']);
});

test.run();
