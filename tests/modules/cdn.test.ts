import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { coordinatesOf } from '../../src/modules/coordinates.ts';
import { createModuleLab, type ModuleLab } from '../helpers/registry/lab.ts';
import { startRegistry, type TestRegistry } from '../helpers/registry/registry.ts';

const test = suite('URLs of CDNs');
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

/** URLs, and what they mean: package, path, and whether the CDN gives the bytes as they are. */
const READ: readonly (readonly [string, string, string, boolean])[] = [
  ['https://ga.jspm.io/npm:preact@10.28.3/dist/preact.module.js', 'preact@10.28.3', 'dist/preact.module.js', false],
  ['https://ga.jspm.io/npm:@scope/a@1.0.0-rc.1/x.js', '@scope/a@1.0.0-rc.1', 'x.js', false],
  ['https://jspm.dev/npm:a@1.0.0!cjs', 'a@1.0.0', '', false],
  ['https://jspm.dev/a@1', 'a@1', '', false],
  ['https://esm.sh/a@1.0.0', 'a@1.0.0', '', false],
  ['https://esm.sh/v135/@scope/a@%5E1.0.0/sub/x', '@scope/a@^1.0.0', 'sub/x', false],
  ['https://esm.sh/stable/a@1.0.0/es2022/x.mjs', 'a@1.0.0', 'x.mjs', false],
  ['https://esm.sh/*a@1.0.0&target=es2022/x?bundle', 'a@1.0.0', 'x', false],
  ['https://esm.sh/a@1.0.0?alias=react:preact/compat&deps=preact@10.28.3', 'a@1.0.0', '', false],
  ['https://cdn.jsdelivr.net/npm/a@1.0.0/dist/a.js', 'a@1.0.0', 'dist/a.js', true],
  ['https://cdn.jsdelivr.net/npm/a@1.0.0/+esm', 'a@1.0.0', '', false],
  ['https://esm.run/a@1.0.0', 'a@1.0.0', '', false],
  ['https://unpkg.com/@scope/a@1.0.0/x.js', '@scope/a@1.0.0', 'x.js', true],
  ['https://unpkg.com/a@1.0.0/x.js?module', 'a@1.0.0', 'x.js', false],
];
for (const [url, key, path, faithful] of READ)
  test(`reads ${url}`, () => {
    const said = coordinatesOf(url);
    assert.is(said.kind, 'package');
    if (said.kind !== 'package') return;
    assert.equal([`${said.name}@${said.wanted}`, said.path, said.faithful], [key, path, faithful]);
  });

const REFUSED = [
  'https://ga.jspm.io/npm:a@1.0.0/x.js?y',
  'https://ga.jspm.io/other',
  'https://ga.jspm.io:8443/npm:a@1.0.0',
  'https://user@ga.jspm.io/npm:a@1.0.0',
  'http://ga.jspm.io/npm:a@1.0.0',
  'https://ga.jspm.io/npm:a@1.0.0/%25252e%25252e/x.js',
  'https://esm.sh/gh/user/repo',
  'https://esm.sh/jsr/@std/x',
  'https://esm.sh/pr/a/b@1',
  'https://esm.sh/a@1.0.0?alias=left:right',
  'https://esm.sh/a@1.0.0?deps=lodash@3',
  'https://esm.sh/a@1.0.0?conditions=node',
  'https://cdn.jsdelivr.net/gh/user/repo/x.js',
  'https://cdn.jsdelivr.net/combine/npm/a,npm/b',
  'https://unpkg.com/a@1.0.0?meta',
  'https://esm.run/a@1.0.0#x',
];
for (const url of REFUSED) test(`refuses ${url}`, () => assert.is(coordinatesOf(url).kind, 'refused'));

test('other hosts, and those that only look alike, are no package', () => {
  for (const host of ['esm.sh.evil.example', 'xesm.sh', 'cdn.example'])
    assert.is(coordinatesOf(`https://${host}/a@1.0.0`).kind, 'remote');
});

