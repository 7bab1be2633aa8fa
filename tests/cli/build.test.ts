import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createSandbox, planNamed, type Sandbox } from '../helpers/cli.ts';

let sandbox: Sandbox;
test.before.each(() => {
  sandbox = createSandbox({ 'a.json': planNamed('a'), 'b.json': planNamed('b'), 'bad.json': '{"id": "bad",}' });
});
test.after.each(() => sandbox.remove());

const SITE = ['_headers', 'index.html', 'renderify.manifest.json'];

test('one plan becomes the output folder itself, dist by default', () => {
  const { status, stdout, stderr } = sandbox.run(['build', 'a.json']);
  assert.equal({ status, stdout }, { status: 0, stdout: '' });
  assert.match(stderr, /dist\/index\.html/);
  assert.equal(Object.keys(sandbox.tree('dist')), SITE);
});

test('several plans become one folder each, named from the file', () => {
  assert.is(sandbox.run(['build', 'a.json', 'b.json', '-o', 'out/site']).status, 0);
  assert.equal(Object.keys(sandbox.tree('out/site')), [
    ...['a', 'b'].flatMap((name) => SITE.map((file) => `${name}/${file}`)),
    'renderify.build.json',
  ]);
});

test('never names a folder from the id', () => {
  sandbox.write({ 'x.json': planNamed('../../escape'), 'y.json': planNamed('/etc/passwd') });
  assert.is(sandbox.run(['build', 'x.json', 'y.json']).status, 0);
  assert.equal(
    Object.keys(sandbox.tree('dist')).filter((path) => path.endsWith('.html')),
    ['x/index.html', 'y/index.html'],
  );
});

test('writes the good plans and reports the bad one', () => {
  const { status, stderr } = sandbox.run(['build', 'a.json', 'bad.json', 'b.json']);
  assert.is(status, 1);
  assert.match(stderr, /RF1002 json-syntax/);
  assert.match(stderr, /Built 2 of 3 plans/);
  assert.equal(Object.keys(sandbox.tree('dist')).length, 7);
});

test('a bad plan leaves the earlier output as it was', () => {
  sandbox.run(['build', 'a.json']);
  const before = sandbox.tree('dist');
  assert.is(sandbox.run(['build', 'bad.json']).status, 1);
  assert.equal(sandbox.tree('dist'), before);
});

test('an unchanged plan writes nothing', () => {
  sandbox.run(['build', 'a.json']);
  const { status, stderr } = sandbox.run(['build', 'a.json']);
  assert.is(status, 0);
  assert.match(stderr, /up to date/);
});

test('standard input is a plan, and --stdout its page', () => {
  const { status, stdout, stderr } = sandbox.run(['build', '-', '--stdout'], {
    input: JSON.stringify(planNamed('piped')),
  });
  assert.equal({ status, stderr }, { status: 0, stderr: '' });
  assert.match(stdout, /^<!doctype html>.*This is piped/s);
  assert.equal(Object.keys(sandbox.tree()).sort(), ['a.json', 'b.json', 'bad.json']);
});

test('findings of a page on standard output go to standard error, in every format', () => {
  for (const format of ['pretty', 'json', 'github', 'sarif']) {
    const { status, stdout, stderr } = sandbox.run(['build', 'bad.json', '--stdout', '--format', format]);
    assert.equal({ status, stdout }, { status: 1, stdout: '' });
    assert.match(stderr, /json-syntax/);
  }
});

test('each target has its files', () => {
  for (const [target, files] of [
    ['single-file', ['index.html', 'renderify.manifest.json']],
    ['module', ['plan.d.ts', 'plan.js', 'renderify.manifest.json']],
  ] as const) {
    assert.is(sandbox.run(['build', 'a.json', '--target', target, '-o', target]).status, 0);
    assert.equal(Object.keys(sandbox.tree(target)), files);
  }
});

test('too many warnings are a failure that writes nothing', () => {
  const warned = planNamed('warned') as { root: { props: object } };
  warned.root.props = {};
  sandbox.write({ 'warned.json': warned });
  const { status, stderr } = sandbox.run(['build', 'warned.json', '--max-warnings', '0']);
  assert.is(status, 1);
  assert.match(stderr, /1 warning, and `--max-warnings` allows 0/);
  assert.not.ok(Object.keys(sandbox.tree()).some((path) => path.startsWith('dist')));
  assert.is(sandbox.run(['build', 'warned.json', '--max-warnings', '1']).status, 0);
});

test('--quiet says nothing about what is good, and errors only', () => {
  assert.equal(sandbox.run(['build', 'a.json', '--quiet']), { status: 0, stdout: '', stderr: '' });
  assert.match(sandbox.run(['build', 'bad.json', '--quiet']).stderr, /json-syntax/);
});

test('--summary is a table on standard output', () => {
  const { stdout } = sandbox.run(['build', 'a.json', 'b.json', '--summary']);
  const [head = '', ...rows] = stdout.trimEnd().split('\n');
  assert.equal(head.split(/\s+/), ['plan', 'files', 'bytes', 'brotli', 'ms']);
  assert.equal(
    rows.map((row) => row.split(/\s+/).slice(0, 2)),
    [
      ['a.json', '3'],
      ['b.json', '3'],
    ],
  );
  const { stdout: page, stderr } = sandbox.run(['build', 'a.json', '--stdout', '--summary']);
  assert.match(page, /^<!doctype html>/);
  assert.not.match(page, /brotli/);
  assert.match(stderr, /brotli/);
});

test('--format json is one clean document on standard output', () => {
  const { status, stdout } = sandbox.run(['build', 'a.json', 'bad.json', '--format', 'json'], {
    env: { FORCE_COLOR: '1' },
  });
  assert.is(status, 1);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { name: string; file: string }[] };
  assert.equal(
    diagnostics.map(({ name, file }) => [name, file]),
    [['json-syntax', 'bad.json']],
  );
});

test('title, lang and expose reach the page', () => {
  const { stdout } = sandbox.run(['build', 'a.json', '--stdout', '--title', 'A & B', '--lang', 'de-AT', '--expose']);
  assert.match(stdout, /<html lang=de-AT>/);
  assert.match(stdout, /<title>A &amp; B<\/title>/);
  assert.match(stdout, 'renderify');
});

test('the same bytes whatever the folder, time zone, locale and umask', () => {
  sandbox.run(['build', 'a.json', '-o', 'one']);
  sandbox.write({ 'deep/er/a.json': planNamed('a') });
  sandbox.run(['build', 'deep/er/a.json', '-o', 'two'], {
    env: { TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  });
  assert.equal(sandbox.tree('one'), sandbox.tree('two'));
});

test.run();
