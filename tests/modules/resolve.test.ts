import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createModuleLab, type ModuleLab } from '../helpers/registry/lab.ts';
import { startRegistry, type TestRegistry } from '../helpers/registry/registry.ts';

const test = suite('resolving packages');
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

const idsOf = async (...asked: string[]): Promise<string[]> => {
  const { value, text } = await lab.pin(asked);
  assert.ok(value, text);
  const { value: graph, text: problems } = await lab.load(asked, { offline: true });
  assert.ok(graph, problems);
  return [...graph.modules.keys()].sort();
};

test('a dependency gets the highest version in its range', async () => {
  assert.equal(await idsOf('npm:chain-a@1.0.0'), ['chain-a@1.0.0/index.js', 'chain-b@1.2.0/index.js']);
});

test('one version serves all ranges where there is one', async () => {
  const ids = await idsOf('npm:wants-any', 'npm:wants-tilde');
  assert.equal(
    ids.filter((id) => id.startsWith('shared')),
    ['shared@1.1.5/index.js'],
  );
});

test('two versions where no one serves all, and the same ones in any order', async () => {
  const ids = await idsOf('npm:wants-exact', 'npm:wants-tilde');
  assert.equal(
    ids.filter((id) => id.startsWith('shared')),
    ['shared@1.0.0/index.js', 'shared@1.1.5/index.js'],
  );
  const lock = lab.read('renderify.lock.json');
  lab.remove();
  lab = createModuleLab(registry);
  await idsOf('npm:wants-tilde', 'npm:wants-exact');
  assert.is(lab.read('renderify.lock.json'), lock);
});

test('a version that the plan names is taken up by ranges', async () => {
  const ids = await idsOf('npm:shared@1.0.0', 'npm:wants-any');
  assert.equal(ids, ['shared@1.0.0/index.js', 'wants-any@1.0.0/index.js']);
});

test('exports: conditions of browsers, patterns, internal imports, the package by its own name', async () => {
  assert.equal(await idsOf('npm:exports-map', 'npm:exports-map/sub/two'), [
    'chain-b@1.2.0/index.js',
    'exports-map@1.0.0/browser.js',
    'exports-map@1.0.0/inner-browser.js',
    'exports-map@1.0.0/sub/one.js',
    'exports-map@1.0.0/sub/two.js',
  ]);
});

test('exports: what is not offered cannot be had', async () => {
  for (const specifier of ['npm:exports-map/private/x', 'npm:exports-map/node.js', 'npm:exports-map/none']) {
    const { value, text } = await lab.pin([specifier]);
    assert.is(value, undefined);
    assert.match(text, /error module-not-found: The package `exports-map@1\.0\.0` has no/);
  }
});

test('without exports: module, the browser map, folders with their own package.json, CSS and JSON', async () => {
  assert.equal(await idsOf('npm:legacy-fields'), [
    'legacy-fields@1.0.0/<empty>',
    'legacy-fields@1.0.0/es/browser-part.js',
    'legacy-fields@1.0.0/es/data.json',
    'legacy-fields@1.0.0/es/folder/entry.js',
    'legacy-fields@1.0.0/es/index.js',
    'legacy-fields@1.0.0/es/path-shim.js',
    'legacy-fields@1.0.0/es/style.css',
  ]);
  const { value } = await lab.load(['npm:legacy-fields']);
  const module = (path: string) => value?.modules.get(`legacy-fields@1.0.0/${path}`);
  assert.equal(
    ['es/index.js', 'es/data.json', 'es/style.css', '<empty>'].map((path) => module(path)?.format),
    ['esm', 'json', 'css', 'commonjs'],
  );
  assert.equal(
    ['es/index.js', 'es/path-shim.js', 'es/style.css'].map((path) => module(path)?.sideEffects),
    [true, false, true],
  );
});

test('CommonJS: branches of development, shadowed require and what is optional are left out', async () => {
  assert.equal(await idsOf('npm:cjs-user'), [
    'cjs-user@1.0.0/data.json',
    'cjs-user@1.0.0/index.js',
    'cjs-user@1.0.0/production.js',
  ]);
  const { value } = await lab.load(['npm:cjs-user']);
  const entry = value?.modules.get('cjs-user@1.0.0/index.js');
  assert.is(entry?.format, 'commonjs');
  assert.is(entry?.computedImports, true);
});

test('React is Preact wherever it is imported, in one copy (C158)', async () => {
  const ids = await idsOf('npm:react-user', 'react', 'react/jsx-dev-runtime', 'preact');
  assert.equal(ids, [
    'preact@10.28.3/compat/dist/compat.module.js',
    'preact@10.28.3/dist/preact.module.js',
    'preact@10.28.3/hooks/dist/hooks.module.js',
    'preact@10.28.3/jsx-runtime/dist/jsxRuntime.module.js',
    'react-user@1.0.0/index.js',
  ]);
  const { value } = await lab.load(['react/jsx-dev-runtime']);
  assert.is(value?.entries['react/jsx-dev-runtime'], 'preact@10.28.3/jsx-runtime/dist/jsxRuntime.module.js');
});

test('parts of React without a counterpart are refused, the others mapped', async () => {
  const { text } = await lab.pin(['npm:react-user/server']);
  assert.match(text, /error react-unsupported: `react-dom\/server`.*\(plan -> react-user@1\.0\.0\)/);
  assert.ok((await idsOf('npm:react-user/testing')).some((id) => id.includes('/test-utils/')));
});