const PREACT = 'https://ga.jspm.io/npm:preact@10.28.3/dist/preact.module.js';

test('a URL, a bare name with that URL in the manifest, and the package give one graph', async () => {
  const graphs = [];
  for (const asked of [[PREACT], [['preact', { resolvedUrl: PREACT }] as const], ['npm:preact@10.28.3'], ['preact']]) {
    const { value: pinned, text } = await lab.pin(asked);
    assert.ok(pinned, text);
    const { value } = await lab.load(asked);
    graphs.push([...(value?.modules.keys() ?? [])].join());
  }
  assert.equal(new Set(graphs).size, 1);
});

test('a file that only the CDN has is missed by name', async () => {
  const { text } = await lab.pin(['https://ga.jspm.io/npm:preact@10.28.3/_/4f2a.js']);
  assert.match(text, /error module-not-found: The package `preact@10\.28\.3` has no `_\/4f2a\.js`/);
});

test('a range in a URL is locked, with a warning; strict refuses it', async () => {
  const { value, text } = await lab.pin(['https://esm.sh/chain-b@^1.0.0?dev'], { profile: 'balanced' });
  assert.match(text, /warning loose-url: The URL of `chain-b` at `esm\.sh` has the range or tag `\^1\.0\.0`/);
  assert.is(value?.specifiers['https://esm.sh/chain-b@^1.0.0?dev'], 'chain-b@1.2.0/index.js');
  assert.match((await lab.pin(['https://esm.sh/chain-b@^1.0.0'], { profile: 'strict' })).text, /error loose-url/);
});

const OTHER = `sha384-${'A'.repeat(64)}`;

test('an integrity that can match nothing: strict refuses, balanced keeps it as a claim', async () => {
  const asked = [['preact', { resolvedUrl: PREACT, integrity: OTHER }]] as const;
  const strict = await lab.pin(asked, { profile: 'strict' });
  assert.match(strict.text, /error unverifiable-integrity: `ga\.jspm\.io` rewrites packages/);
  assert.match(strict.diagnostics[0]?.help ?? '', /`sha384-[^`]+`, the digest of the file.*`sha512-/);
  const { value, text } = await lab.pin(asked, { profile: 'balanced' });
  assert.match(text, /warning unverifiable-integrity/);
  assert.equal(value?.packages['preact@10.28.3']?.claimedIntegrity, { [PREACT]: OTHER });
});

test('the digest of the file, or of the tarball, is accepted in strict', async () => {
  const { value } = await lab.pin([PREACT]);
  const { integrity = '', files = {} } = value?.packages['preact@10.28.3'] ?? {};
  for (const good of [integrity, files['dist/preact.module.js'] ?? '']) {
    const asked = [['preact', { resolvedUrl: PREACT, integrity: good }]] as const;
    const { value: pinned, text } = await lab.pin(asked, { profile: 'strict' });
    assert.ok(pinned, text);
    assert.ok((await lab.load(asked, { profile: 'strict' })).value);
  }
});

test('where the bytes are those of the package, a wrong digest is an error in every profile; the strongest decides (C152)', async () => {
  const url = 'https://unpkg.com/chain-b@1.0.0/index.js';
  const right = (await lab.pin([url])).value?.packages['chain-b@1.0.0']?.files['index.js'];
  const wrong = await lab.pin([[url, { integrity: OTHER }]], { profile: 'relaxed' });
  assert.match(wrong.text, /error require-integrity-match/);
  const weaker = `sha256-${'A'.repeat(43)}= ${right}`;
  assert.ok((await lab.pin([[url, { integrity: weaker }]])).value);
  const stronger = `${right} sha512-${'A'.repeat(86)}==`;
  assert.is((await lab.pin([[url, { integrity: stronger }]])).value, undefined);
});

test.run();
