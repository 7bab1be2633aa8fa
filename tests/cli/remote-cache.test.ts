import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { actionResult, fieldsOf, sha256, signatureOf } from '../helpers/action-result.ts';
import { type CasRules, type CasServer, startCasServer } from '../helpers/cas-server.ts';
import { createCertificate } from '../helpers/certificate.ts';
import { createSandbox, planNamed, type Run, type Sandbox } from '../helpers/cli.ts';
import { runApart } from '../helpers/run-apart.ts';

const test = suite('the remote cache');
const SECRET = 'a secret of at least 32 characters';
const NAMES = Array.from({ length: 80 }, (_, i) => `p${String(i).padStart(2, '0')}`);

let sandbox: Sandbox;
let server: CasServer;
test.before.each(async () => {
  sandbox = createSandbox({ 'x/a.json': planNamed('a'), 'x/b.json': planNamed('b'), 'x/c.json': planNamed('c') });
  await serve();
});
test.after.each(async () => {
  await server.close();
  sandbox.remove();
});

async function serve(rules: CasRules = {}): Promise<void> {
  await server?.close();
  server = await startCasServer(rules);
}

interface Circumstances {
  readonly env?: Readonly<Record<string, string>>;
  readonly url?: string;
  readonly plans?: string;
}

/** A build as on another machine: it has a cache and an output folder of its own. */
let machines = 0;
function build(words: readonly string[] = [], { env, url = server.url, plans = 'x' }: Circumstances = {}) {
  const [cache, out] = [`cache${++machines}`, `out${machines}`];
  const all = ['build', plans, '--cache', cache, '-o', out, '--remote-cache', url, ...words];
  return runApart(sandbox.path, all, { RENDERIFY_CACHE_KEY: SECRET, ...env }).then((run) => ({ ...run, cache, out }));
}

const writing = ['--remote-cache-mode', 'read-write'];

function isGood({ status, stderr }: Run): void {
  assert.is(status, 0, stderr);
  assert.equal(server.complaints, []);
}

function puts(): string[] {
  return server.requests.filter((one) => one.startsWith('PUT'));
}

test('what one machine has compiled, another takes', async () => {
  const first = await build(writing);
  isGood(first);
  assert.is(first.stderr, `Built 3 of 3 plans into ${first.out}.\n`);
  assert.is(puts().length, 6);
  assert.ok(puts().findIndex((one) => one.includes('/ac/')) > puts().findIndex((one) => one.includes('/cas/')));
  // Only what was taken from the server has this in it.
  forge(SECRET, (text) => text.replaceAll('This is', 'Taken:'));
  const second = await build(writing);
  isGood(second);
  assert.match(sandbox.read(`${second.out}/a/index.html`), 'Taken: a');
  assert.is(puts().length, 6);
  const third = await runApart(sandbox.path, ['build', 'x', '--cache', second.cache, '-o', 'near']);
  assert.is(third.status, 0);
  assert.match(sandbox.read('near/a/index.html'), 'Taken: a');
});

test('threads read and write, too', async () => {
  sandbox.write(Object.fromEntries(NAMES.map((name) => [`many/${name}.json`, planNamed(name)])));
  const first = await build([...writing, '--workers', '2'], { plans: 'many' });
  isGood(first);
  assert.is(puts().length, NAMES.length * 2);
  const second = await build(['--workers', '3'], { plans: 'many' });
  isGood(second);
  assert.equal(sandbox.tree(second.out), sandbox.tree(first.out));
  assert.is(server.requests.filter((one) => one.startsWith('GET /cas/')).length, NAMES.length);
});

test('nothing is written unless that is asked for', async () => {
  isGood(await build());
  assert.equal(puts(), []);
  assert.is(server.requests.length, 3);
});

test('modules beside a plan are looked at here', async () => {
  sandbox.write({ 'm/a.json': withModule('./a.js'), 'm/b.json': planNamed('b'), 'm/a.js': moduleSaying('one') });
  isGood(await build(writing, { plans: 'm' }));
  const again = await build([], { plans: 'm' });
  isGood(again);
  assert.is(server.requests.filter((one) => one.startsWith('GET /cas/')).length, 2);
  sandbox.write({ 'm/a.js': moduleSaying('two') });
  const changed = await build([], { plans: 'm' });
  isGood(changed);
  assert.match(sandbox.read(`${changed.out}/a/index.html`), '>two<');
});

test('an action result says what a server of the protocol wants to know, and is signed', async () => {
  await build(writing);
  const [path = '', result = Buffer.alloc(0)] = [...server.store].find(([one]) => one.startsWith('/ac/')) ?? [];
  const fields = new Map(fieldsOf(result));
  const file = new Map(fieldsOf(fields.get(2) as Buffer));
  const digest = new Map(fieldsOf(file.get(2) as Buffer));
  assert.is(String(file.get(1)), 'renderify-entry.json');
  assert.match(String(fields.get(5)), /^hmac-sha256 [0-9a-f]{64}$/);
  assert.is(server.store.get(`/cas/${digest.get(1)}`)?.length, digest.get(2));
  assert.match(path, /^\/ac\/[0-9a-f]{64}$/);
});

