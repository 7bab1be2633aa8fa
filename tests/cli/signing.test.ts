import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createSandbox, planNamed, type Run, type Sandbox } from '../helpers/cli.ts';

const test = suite('signing');
const KINDS = { ed25519: null, 'P-256': 'sha256', 'P-384': 'sha384' } as const;
const ENVELOPE = 'bundle.intoto.dsse.json';

let sandbox: Sandbox;
test.before.each(() => {
  sandbox = createSandbox({ 'a.json': planNamed('a'), 'x/a.json': planNamed('a'), 'x/b.json': planNamed('b') });
});
test.after.each(() => sandbox.remove());

/** Makes a key, writes `<name>.pem` and `<name>.pub`, and gives the public one. */
function makeKey(name: string, kind: keyof typeof KINDS = 'ed25519'): KeyObject {
  const { privateKey, publicKey } =
    kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: kind });
  sandbox.write({
    [`${name}.pem`]: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    [`${name}.pub`]: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  });
  return publicKey;
}

interface Envelope {
  payload: string;
  payloadType: string;
  signatures: { keyid: string; sig: string }[];
}

function envelopeIn(folder: string): Envelope {
  return JSON.parse(sandbox.read(`${folder}/${ENVELOPE}`));
}

/** What DSSE 1.0 says is signed. */
function encoded({ payload, payloadType }: Envelope): Buffer {
  const body = Buffer.from(payload, 'base64');
  return Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${body.length} `), body]);
}

function good(run: Run): Run {
  assert.is(run.status, 0, run.stderr);
  return run;
}

/** The names of what verify finds. */
function found(folder: string, ...words: string[]): string[] {
  const { stdout } = sandbox.run(['verify', folder, '--format', 'json', ...words]);
  return (JSON.parse(stdout) as { diagnostics: { name: string }[] }).diagnostics.map(({ name }) => name);
}

for (const [kind, digest] of Object.entries(KINDS))
  test(`${kind}: the envelope is what the specification says, and names every file`, () => {
    const key = makeKey('key', kind as keyof typeof KINDS);
    good(sandbox.run(['build', 'a.json', '--sign', 'key.pem']));
    const envelope = envelopeIn('dist');
    assert.is(envelope.payloadType, 'application/vnd.in-toto+json');
    assert.is(Buffer.from(envelope.payload, 'base64').toString(), sandbox.read('dist/bundle.intoto.json'));
    const [{ sig = '' } = {}] = envelope.signatures;
    assert.ok(verify(digest, encoded(envelope), key, Buffer.from(sig, 'base64')));
    const { subject } = JSON.parse(sandbox.read('dist/bundle.intoto.json')) as { subject: { name: string }[] };
    const files = Object.keys(sandbox.tree('dist')).filter((path) => !path.startsWith('bundle.'));
    assert.equal(subject.map(({ name }) => name).sort(), files.sort());
    good(sandbox.run(['verify', 'dist']));
    good(sandbox.run(['verify', 'dist', '--key', 'key.pub']));
    const before = sandbox.tree('dist');
    assert.match(good(sandbox.run(['build', 'a.json', '--sign', 'key.pem'])).stderr, 'up to date');
    assert.equal(sandbox.tree('dist'), before);
  });

test('OpenSSL finds the signature good', () => {
  if (spawnSync('openssl', ['version']).status !== 0) return;
  makeKey('key', 'P-256');
  good(sandbox.run(['build', 'a.json', '--sign', 'key.pem']));
  const envelope = envelopeIn('dist');
  writeFileSync(join(sandbox.path, 'signed.bin'), encoded(envelope));
  writeFileSync(join(sandbox.path, 'sig.bin'), Buffer.from(envelope.signatures[0]?.sig ?? '', 'base64'));
  const words = ['dgst', '-sha256', '-verify', 'key.pub', '-signature', 'sig.bin', 'signed.bin'];
  assert.match(spawnSync('openssl', words, { cwd: sandbox.path, encoding: 'utf8' }).stdout, 'Verified OK');
});

test('many plans: signed in threads, from the cache, and again', () => {
  const names = Array.from({ length: 70 }, (_, i) => `p${i}`);
  sandbox.write(Object.fromEntries(names.map((name) => [`many/${name}.json`, planNamed(name)])));
  makeKey('key', 'P-384');
  const build = (...words: string[]) => good(sandbox.run(['build', 'many', '--cache', 'cache', ...words]));
  build('--workers', '2');
  assert.equal(found('dist', '--key', 'key.pub').length, 70);
  build('--workers', '2', '--sign', 'key.pem');
  assert.equal(found('dist', '--key', 'key.pub'), []);
  const before = sandbox.tree('dist');
  assert.match(build('--sign', 'key.pem').stderr, 'up to date');
  sandbox.write({ 'many/p3.json': planNamed('other') });
  build('--sign', 'key.pem');
  assert.equal(found('dist', '--key', 'key.pub'), []);
  const after = sandbox.tree('dist');
  const changed = Object.keys(after).filter((path) => after[path] !== before[path] && !path.startsWith('p3/'));
  assert.equal(changed, ['renderify.build.json']);
  build('--sign', 'key.pem', '--no-cache', '-o', 'dist');
  assert.equal(sandbox.tree('dist'), after);
});

test('signatures survive a merge of shards, byte for byte', () => {
  makeKey('key');
  good(sandbox.run(['build', 'x', '--sign', 'key.pem', '-o', 'whole']));
  for (const part of ['1/2', '2/2'])
    good(sandbox.run(['build', 'x', '--sign', 'key.pem', '--shard', part, '-o', `shard-${part[0]}`]));
  good(sandbox.run(['merge', 'shard-1', 'shard-2', '-o', 'merged']));
  assert.equal(sandbox.tree('merged'), sandbox.tree('whole'));
  assert.equal(found('merged', '--key', 'key.pub'), []);
});

test('a plan that is changed loses its old signature', () => {
  makeKey('key');
  good(sandbox.run(['build', 'a.json', '--sign', 'key.pem']));
  sandbox.write({ 'a.json': planNamed('other') });
  good(sandbox.run(['build', 'a.json']));
  assert.not.ok(Object.keys(sandbox.tree('dist')).some((path) => path.startsWith('bundle.')));
  assert.equal(found('dist', '--key', 'key.pub'), ['verify-signature-missing']);
});

test('every change of what was signed is found', () => {
  makeKey('key');
  makeKey('other');
  good(sandbox.run(['build', 'a.json', '--sign', 'key.pem']));
  const signed = envelopeIn('dist');
  const statement = sandbox.read('dist/bundle.intoto.json');
  const forged = Buffer.from(statement.replace('"a"', '"b"')).toString('base64');
  const flipped = Buffer.from(signed.signatures[0]?.sig ?? '', 'base64');
  flipped[5] = (flipped[5] ?? 0) ^ 1;
  const [one = { keyid: '', sig: '' }] = signed.signatures;
  const cases: [what: string, envelope: unknown, finding: string][] = [
    ['payload', { ...signed, payload: forged }, 'verify-signature-changed'],
    ['signature', { ...signed, signatures: [{ ...one, sig: flipped.toString('base64') }] }, 'verify-signature-changed'],
    ['no signature', { ...signed, signatures: [] }, 'verify-signature-untrusted'],
    ['type', { ...signed, payloadType: 'application/json' }, 'verify-signature-form'],
    ['no base64', { ...signed, payload: '*' }, 'verify-signature-form'],
    ['more keys', { ...signed, more: 1 }, 'verify-signature-form'],
    ['a list', [signed], 'verify-signature-form'],
    ['no JSON', 'no', 'verify-signature-form'],
  ];
  for (const [what, envelope, finding] of cases) {
    sandbox.write({ [`dist/${ENVELOPE}`]: envelope });
    assert.equal(found('dist', '--key', 'key.pub'), [finding], what);
  }
  // The id of a key is a hint: another one changes nothing.
  sandbox.write({ [`dist/${ENVELOPE}`]: { ...signed, signatures: [{ ...one, keyid: 'another' }] } });
  assert.equal(found('dist', '--key', 'key.pub'), []);
  const urlSafe = { ...signed, signatures: [{ sig: Buffer.from(one.sig, 'base64').toString('base64url') }] };
  sandbox.write({ [`dist/${ENVELOPE}`]: urlSafe });
  assert.equal(found('dist', '--key', 'key.pub'), []);
  assert.equal(found('dist', '--key', 'other.pub'), ['verify-signature-untrusted']);
});

test('the signature is about exactly these files', () => {
  makeKey('key');
  good(sandbox.run(['build', 'x', '--sign', 'key.pem']));
  const page = sandbox.read('dist/a/index.html');
  const edit = (path: string, text: string) => sandbox.write({ [path]: text });
  edit('dist/a/index.html', `${page} `);
  assert.ok(found('dist', '--key', 'key.pub').includes('verify-signature-subject'));
  edit('dist/a/index.html', page);
  edit('dist/a/evil.html', 'evil');
  assert.ok(found('dist', '--key', 'key.pub').includes('verify-signature-subject'));
  sandbox.shell('rm dist/a/evil.html');
  assert.equal(found('dist', '--key', 'key.pub'), []);
  for (const path of [ENVELOPE, 'bundle.intoto.json']) edit(`dist/a/${path}`, sandbox.read(`dist/b/${path}`));
  assert.ok(found('dist', '--key', 'key.pub').includes('verify-signature-subject'));
  assert.ok(found('dist').includes('verify-signature-subject'), 'also when nobody is named');
});

test('of files beside the bundles no signature speaks', () => {
  makeKey('key');
  good(sandbox.run(['build', 'x', '--sign', 'key.pem', '--host-config', 'netlify']));
  good(sandbox.run(['verify', 'dist']));
  assert.equal(found('dist', '--key', 'key.pub'), ['verify-file-unlisted']);
  good(sandbox.run(['verify', 'dist', '--key', 'key.pub', '--allow-unlisted']));
});

test('keys take turns', () => {
  makeKey('old');
  makeKey('new', 'P-256');
  good(sandbox.run(['build', 'x', '--sign', 'old.pem', '--cache', 'cache']));
  good(sandbox.run(['verify', 'dist', '--key', 'old.pub', '--key', 'new.pub']));
  good(sandbox.run(['build', 'x', '--sign', 'new.pem', '--cache', 'cache']));
  good(sandbox.run(['verify', 'dist', '--key', 'old.pub', '--key', 'new.pub']));
  assert.equal(found('dist', '--key', 'old.pub'), ['verify-signature-untrusted', 'verify-signature-untrusted']);
});

test('a key with a passphrase', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const options = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' } as const;
  sandbox.write({
    'key.pem': privateKey.export(options).toString(),
    'key.pub': publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  });
  const build = (env?: Record<string, string>) =>
    sandbox.run(['build', 'a.json', '--sign', 'key.pem'], { ...(env && { env }) });
  assert.match(build().stderr, 'RENDERIFY_SIGNING_PASSPHRASE');
  assert.is(build({ RENDERIFY_SIGNING_PASSPHRASE: 'wrong' }).status, 2);
  good(build({ RENDERIFY_SIGNING_PASSPHRASE: 'open sesame' }));
  assert.equal(found('dist', '--key', 'key.pub'), []);
});

test('keys of another kind are told', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  makeKey('key');
  sandbox.write({
    'rsa.pem': rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    'rsa.pub': rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    'no.pem': 'no key',
    'bad.pem': '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n',
  });
  const cases: [string[], string][] = [
    [['build', 'a.json', '--sign', 'rsa.pem'], 'of the kind `rsa`'],
    [['build', 'x', '--sign', 'rsa.pem'], 'of the kind `rsa`'],
    [['build', 'a.json', '--sign', 'key.pub'], 'holds no private key'],
    [['build', 'a.json', '--sign', 'bad.pem'], 'damaged'],
    [['build', 'a.json', '--sign', 'none.pem'], 'cannot be read'],
    [['build', 'a.json', '--sign', 'key.pem', '--stdout'], 'exclude each other'],
    [['verify', 'dist', '--key', 'rsa.pub'], 'of the kind `rsa`'],
    [['verify', 'dist', '--key', 'key.pem'], 'holds a private key'],
    [['verify', 'dist', '--key', 'no.pem'], 'damaged'],
    [['verify', 'dist', '--certificate-issuer', 'https://example.com'], 'belong together'],
  ];
  good(sandbox.run(['build', 'a.json']));
  for (const [words, said] of cases) {
    const { status, stderr } = sandbox.run(words);
    assert.is(status, 2, stderr);
    assert.match(stderr, said);
  }
});

test('Sigstore is a package that is installed by those who want it', () => {
  const { status, stderr } = sandbox.run(['build', 'a.json', '--sign', 'sigstore']);
  assert.is(status, 3);
  assert.match(stderr, 'The package `sigstore` is not installed');
  assert.equal(sandbox.tree('.')['dist/index.html'], undefined);
});

test('a cache has no signatures in it', () => {
  makeKey('key');
  good(sandbox.run(['build', 'x', '--sign', 'key.pem', '--cache', 'cache']));
  for (const [path, text] of Object.entries(sandbox.tree('cache')).filter(([path]) => !path.includes('index')))
    assert.not.match(text, ENVELOPE, path);
  assert.ok(statSync(join(sandbox.path, 'cache')).isDirectory());
  assert.ok(readFileSync(join(sandbox.path, 'dist/a', ENVELOPE)).length > 0);
});

test.run();
