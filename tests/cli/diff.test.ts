import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createSandbox, planNamed, type Sandbox } from '../helpers/cli.ts';

let sandbox: Sandbox;
test.before.each(() => {
  sandbox = createSandbox({
    'old.json': planNamed('a'),
    'new.json': { ...planNamed('a'), capabilities: { timers: true } },
  });
});
test.after.each(() => sandbox.remove());

test('differences are no failure, asking for more is one where that was said', () => {
  const { status, stdout, stderr } = sandbox.run(['diff', 'old.json', 'new.json']);
  assert.equal([status, stderr], [0, '']);
  assert.match(
    stdout,
    'The new version asks for more:\n  ! It asks for a capability that it did not ask for before: timers',
  );
  assert.is(sandbox.run(['diff', 'old.json', 'new.json', '--fail-on-more']).status, 1);
  assert.is(sandbox.run(['diff', 'new.json', 'old.json', '--fail-on-more']).status, 0);
});

test('a plan is compared with itself, with standard input, and with its bundle', () => {
  assert.match(sandbox.run(['diff', 'old.json', 'old.json']).stdout, 'Nothing that was compared is different.');
  const styled = { ...planNamed('a'), metadata: { tags: ['x'] } };
  sandbox.write({ 'styled.json': styled });
  assert.match(sandbox.run(['diff', 'old.json', 'styled.json']).stdout, 'The plans are not the same');
  const piped = sandbox.run(['diff', '-', 'old.json', '--format', 'json'], { input: sandbox.read('old.json') });
  assert.equal([JSON.parse(piped.stdout).same, JSON.parse(piped.stdout).old.name], [true, '<stdin>']);
  sandbox.run(['build', 'old.json']);
  const { stdout } = sandbox.run(['diff', 'dist', 'old.json', '--format', 'json']);
  const { same, sections } = JSON.parse(stdout) as { same: boolean; sections: { name: string; notCompared: string }[] };
  assert.is(same, true);
  assert.equal(
    sections.map(({ name, notCompared }) => `${name}: ${notCompared}`),
    ['modules: the old bundle does not say it', 'state: the old bundle does not say it'],
  );
});

test('output folders are compared bundle by bundle', () => {
  sandbox.write({ 'one/a.json': planNamed('a'), 'one/b.json': planNamed('b'), 'one/c.json': planNamed('c') });
  const link = {
    type: 'element',
    tag: 'a',
    props: { lang: 'en', href: 'https://d.example/' },
    children: [{ type: 'text', value: 'd' }],
  };
  sandbox.write({
    'two/a.json': planNamed('a'),
    'two/b.json': planNamed('other'),
    'two/d.json': { ...planNamed('d'), root: link },
  });
  sandbox.run(['build', 'one', '--out', 'before']);
  sandbox.run(['build', 'two', '--out', 'after']);
  const run = sandbox.run(['diff', 'before', 'after', '--format', 'json', '--fail-on-more']);
  const { format, same, folders } = JSON.parse(run.stdout);
  assert.equal([run.status, format, same], [1, 'renderify-diff-set/v1', 1]);
  assert.equal(
    folders.map(({ folder, verdict }: Record<string, string>) => `${folder} ${verdict}`),
    ['b changed', 'c removed', 'd added'],
  );
  assert.equal(
    folders[2].difference.more.map(({ what }: { what: string }) => what),
    ['link d.example'],
  );
  assert.match(sandbox.run(['diff', 'before', 'after']).stdout, '3 bundles are different, 1 the same.\n');
  assert.match(sandbox.run(['diff', 'before', 'after', '--format', 'markdown']).stdout, 'These bundles ask for more');
  assert.is(sandbox.run(['diff', 'before', 'before', '--fail-on-more']).status, 0);
});

test('a plan with errors is compared as far as it goes, one that is none is not', () => {
  sandbox.write({ 'bad.json': { ...planNamed('a'), root: { type: 'element', tag: 'iframe' } }, 'none.json': '{"id":' });
  const bad = sandbox.run(['diff', 'old.json', 'bad.json']);
  assert.is(bad.status, 0);
  assert.match(bad.stdout, 'bad.json has 1 error and is compared as far as it was understood.');
  assert.match(bad.stdout, 'Not compared: size, because the new plan has errors.');
  const none = sandbox.run(['diff', 'old.json', 'none.json']);
  assert.equal([none.status, none.stdout], [1, '']);
  assert.match(none.stderr, 'json-syntax');
});

test('what cannot be compared is a mistake of the command line', () => {
  sandbox.write({ 'empty/x.txt': '', 'dist/a/renderify.manifest.json': '{}', 'dist/b/renderify.manifest.json': '{}' });
  for (const [args, said] of [
    [['old.json'], /needs|takes|argument/i],
    [['old.json', 'no.json'], /does not exist/],
    [['empty', 'old.json'], /holds no bundle/],
    [['dist', 'old.json'], /single page/],
    [['dist/a', 'old.json'], /manifest of the bundle/],
    [['*.json', 'old.json'], /several plans/],
    [['old.json', 'new.json', '--format', 'sarif'], /sarif/],
  ] as const) {
    const { status, stderr } = sandbox.run(['diff', ...args]);
    assert.is(status, 2, stderr);
    assert.match(stderr, said);
    assert.not.match(stderr, /\n {4}at /);
  }
});

test.run();