test('user and password, or a token, go with every request and are never shown', async () => {
  const basic = `Basic ${Buffer.from('ci:pa ss/word').toString('base64')}`;
  await serve({ authorization: basic });
  const url = server.url.replace('//', '//ci:pa%20ss%2Fword@');
  isGood(await build(writing, { url }));
  assert.is(server.store.size, 6);
  await serve({ authorization: 'Bearer token-1234' });
  isGood(await build(writing, { env: { RENDERIFY_CACHE_TOKEN: 'token-1234' } }));
  assert.is(server.store.size, 6);
  const refused = await build(writing, { url: server.url.replace('//', '//ci:secret-word@') });
  assert.is(refused.status, 0);
  assert.match(refused.stderr, 'refused the credentials');
  assert.not.match(refused.stderr, 'secret-word');
  const odd = await build([], { url: 'ftp://ci:secret-word@host/' });
  assert.is(odd.status, 2);
  assert.not.match(odd.stderr, 'secret-word');
});

test('both sides show a certificate', async () => {
  const [ours, theirs] = [createCertificate(['client']), createCertificate(['localhost'])];
  sandbox.write({ 'our.pem': ours.cert, 'our.key': ours.key, 'their.pem': theirs.cert });
  await serve({ tls: { ...theirs, ca: ours.cert, requestCert: true, rejectUnauthorized: true } });
  const ca = ['--remote-cache-ca', 'their.pem'];
  const certificate = ['--remote-cache-cert', 'our.pem', '--remote-cache-key', 'our.key'];
  const good = await build([...writing, ...ca, ...certificate]);
  isGood(good);
  assert.is(good.stderr, `Built 3 of 3 plans into ${good.out}.\n`);
  assert.is(server.store.size, 6);
  for (const words of [certificate, ca]) {
    const refused = await build([...writing, ...words]);
    assert.is(refused.status, 0);
    assert.match(refused.stderr, /did not agree to a TLS connection|could not be reached/);
  }
});

test('without a key nothing is taken, unless server and network are trusted', async () => {
  await build(writing);
  const before = server.requests.length;
  const none = await build(writing, { env: { RENDERIFY_CACHE_KEY: '' } });
  assert.is(none.status, 0);
  assert.match(none.stderr, 'was not used, since there is no key');
  assert.is(server.requests.length, before);
  const trusting = await build(['--remote-cache-unsigned'], { env: { RENDERIFY_CACHE_KEY: '' } });
  assert.is(trusting.status, 0);
  assert.is(trusting.stderr.match(/without a key and over plain http/g)?.length, 1);
  assert.is(server.requests.length, before + 6);
});

test('the key may be in a file', async () => {
  sandbox.write({ 'secret.txt': `${SECRET}\n` });
  await build(writing, { env: { RENDERIFY_CACHE_KEY: '', RENDERIFY_CACHE_KEY_FILE: 'secret.txt' } });
  await build();
  assert.is(server.requests.filter((one) => one.startsWith('GET /cas/')).length, 3);
});

test('what cannot be meant is said', async () => {
  sandbox.write({ 'no.pem': 'no certificate' });
  const cases: [words: string[], env: Record<string, string>, said: string][] = [
    [['--no-cache'], {}, 'exclude each other'],
    [['--offline'], {}, 'exclude each other'],
    [['--remote-cache-unsigned'], {}, 'exclude each other'],
    [['--remote-cache-cert', 'no.pem'], {}, 'belong together'],
    [['--remote-cache-ca', 'no.pem'], {}, 'no PEM'],
    [['--remote-cache-ca', 'none.pem'], {}, 'cannot be read'],
    [[], { RENDERIFY_CACHE_KEY: 'short' }, 'and it takes 32'],
  ];
  for (const [words, env, said] of cases) {
    const { status, stderr } = await build(words, { env });
    assert.is(status, 2, stderr);
    assert.match(stderr, said);
  }
  const alone = await runApart(sandbox.path, ['build', 'x', ...writing]);
  assert.is(alone.status, 2);
});

/** Puts other entries in the place of those that the server has, as somebody could who knows the key. */
function forge(secret: string, change: (text: string) => string): void {
  for (const [path, result] of [...server.store].filter(([one]) => one.startsWith('/ac/'))) {
    const place = new Map(fieldsOf(new Map(fieldsOf(new Map(fieldsOf(result)).get(2) as Buffer)).get(2) as Buffer));
    const blob = Buffer.from(change(String(server.store.get(`/cas/${place.get(1)}`))));
    server.store.set(`/cas/${sha256(blob)}`, blob);
    server.store.set(path, actionResult(blob, signatureOf(secret, path.slice('/ac/'.length), blob)));
  }
}

function withModule(specifier: string): object {
  const plan = planNamed('with module') as { root: object };
  return {
    ...plan,
    imports: [specifier],
    root: { ...plan.root, children: [{ type: 'component', module: specifier }] },
  };
}

function moduleSaying(text: string): string {
  return `export default () => ({ type: "text", value: "${text}" });`;
}

test.run();
