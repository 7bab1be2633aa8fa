import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createReporter } from '../../src/diagnostics/reporter.ts';
import { EMPTY_LOCK, readLock, writeLock } from '../../src/modules/index.ts';
import { createModuleLab, type ModuleLab } from '../helpers/registry/lab.ts';
import { startRegistry, type TestRegistry } from '../helpers/registry/registry.ts';

const test = suite('the lock');
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

const read = (text: string) => {
  const { report, diagnostics } = createReporter();
  return { lock: readLock(text, report), found: diagnostics() };
};

test('is canonical, and says nothing of dates or of the address of the registry', async () => {
  await lab.pin(['npm:chain-a', 'react']);
  const text = lab.read('renderify.lock.json');
  const { lock } = read(text);
  assert.ok(lock);
  assert.is(lock && writeLock(lock), text);
  assert.not.match(text, /127\.0\.0\.1|\d{4}-\d\d-\d\d|\r/);
  assert.match(text, /^\{\n {2}"local": \{\},\n {2}"lockfileVersion": 1,/);
});

test('what it has stays until it is told to change', async () => {
  await lab.pin(['npm:chain-a', 'npm:chain-b@1.0.0']);
  const first = lab.read('renderify.lock.json');
  assert.match(first, /"chain-b": "chain-b@1\.0\.0"/);
  await lab.pin(['npm:chain-a']);
  assert.is(lab.read('renderify.lock.json'), first);
  await lab.pin(['npm:chain-a'], { update: ['chain-b'], prune: true });
  assert.match(lab.read('renderify.lock.json'), /"chain-b": "chain-b@1\.2\.0"/);
  assert.not.match(lab.read('renderify.lock.json'), /chain-b@1\.0\.0/);
});

test('keeps what other plans need, unless it is pruned', async () => {
  await lab.pin(['npm:chain-a']);
  await lab.pin(['npm:many'], { plan: 'other.json' });
  assert.ok((await lab.load(['npm:chain-a'])).value);
  assert.ok((await lab.load(['npm:many'])).value);
  await lab.pin(['npm:many'], { plan: 'other.json', prune: true });
  assert.match((await lab.load(['npm:chain-a'])).text, /error not-locked/);
});

test('a specifier that it does not have is named, with what to do', async () => {
  const { value, diagnostics } = await lab.load(['npm:chain-a', 'npm:many']);
  assert.is(value, undefined);
  assert.equal(
    diagnostics.map(({ name, pointer }) => [name, pointer]),
    [
      ['not-locked', '/imports/0'],
      ['not-locked', '/imports/1'],
    ],
  );
  assert.match(diagnostics[0]?.help ?? '', /renderify pin plan\.json/);
});

test('a merge conflict is a finding of its own, with its line', () => {
  const text = writeLock(EMPTY_LOCK).replace('  "packages"', '<<<<<<< HEAD\n  "packages"');
  const { lock, found } = read(text);
  assert.is(lock, undefined);
  assert.is(found[0]?.name, 'lock-conflict');
  assert.match(found[0]?.message ?? '', /in line 4\.$/);
});

const GOOD = {
  registry: 'default',
  integrity: `sha512-${'A'.repeat(86)}==`,
  license: null,
  deprecated: null,
  hasInstallScript: false,
  signature: 'absent',
  dependencies: {},
  files: {},
};
const withPackage = (key: string, change: object): string =>
  JSON.stringify({ ...EMPTY_LOCK, packages: { [key]: { ...GOOD, ...change } } });
const REFUSED: readonly (readonly [string, string])[] = [
  ['no JSON', '{'],
  ['a list', '[]'],
  ['another version', JSON.stringify({ ...EMPTY_LOCK, lockfileVersion: 2 })],
  ['a missing table', '{"lockfileVersion":1}'],
  ['an unknown table', JSON.stringify({ ...EMPTY_LOCK, extra: {} })],
  ['a key that is a path', withPackage('../../x@1.0.0', {})],
  ['a weak digest', withPackage('a@1.0.0', { integrity: 'sha1-abc' })],
  ['a file that leaves its package', withPackage('a@1.0.0', { files: { '../x.js': `sha384-${'A'.repeat(64)}` } })],
  ['an absolute file', withPackage('a@1.0.0', { files: { '/x.js': `sha384-${'A'.repeat(64)}` } })],
  ['an unknown field', withPackage('a@1.0.0', { resolved: 'x' })],
  ['a URL that is not encrypted', JSON.stringify({ ...EMPTY_LOCK, remote: { 'http://a.example/': {} } })],
];
for (const [name, text] of REFUSED)
  test(`refuses ${name}`, () => {
    const { lock, found } = read(text);
    assert.is(lock, undefined);
    assert.is(found[0]?.name, 'lock-syntax');
  });

test('accepts what the refused ones are variations of', () => {
  assert.ok(read(withPackage('@scope/a@1.0.0-rc.1+b', { files: { 'x/y.js': `sha384-${'A'.repeat(64)}` } })).lock);
});

test('an edited digest of a file is found out', async () => {
  await lab.pin(['npm:chain-a']);
  const text = lab.read('renderify.lock.json').replace(/("index\.js": "sha384-)\w{4}/, '$1AAAA');
  lab.write({ 'renderify.lock.json': text });
  assert.match((await lab.load(['npm:chain-a'])).text, /error require-integrity-match/);
});

test.run();
