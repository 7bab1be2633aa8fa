import type { IncomingMessage, ServerResponse } from 'node:http';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { actionResult, sha256, signatureOf } from '../helpers/action-result.ts';
import { type CasStore, startCasServer } from '../helpers/cas-server.ts';
import { createSandbox, planNamed, type Run, type Sandbox } from '../helpers/cli.ts';
import { runApart } from '../helpers/run-apart.ts';

const test = suite('remote caches that lie, dawdle or are gone');
const SECRET = 'a secret of at least 32 characters';
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];

/** What a good server was given by a build, and what the build should always give. */
let honest: CasStore;
let right: Record<string, string>;
let sandbox: Sandbox;
let count = 0;

test.before(async () => {
  sandbox = createSandbox(Object.fromEntries(NAMES.map((name) => [`plans/${name}.json`, planNamed(name)])));
  const server = await startCasServer();
  const { status, stderr } = await build(server.url, ['--remote-cache-mode', 'read-write']);
  assert.is(status, 0, stderr);
  await server.close();
  honest = server.store;
  right = sandbox.tree(`out${count}`);
  assert.is(honest.size, NAMES.length * 2);
});
test.after(() => sandbox.remove());

function build(
  url: string,
  words: readonly string[] = [],
  env: Record<string, string> = { RENDERIFY_CACHE_KEY: SECRET },
) {
  const n = ++count;
  const fixed = ['build', 'plans', '--cache', `cache${n}`, '-o', `out${n}`, '--remote-cache', url];
  return runApart(sandbox.path, [...fixed, '--remote-cache-timeout', '1', ...words], env).then((run) => ({
    ...run,
    n,
  }));
}

/** Whatever happened: the right bytes, exit 0, at most one line about it. */
function isRight({ status, stderr, n }: Run & { n: number }, said?: string | RegExp): void {
  assert.is(status, 0, stderr);
  assert.equal(sandbox.tree(`out${n}`), right);
  const lines = stderr.split('\n').filter((line) => line.includes('remote cache'));
  assert.ok(lines.length <= 1, stderr);
  if (said !== undefined) assert.match(lines.join(), said);
}

type Lie = (path: string, body: Buffer | undefined, response: ServerResponse, request: IncomingMessage) => void;

const isResult = (path: string) => path.startsWith('/ac/');
const blobOf = (key: string): Buffer => {
  const found = [...honest].find(
    ([path]) => path.startsWith('/cas/') && String(honest.get(`/ac/${key}`)).includes(path.slice(5)),
  );
  return found?.[1] ?? Buffer.alloc(0);
};
const evil = (bytes: Buffer) => Buffer.from(String(bytes).replaceAll('This is', 'That is'));

/** A server that knows a blob for each key, which it names with a signature of its own making. */
function naming(blob: (key: string) => Buffer, sign: (key: string, blob: Buffer) => string): Lie {
  const blobs = new Map<string, Buffer>();
  return (path, body, response) => {
    if (!isResult(path)) return void response.end(blobs.get(path.slice(5)) ?? body ?? '');
    const key = path.slice(4);
    const one = blob(key);
    blobs.set(sha256(one), one);
    response.end(actionResult(one, sign(key, one)));
  };
}

const otherKey = (key: string) =>
  [...honest.keys()]
    .filter(isResult)
    .map((one) => one.slice(4))
    .find((one) => one !== key) ?? '';

