import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isInternalAddress } from '../../src/modules/registry/addresses.ts';
import { createModuleLab, type LabOptions, type ModuleLab } from '../helpers/registry/lab.ts';
import { startRegistry, type TestRegistry } from '../helpers/registry/registry.ts';

const test = suite('registries that lie');
let registry: TestRegistry;
let other: TestRegistry;
const labs: ModuleLab[] = [];
test.before(async () => {
  [registry, other] = await Promise.all([startRegistry(), startRegistry()]);
});
test.after.each(() => {
  for (const lab of labs.splice(0)) lab.remove();
});
test.after(async () => {
  await Promise.all([registry.stop(), other.stop()]);
});

const labOf = (mode: string, npmrc?: string): ModuleLab => {
  const lab = createModuleLab(registry, mode, npmrc);
  labs.push(lab);
  return lab;
};

/** Modes, what is said of them, and how the registry is asked. */
const REFUSED: readonly (readonly [string, RegExp, LabOptions?, string?])[] = [
  ['tampered', /require-integrity-match: The tarball of `chain-b@1\.0\.0` has other bytes/],
  ['forged', /signature-problem: .* has a signature that its registry did not make/],
  ['unsigned', /error signature-problem: .* has no signature/, { profile: 'strict' }],
  ['sha1-only', /error weak-integrity/, { profile: 'strict' }],
  ['sha1-wrong', /require-integrity-match/],
  ['stalled', /registry-problem: .* does not answer within 200 ms/, {}, 'fetch-timeout=200\nfetch-retries=0'],
  ['silent', /registry-problem: .* does not answer within 200 ms/, {}, 'fetch-timeout=200\nfetch-retries=0'],
  ['redirect-loop', /registry-problem: .* redirects more than 5 times/],
  ['redirect-internal', /address-refused: `169\.254\.169\.254` is at the internal address/],
  ['redirect-loopback', /address-refused: `localhost:\d+` is at the internal address `(127\.|::1)/],
  ['redirect-plain', /registry-problem: .* is not encrypted/],
  ['status-404', /version-unknown: .* does not have the package `chain-b`/],
  ['status-405', /registry-problem: .* with status 405/],
  ['status-401', /registry-problem: .* refuses the package `chain-b` \(status 401\)/],
  ['status-500', /registry-problem: .* with status 500/],
  ['page', /registry-problem: .* says nothing about `chain-b`/],
  ['bomb', /unsafe-archive: .* grows to more than/],
  ['link', /unsafe-archive: .* no file but a `SymbolicLink`/],
  ['escape', /unsafe-archive: .* leaves the package/],
  ['absolute', /unsafe-archive: .* leaves the package/],
  ['case-clash', /unsafe-archive: .* which are one on many systems/],
  ['nfc-clash', /unsafe-archive: .* which are one on many systems/],
  ['truncated', /unsafe-archive: .* ends in the middle/],
  ['no-gzip', /unsafe-archive: .* is no gzip file/],
];
for (const [mode, expected, options, npmrc] of REFUSED)
  test(`${mode} is refused, and nothing is written`, async () => {
    const lab = labOf(mode, npmrc);
    const { value, text } = await lab.pin(['npm:chain-b@1.0.0'], options);
    assert.is(value, undefined);
    assert.match(text, expected);
    assert.throws(() => lab.read('renderify.lock.json'), /ENOENT/);
  });

const ACCEPTED: readonly (readonly [string, RegExp, string])[] = [
  ['good', /^$/, 'verified'],
  ['unsigned', /^warning signature-problem/, 'absent'],
  ['keyless', /^$/, 'unsupported'],
  ['keys-405', /^$/, 'unsupported'],
  ['sha1-only', /warning weak-integrity/, 'absent'],
  ['redirect-elsewhere', /^$/, 'verified'],
  ['status-429', /^$/, 'verified'],
  ['reset', /^$/, 'verified'],
];
for (const [mode, expected, signature] of ACCEPTED)
  test(`${mode} is good enough for balanced`, async () => {
    const { value, text } = await labOf(mode).pin(['npm:chain-b@1.0.0'], { profile: 'balanced' });
    assert.match(text, expected);
    assert.is(value?.packages['chain-b@1.0.0']?.signature, signature);
    assert.match(value?.packages['chain-b@1.0.0']?.integrity ?? '', /^sha512-/);
  });

test('a lie of the transitive kind is found as well, with the way to it (C154)', async () => {
  const { value, text } = await labOf('tampered').pin(['npm:chain-a@1.0.0']);
  assert.is(value, undefined);
  assert.match(text, /require-integrity-match/);
});

test('a changed tarball is not taken for a pinned one', async () => {
  const lab = labOf('good');
  await lab.pin(['npm:chain-a']);
  const liar = labOf('tampered');
  liar.write({ 'renderify.lock.json': lab.read('renderify.lock.json') });
  const { value, text } = await liar.load(['npm:chain-a']);
  assert.is(value, undefined);
  assert.match(text, /require-integrity-match/);
});

test('tokens go to their registry, and no further', async () => {
  await Promise.all([registry.log(), other.log()]);
  const mode = `to-${other.port}`;
  const token = `//127.0.0.1:${registry.port}/${mode}/:_authToken=\${SECRET}`;
  const another = `@other:registry=${other.url()}\n//127.0.0.1:${other.port}/:_authToken=other`;
  const lab = labOf(mode, `${token}\n${another}`);
  assert.ok((await lab.pin(['npm:chain-b@1.0.0'])).value);
  const [asked, redirected] = [await registry.log(), await other.log()];
  assert.ok(asked.includes(`${mode} chain-b [Bearer \${SECRET}]`));
  assert.equal(redirected, ['good chain-b/-/chain-b-1.0.0.tgz']);
});

test('a redirect to the address of another machine on loopback is refused', async () => {
  const { text } = await labOf(`to-${other.port}`).pin(['npm:chain-b@1.0.0']);
  assert.match(text, /address-refused/);
});

test('a scope with a registry of its own never falls back', async () => {
  const lab = labOf('good', `@acme:registry=${registry.url('status-404')}`);
  await registry.log();
  const { value, text } = await lab.pin(['npm:@acme/private']);
  assert.is(value, undefined);
  assert.match(text, /does not have the package `@acme\/private`/);
  assert.equal(
    (await registry.log()).filter((line) => line.startsWith('good') && line.includes('@acme')),
    [],
  );
  const found = await labOf('status-404', `@acme:registry=${registry.url()}`).pin(['npm:@acme/private']);
  assert.is(found.value?.packages['@acme/private@1.0.0']?.registry, '@acme');
  assert.not.match(JSON.stringify(found.value), /127\.0\.0\.1/);
});

test('an abort ends everything', async () => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 100);
  const started = labOf('silent').pin(['npm:chain-b@1.0.0'], { signal: controller.signal });
  await started.then(
    () => assert.unreachable('it went on'),
    (error: Error) => assert.is(error.name, 'AbortError'),
  );
});

test('addresses: internal ones in every spelling, and public ones', () => {
  const internal =
    '127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 :: ::1 fe80::1 fc00::1 fd12::1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:a9fe:a9fe 64:ff9b::7f00:1 2002:7f00:1:: [::1] fe80::1%eth0 ff02::1 nonsense';
  const open = '8.8.8.8 172.15.0.1 172.32.0.1 100.128.0.1 2606:4700::1111 ::ffff:8.8.8.8 192.169.0.1';
  assert.equal(
    internal.split(' ').filter((one) => !isInternalAddress(one)),
    [],
  );
  assert.equal(open.split(' ').filter(isInternalAddress), []);
});

test.run();