test('two versions of Preact cannot be asked for; a package that wants another one is warned of', async () => {
  const { value, text } = await lab.pin(['npm:preact@10.28.3', 'npm:preact@10.5.0']);
  assert.is(value, undefined);
  assert.match(text, /error one-preact: Preact `10\.28\.3` and `10\.5\.0` are both asked for/);
  const warned = await lab.pin(['npm:old-preact-user']);
  assert.match(warned.text, /warning one-preact: The package `old-preact-user@1\.0\.0` asks for Preact `\^8\.0\.0`/);
  assert.ok(warned.value);
});

test('modules of Node.js are refused with the way to them', async () => {
  const { value, text } = await lab.pin(['npm:uses-node-deep']);
  assert.is(value, undefined);
  assert.match(
    text,
    /error node-builtin: The package `uses-node@1\.0\.0` imports `fs`.*\(plan -> uses-node-deep@1\.0\.0 -> uses-node@1\.0\.0\)/,
  );
});

const REFUSED: readonly (readonly [string, RegExp])[] = [
  ['npm:undeclared', /undeclared-dependency: The package `undeclared@1\.0\.0` imports `chain-b`/],
  ['npm:git-user', /specifier-refused: `elsewhere@github:somebody\/elsewhere` is a repository/],
  ['npm:wasm-user', /module-kind: `wasm-user@1\.0\.0\/engine\.wasm`/],
  ['npm:broken-syntax', /module-syntax: The module `broken-syntax@1\.0\.0\/index\.js`/],
  ['npm:missing-file', /module-not-found: `missing-file@1\.0\.0\/index\.js` imports `\.\/gone\.js`/],
  ['npm:chain-b@^7', /version-unknown: No version of `chain-b` fits `\^7`/],
  ['npm:chain-b@github:a/b', /specifier-refused/],
  ['npm:chain-b@file:..', /specifier-refused/],
  ['npm:chain-b@https://x.example/b.tgz', /specifier-refused/],
  ['npm:fs@1.0.0', /specifier-refused/],
  ['npm:not-there', /version-unknown: .* does not have the package `not-there`/],
  ['npm:chain-a/../../x', /specifier-refused/],
  ['npm:chain-a/%252e%252e/x', /specifier-refused/],
  ['node:fs', /specifier-refused/],
  ['file:///etc/passwd', /specifier-refused/],
  ['data:text/javascript,1', /specifier-refused/],
  ['//evil.example/x.js', /specifier-refused/],
];
for (const [specifier, expected] of REFUSED)
  test(`refuses ${specifier} (C155, C156)`, async () => {
    const { value, text } = await lab.pin([specifier]);
    assert.is(value, undefined);
    assert.match(text, expected);
  });

test('nothing is asked of the registry for what is refused', async () => {
  await registry.log();
  await lab.pin(['npm:chain-b@github:a/b', 'npm:fs@1.0.0', 'node:fs']);
  assert.equal(await registry.log(), []);
});

test('cycles are legal, and npm aliases followed', async () => {
  assert.equal(await idsOf('npm:circle-a', 'npm:aliased-dep'), [
    'aliased-dep@1.0.0/index.js',
    'chain-b@1.0.0/index.js',
    'circle-a@1.0.0/index.js',
    'circle-b@1.0.0/index.js',
  ]);
});

test('the way to a module is the shortest one through packages', async () => {
  const asked = ['npm:uses-node-deep', 'npm:chain-a', 'npm:exports-map'].slice(1);
  await idsOf(...asked);
  const { value } = await lab.load(asked);
  assert.equal(value?.pathTo('chain-b@1.2.0/index.js'), ['chain-a@1.0.0', 'chain-b@1.2.0']);
  assert.equal(value?.pathTo('nothing'), []);
});

test('limits of the graph are findings of the policy', async () => {
  const asked = ['npm:many'];
  const modules = await lab.pin(asked, { limits: { graphModules: 12 } });
  assert.match(modules.text, /error max-graph-modules/);
  assert.ok((await lab.pin(asked, { limits: { graphModules: 13 } })).value);
  assert.match((await lab.load(asked, { limits: { graphBytes: 300 } })).text, /error max-graph-bytes/);
  assert.match(
    (await lab.load(asked, { limits: { moduleBytes: 100 } })).text,
    /error max-module-bytes: .*many@1\.0\.0/,
  );
});

test('versions that are too young are passed over, and refused when they are named', async () => {
  const now = new Date('2026-01-12T00:00:00Z');
  const { value } = await lab.pin(['npm:young'], { profile: 'balanced', now });
  assert.equal(Object.keys(value?.packages ?? {}), ['young@1.0.0']);
  const named = await lab.pin(['npm:young@1.1.0'], { profile: 'balanced', now });
  assert.match(named.text, /error minimum-release-age: `young@1\.1\.0` was published on 2026-01-10/);
  const later = new Date('2026-01-14T00:00:00Z');
  assert.ok((await lab.pin(['npm:young@1.1.0'], { profile: 'balanced', now: later })).value);
  assert.match((await lab.pin(['npm:young@>1.0.0'], { profile: 'strict', now: later })).text, /minimum-release-age/);
  assert.ok(
    (await lab.pin(['npm:young@^1.1.0'], { profile: 'strict', now: later, fields: { minimumReleaseAge: 0 } })).value,
  );
});

test('deprecation, licences and install scripts are in the lock; scripts do not run', async () => {
  const { value, text } = await lab.pin(['npm:withdrawn']);
  assert.match(text, /warning deprecated-package/);
  const { deprecated, hasInstallScript, license } = value?.packages['withdrawn@1.0.0'] ?? {};
  assert.equal(
    { deprecated, hasInstallScript, license },
    { deprecated: 'use chain-a', hasInstallScript: true, license: '(MIT OR Apache-2.0)' },
  );
});

test.run();
