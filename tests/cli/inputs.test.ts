import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createSandbox, planNamed, type Sandbox } from '../helpers/cli.ts';

let sandbox: Sandbox;
test.before.each(() => {
  sandbox = createSandbox();
});
test.after.each(() => sandbox.remove());

/** Writes plans, builds some arguments, and gives the folders that come of it. */
function foldersOf(files: readonly string[], args: readonly string[]): string[] {
  sandbox.write(Object.fromEntries(files.map((file) => [file, planNamed('x')])));
  const { status, stderr } = sandbox.run(['build', ...args, '-o', 'dist']);
  assert.is(status, 0, stderr);
  return Object.keys(sandbox.tree('dist'))
    .filter((path) => path.endsWith('index.html'))
    .map((path) => path.slice(0, -11));
}

test('a glob finds files at any depth, sorted', () => {
  const files = ['plans/z.json', 'plans/a.json', 'plans/deep/m.json', 'plans/node_modules/no.json', 'plans/x.txt'];
  assert.equal(foldersOf(files, ['plans/**/*.json']), ['a', 'm', 'z']);
});

test('a glob that matches nothing is a mistake', () => {
  const { status, stderr } = sandbox.run(['check', '*.json']);
  assert.is(status, 2);
  assert.match(stderr, /No file matches `\*\.json`/);
});

test('a file whose name has glob characters is that file', () => {
  const files = ['[draft] *.json', 'd.json', 'r.json'];
  assert.equal(foldersOf(files, ['[draft] *.json', 'd.json']), ['d', 'draft']);
});

test('a folder gives its plans without configuration, hidden, built and installed files', () => {
  const files = [
    'p/one.json',
    'p/sub/two.json',
    'p/.hidden.json',
    'p/.git/x.json',
    'p/dist/x.json',
    'p/node_modules/x.json',
  ];
  sandbox.write({
    'p/renderify.policy.json': {},
    'p/renderify.config.json': {},
    'p/package.json': {},
    'p/readme.md': '',
  });
  assert.equal(foldersOf(files, ['p', '--no-policy-file']), ['one', 'two']);
});

test('a folder without plans is a mistake', () => {
  mkdirSync(join(sandbox.path, 'empty'));
  const { status, stderr } = sandbox.run(['build', 'empty']);
  assert.is(status, 2);
  assert.match(stderr, /`empty` has no plans/);
});

test('a plan that is named twice is built once', () => {
  symlinkSync('a.json', join(sandbox.path, 'link.json'));
  assert.equal(foldersOf(['a.json', 'b.json'], ['a.json', './a.json', 'link.json', '*.json']), ['a', 'b']);
});

test('folder names are safe on every system', () => {
  const files = ['con.json', 'a b.json', 'x..json', 'ü&<.json', '.env.json', 'nul.txt.json', '...json'];
  assert.equal(foldersOf(files, files), ['a-b', 'con-plan', 'env', 'nul-plan', 'plan', 'x', 'ü'].sort());
});

/** Files of one name, on some system at least, in several folders. */
const NAMESAKES = [
  [
    ['a/x.json', 'b/x.json'],
    ['a-x', 'b-x'],
  ],
  [
    ['X.json', 'sub/x.json'],
    ['X', 'sub-x'],
  ],
  [
    ['caf\u00e9.json', 'sub/cafe\u0301.json'],
    ['café', 'sub-café'],
  ],
  [
    ['ﬁne.json', 'sub/fine.json', 'other.json'],
    ['other', 'sub-fine', 'ﬁne'],
  ],
] as const;

for (const [files, folders] of NAMESAKES)
  test(`files of one name are told apart by their folders: ${files.join(' ')}`, () => {
    assert.equal(foldersOf(files, files), folders);
  });

/** Files that would share a folder even so. */
const CLASHES = [
  ['a b.json', 'a-b.json'],
  ['a/x.json', 'a-x.json', 'b/x.json'],
] as const;

for (const [one, other, ...others] of CLASHES)
  test(`a clash of folders names both plans: ${one} ${other}`, () => {
    const plans = [one, other, ...others];
    sandbox.write(Object.fromEntries(plans.map((plan) => [plan, planNamed('x')])));
    const { status, stderr } = sandbox.run(['build', ...plans]);
    assert.is(status, 2);
    assert.ok(stderr.includes(one) && stderr.includes(other), stderr);
    assert.not.ok(Object.keys(sandbox.tree()).some((path) => path.startsWith('dist')));
  });

test('standard input may stand beside files, once', () => {
  sandbox.write({ 'a.json': planNamed('a') });
  const { status } = sandbox.run(['build', '-', 'a.json', '-'], { input: JSON.stringify(planNamed('s')) });
  assert.is(status, 0);
  assert.equal(
    Object.keys(sandbox.tree('dist')).filter((path) => path.endsWith('.html')),
    ['a/index.html', 'stdin/index.html'],
  );
});

test('a plan that is too large is not read to its end', () => {
  const { status, stderr } = sandbox.run(['check', '/dev/zero', '--no-policy-file']);
  assert.is(status, 1);
  assert.match(stderr, /json-too-large/);
});

test('bytes that are no text are a finding, not a crash', () => {
  sandbox.write({
    'utf16.json': new Uint8Array([0xff, 0xfe, 0x7b, 0]),
    'bytes.json': new Uint8Array([0x7b, 0xc3, 0x28]),
    'empty.json': '',
  });
  for (const file of ['utf16.json', 'bytes.json', 'empty.json']) {
    const { status, stderr } = sandbox.run(['check', file]);
    assert.is(status, 1);
    assert.match(stderr, /RF100[12]/);
  }
});

test('context and vars are JSON or files, by the reading rules of plans', () => {
  const plan = planNamed('hello') as { root: { children: unknown[] } };
  plan.root.children.push({
    type: 'element',
    tag: 'p',
    children: [{ type: 'text', value: '{{context.user}} {{vars.theme}}' }],
  });
  sandbox.write({ 'p.json': plan, 'ctx.json': { user: 'Ada' } });
  const { stdout } = sandbox.run(['render-plan', 'p.json', '--context', 'ctx.json', '--vars', ' {"theme": "dark"}']);
  assert.match(stdout, 'Ada dark');
});

/** Bad contexts and the finding that each gives. */
const BAD_CONTEXTS: readonly (readonly [string, string])[] = [
  ['{"user": "Ada",}', 'json-syntax'],
  ['{"a": 1, "\\u0061": 2}', 'json-duplicate-key'],
  ['{"__proto__": 1}', 'json-forbidden-key'],
  [`{"big": "${'x'.repeat(262_144)}"}`, 'input-too-large'],
  [`{"deep": ${'['.repeat(64)}${']'.repeat(64)}}`, 'input-depth'],
  ['[1]', 'input-not-object'],
];

for (const [text, name] of BAD_CONTEXTS)
  test(`a bad context is a finding in its own file: ${name}`, () => {
    sandbox.write({ 'a.json': planNamed('a'), 'ctx.json': text });
    const { status, stdout } = sandbox.run(['build', 'a.json', '--context', 'ctx.json', '--format', 'json']);
    assert.is(status, 1);
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { name: string; file: string }[] };
    assert.equal(
      diagnostics.map((one) => [one.name, one.file]),
      [[name, 'ctx.json']],
    );
    assert.not.ok(Object.keys(sandbox.tree()).some((path) => path.startsWith('dist')));
  });

test.run();