/** What servers do, and what is said of them. */
const LIES: Readonly<Record<string, readonly [lie: Lie, said: string]>> = {
  'wrong bytes': [
    (path, body, response) => response.end(isResult(path) ? body : evil(body ?? Buffer.alloc(0))),
    'damaged',
  ],
  'truncated blobs': [
    (path, body = Buffer.alloc(0), response) => response.end(isResult(path) ? body : body.subarray(0, -9)),
    'damaged',
  ],
  'fewer bytes than were said': [
    (path, body = Buffer.alloc(0), response) => {
      response.writeHead(200, { 'content-length': body.length + (isResult(path) ? 0 : 100) });
      const { socket } = response;
      response.end(body);
      if (!isResult(path)) setTimeout(() => socket?.destroy(), 20);
    },
    'could not be reached',
  ],
  garbage: [
    (_, __, response) => response.end(Buffer.from(Array.from({ length: 99 }, (_, i) => (i * 151) % 256))),
    'damaged',
  ],
  'empty answers': [(_, __, response) => response.end(), 'damaged'],
  'a result with a length beyond its end': [
    (_, __, response) => response.end(Buffer.from([18, 255, 255, 255, 255, 15])),
    'damaged',
  ],
  'the result of another plan': [
    (path, _, response) =>
      response.end(isResult(path) ? honest.get(`/ac/${otherKey(path.slice(4))}`) : honest.get(path)),
    'not signed with the key',
  ],
  'the blob of another plan': [
    naming(
      (key) => blobOf(otherKey(key)),
      () => '',
    ),
    'not signed with the key',
  ],
  'its own blob without a signature': [
    naming(
      (key) => evil(blobOf(key)),
      () => '',
    ),
    'not signed with the key',
  ],
  'its own blob with another key': [
    naming(
      (key) => evil(blobOf(key)),
      (key, blob) => signatureOf('another secret of 32 characters!', key, blob),
    ),
    'not signed with the key',
  ],
  'its own blob with the signature of the right one': [
    naming(
      (key) => evil(blobOf(key)),
      (key) => signatureOf(SECRET, key, blobOf(key)),
    ),
    'not signed with the key',
  ],
  'another size': [
    (path, _, response) => {
      const blob = blobOf(path.slice(4));
      const said = signatureOf(SECRET, path.slice(4), blob);
      response.end(isResult(path) ? actionResult(blob, said, blob.length + 1) : honest.get(path));
    },
    'not signed with the key',
  ],
  'results without end': [
    (_, __, response) => {
      const more = setInterval(() => response.write(Buffer.alloc(65_536)), 1);
      response.on('close', () => clearInterval(more));
    },
    'damaged',
  ],
  'blobs without end': [
    (path, body, response) => {
      if (isResult(path)) return void response.end(body);
      const more = setInterval(() => response.write(Buffer.alloc(65_536)), 1);
      response.on('close', () => clearInterval(more));
    },
    'damaged',
  ],
  'errors of its own': [(_, __, response) => response.writeHead(500).end('<h1>oh</h1>'), 'answered with an error'],
  'no space left': [(_, __, response) => response.writeHead(507).end(), 'answered with an error'],
  'compressed blobs': [
    (path, body, response) =>
      void response.writeHead(200, isResult(path) ? {} : { 'content-encoding': 'zstd' }).end(body),
    'damaged',
  ],
  'no right': [(_, __, response) => response.writeHead(403).end(), 'refused the credentials'],
  'a closed connection': [(_, __, response) => response.destroy(), 'could not be reached'],
  'half a header': [(_, __, response) => response.socket?.end('HTTP/1.1 200 O'), 'could not be reached'],
  'another protocol': [
    (_, __, response) => response.socket?.end('220 mail.example.com ESMTP\r\n'),
    'could not be reached',
  ],
  silence: [() => {}, 'did not answer in time'],
  'slow headers': [
    (_, __, response) => {
      const more = setInterval(() => response.socket?.write('H'), 100);
      response.on('close', () => clearInterval(more));
    },
    /could not be reached|did not answer in time/.source,
  ],
  'slow bodies': [
    (_, body, response) => {
      response.writeHead(200, { 'content-length': body?.length ?? 9 });
      let at = 0;
      const more = setInterval(() => response.write((body ?? Buffer.alloc(9)).subarray(at, ++at)), 200);
      response.on('close', () => clearInterval(more));
    },
    'did not answer in time',
  ],
};

for (const [name, [lie, said]] of Object.entries(LIES))
  test(`${name}: the bytes are right`, async () => {
    const server = await startCasServer({
      lie(request, response) {
        const path = request.url ?? '';
        lie(path, honest.get(path), response, request);
      },
    });
    for (const words of [[], [], ['--workers', '1'], ['--remote-cache-mode', 'read-write']])
      isRight(await build(server.url, words), new RegExp(said));
    await server.close();
  });

test('a redirect is not followed, wherever it leads', async () => {
  const other = await startCasServer({
    lie: (request, response) => response.end(honest.get(request.url ?? '')),
  });
  for (const status of [301, 302, 307, 308]) {
    const server = await startCasServer({
      lie(request, response) {
        response.writeHead(status, { location: new URL(request.url ?? '', other.url).href }).end();
      },
    });
    isRight(
      await build(server.url, [], { RENDERIFY_CACHE_KEY: SECRET, RENDERIFY_CACHE_TOKEN: 'token' }),
      'answered with an error',
    );
    await server.close();
  }
  assert.equal(other.requests, []);
  await other.close();
});

test('nobody there: the bytes are right', async () => {
  const server = await startCasServer();
  await server.close();
  isRight(await build(server.url), 'could not be reached');
  isRight(await build('http://no-such-host.invalid/'), 'could not be reached');
});

test('a server that fails is not asked again and again', async () => {
  const server = await startCasServer({ lie: (_, response) => response.writeHead(500).end() });
  const run = await build(server.url, ['--workers', '1']);
  isRight(run, 'answered with an error (5 times), and was not asked any more');
  assert.is(server.requests.length, 5);
  await server.close();
});

test('a server that fails now and then goes on being asked', async () => {
  let asked = 0;
  const server = await startCasServer({
    lie(request, response) {
      const fails = ++asked % 4 === 0;
      if (fails) response.writeHead(500).end();
      else response.end(honest.get(request.url ?? ''));
    },
  });
  const run = await build(server.url, ['--workers', '1']);
  isRight(run, /answered with an error \(\w+( times)?\); the build/);
  await server.close();
});

test('without a key, an entry that cannot be that of the plan is not taken', async () => {
  const open = (blob: (key: string) => Buffer) => naming(blob, () => '');
  const lies: Lie[] = [
    open((key) => blobOf(otherKey(key))),
    open((key) => evil(blobOf(key))),
    open((key) => edit(key, (entry) => entry.bundle.files.push({ path: '../evil.html', text: 'evil' }))),
    open((key) => edit(key, (entry) => entry.bundle.files.push({ path: 'evil.html', text: 'evil' }))),
    open((key) => edit(key, (entry) => entry.bundle.files.pop())),
    open((key) => edit(key, (entry) => Object.assign(entry, { diagnostics: [{ severity: 'warning' }] }))),
    open((key) => edit(key, (entry) => Object.assign(entry, { reads: [['/dev/zero', '0'.repeat(64)]] }))),
    open((key) => edit(key, (entry) => Object.assign(entry.bundle, { csp: 'default-src *' }))),
    open(() => Buffer.from('{"bundle":')),
    open(() => Buffer.from(`${'['.repeat(5000)}${']'.repeat(5000)}`)),
    open(() => Buffer.from([0xff, 0xfe, 0x7b])),
  ];
  for (const lie of lies) {
    const server = await startCasServer({
      lie: (request, response) => lie(request.url ?? '', honest.get(request.url ?? ''), response, request),
    });
    isRight(await build(server.url, ['--remote-cache-unsigned'], {}), /not of these plans|damaged/);
    await server.close();
  }
});

test('what was taken without a key does not stay', async () => {
  const server = await startCasServer();
  for (const [path, body] of honest) server.store.set(path, body);
  isRight(await build(server.url, ['--remote-cache-unsigned'], {}));
  assert.is(server.requests.length, NAMES.length * 2);
  await server.close();
  const near = await runApart(sandbox.path, [
    'build',
    'plans',
    '--cache',
    `cache${count}`,
    '-o',
    'near',
    '--report',
    'r.json',
  ]);
  assert.is(near.status, 0);
  assert.equal(sandbox.tree('near'), right);
});

interface Open {
  readonly bundle: { files: { path: string; text: string }[] };
}

function edit(key: string, change: (entry: Open) => void): Buffer {
  const entry = JSON.parse(String(blobOf(key))) as Open;
  change(entry);
  return Buffer.from(JSON.stringify(entry));
}

test.run();
