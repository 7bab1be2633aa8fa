import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createSandbox } from '../helpers/cli.ts';
import { el, planOf } from '../helpers/plan.ts';
import { closePlaygrounds, openPlayground, type Playground, spawnPlayground } from '../helpers/playground-server.ts';

const counter = JSON.parse(readFileSync('fixtures/plans/counter.json', 'utf8'));
const test = suite('attacks on the server of the playground');
let server: Playground;
test.before(async () => {
  server = await spawnPlayground(['--no-policy-file']);
});
test.after(closePlaygrounds);

const post = (headers: Readonly<Record<string, string>>) => server.ask('/api/plan', { plan: counter }, headers);

test('a name that leads here and is not ours is refused (DNS rebinding)', async () => {
  const { port } = server;
  for (const host of [
    'evil.example',
    `evil.example:${port}`,
    `127.0.0.1:${port + 1}`,
    `127.0.0.1.evil.example:${port}`,
    '',
  ]) {
    const heard = await server.raw(`GET /api/health HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
    assert.match(heard, /^HTTP\/1\.1 (403|400) /, host);
  }
  for (const host of [`localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`, `127.0.0.1:${port}`]) {
    const heard = await server.raw(`GET /api/health HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
    assert.match(heard, /^HTTP\/1\.1 200 /, host);
  }
});

test('writes of other origins and sites are refused, and nothing may read across', async () => {
  assert.is((await post({ origin: 'https://evil.example' })).status, 403);
  assert.is((await post({ origin: 'null' })).status, 403);
  assert.is((await post({ 'sec-fetch-site': 'cross-site' })).status, 403);
  assert.is((await post({ 'sec-fetch-site': 'same-site' })).status, 403);
  const own = await post({ origin: server.url.slice(0, -1) });
  assert.is(own.status, 200);
  const preflight = await server.raw(
    `OPTIONS /api/plan HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\norigin: https://evil.example\r\naccess-control-request-method: POST\r\nconnection: close\r\n\r\n`,
  );
  assert.not.match(preflight.toLowerCase(), 'access-control');
  assert.is([...own.headers.keys()].filter((name) => name.startsWith('access-control')).length, 0);
});

test('no way of writing a path leads out of the pages', async () => {
  for (const path of [
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/%2e%2e%2f%2e%2e%2fetc/passwd',
    '/..\\package.json',
    '/..%5cpackage.json',
    '//etc/passwd',
    '/./../../etc/passwd',
    '/index.html%00.js',
    '/__proto__',
    '/constructor',
    'http://evil.example/etc/passwd',
    '/api/../package.json',
  ]) {
    const heard = await server.raw(
      `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\nconnection: close\r\n\r\n`,
    );
    assert.match(heard, /^HTTP\/1\.1 (404|400|403) /, path);
    assert.not.match(heard, /root:|"renderify"/, path);
  }
});

test('every answer forbids sniffing, framing and telling where it came from', async () => {
  for (const path of ['/', '/api/health', '/nothing', '/api/openapi.json']) {
    const { headers } = await server.ask(path);
    assert.is(headers.get('x-content-type-options'), 'nosniff', path);
    assert.is(headers.get('referrer-policy'), 'no-referrer', path);
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'.*frame-ancestors 'none'/, path);
  }
});

test('a correlation id comes back as it was, unless it is none', async () => {
  const { headers, body } = await server.ask('/api/health', undefined, { 'x-correlation-id': 'abc-1.2:3_4' });
  assert.is(headers.get('x-correlation-id'), 'abc-1.2:3_4');
  assert.is(body.correlationId, 'abc-1.2:3_4');
  for (const id of ['a b', 'x"}y', 'x'.repeat(65), '<script>', 'é']) {
    const heard = await server.raw(
      `GET /api/health HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\nx-correlation-id: ${id}\r\nconnection: close\r\n\r\n`,
    );
    assert.match(heard, /"correlationId":"[0-9a-f-]{36}"/, id);
    assert.not.match(heard, id);
  }
});

test('a body that is too large is refused before it was sent, and while it is', async () => {
  const head = `POST /api/plan HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\n`;
  assert.match(
    await server.raw(`${head}content-length: 99999999\r\n\r\n{`, 3000),
    /^HTTP\/1\.1 400 [\s\S]*larger than/,
  );
  const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
  const heard = await server.raw(`${head}transfer-encoding: chunked\r\n\r\n${chunk.repeat(20)}`, 3000);
  assert.match(heard, /^HTTP\/1\.1 400 [\s\S]*larger than/);
  assert.is((await post({})).status, 200);
});

test('a request that is no HTTP disturbs nobody', async () => {
  await server.raw('\x16\x03\x01nonsense\r\n\r\n');
  await server.raw(
    `POST /api/plan HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
  );
  assert.is((await post({})).status, 200);
});

test('a body that does not come is given up', async () => {
  const slow = await openPlayground({ bodyTime: 200 });
  const heard = await slow.raw(
    `POST /api/plan HTTP/1.1\r\nhost: 127.0.0.1:${slow.port}\r\ncontent-length: 100\r\n\r\n{"plan":`,
    5000,
  );
  assert.match(heard, /^HTTP\/1\.1 400 [\s\S]*did not arrive within 200 ms/);
  const call = `POST /api/stream HTTP/1.1\r\nhost: 127.0.0.1:${slow.port}\r\ncontent-length: 100\r\n\r\n`;
  await slow.close();
  const idle = await openPlayground({ streamIdle: 200 });
  assert.match(await idle.raw(call.replace(String(slow.port), String(idle.port)), 5000), /did not go on in time/);
  await idle.close();
});

test('with a token, who does not know it may look and not write', async () => {
  const guarded = await spawnPlayground(['--no-policy-file'], { env: { RENDERIFY_TOKEN: 'open sesame' } });
  assert.is((await guarded.ask('/api/health')).status, 200);
  for (const authorization of ['', 'Bearer', 'Bearer wrong', 'open sesame', 'bearer open sesame']) {
    const { status, body } = await guarded.ask('/api/plan', { plan: counter }, { authorization });
    assert.is(status, 401, authorization);
    assert.is(body.code, 'auth_denied');
  }
  const good = await guarded.ask('/api/plan', { plan: counter }, { authorization: 'Bearer open sesame' });
  assert.is(good.status, 200);
  await guarded.close();
});

test('plan code leaves no trace on the machine', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'renderify-trace-'));
  const file = join(folder, 'trace');
  const code = `export default () => {
    try { globalThis.process.getBuiltinModule('fs').writeFileSync(${JSON.stringify(file)}, 'x'); } catch {}
    return { type: 'text', value: typeof globalThis.process };
  }`;
  const plan = planOf(el('p', { lang: 'en' }, 'fallback'), { source: { language: 'js', code } } as never);
  const trusting = await spawnPlayground(['--profile', 'relaxed', '--no-policy-file'], { cwd: folder });
  const { status, body } = await trusting.ask('/api/build', { plan });
  assert.is(status, 200, JSON.stringify(body));
  assert.match(JSON.stringify(body.data.files), 'undefined');
  assert.equal(readdirSync(folder), []);
  await trusting.close();
  rmSync(folder, { recursive: true });
});

test('the policy of the working folder is the ceiling', async () => {
  const sandbox = createSandbox({ 'renderify.policy.json': { format: 'renderify-policy/v1', extends: 'strict' } });
  const strict = await spawnPlayground([], { cwd: sandbox.path });
  assert.is((await strict.ask('/api/plan', { plan: counter })).body.data.facts.profile, 'strict');
  assert.is((await strict.ask('/api/plan', { plan: counter, profile: 'balanced' })).status, 403);
  await strict.close();
  const free = await spawnPlayground(['--allow-profiles'], { cwd: sandbox.path });
  assert.is((await free.ask('/api/plan', { plan: counter, profile: 'relaxed' })).body.data.facts.profile, 'relaxed');
  await free.close();
  sandbox.remove();
});

test('a signal ends it well, and what is under way is answered', async () => {
  const one = await spawnPlayground(['--no-policy-file']);
  const socket = connect(one.port, '127.0.0.1');
  const text = JSON.stringify({ plan: counter });
  const heard = new Promise<string>((done) => {
    let all = '';
    socket.setEncoding('utf8').on('data', (chunk) => {
      all += chunk;
    });
    socket.on('close', () => done(all)).on('error', () => done(all));
  });
  socket.write(
    `POST /api/plan HTTP/1.1\r\nhost: 127.0.0.1:${one.port}\r\ncontent-length: ${text.length}\r\n\r\n${text}`,
  );
  await new Promise((done) => setTimeout(done, 100));
  await one.close();
  assert.is(await one.ended, 0);
  assert.match(await heard, /^HTTP\/1\.1 200/);
});

test('a port that is taken gives way to the next one; what is no port is said', async () => {
  const sandbox = createSandbox();
  const { status, stderr } = sandbox.run(['playground', 'http']);
  assert.is(status, 2);
  assert.match(stderr, 'no port');
  assert.is(sandbox.run(['playground', '1', '--host', '203.0.113.1']).status, 3);
  sandbox.remove();
});

test('--export writes the pages, whole, and into no folder of others', async () => {
  const sandbox = createSandbox({ 'mine/file.txt': 'x' });
  const refused = sandbox.run(['playground', '--export', 'mine']);
  const written = sandbox.run(['playground', '--export', 'public']);
  if (written.status === 0) {
    assert.is(refused.status, 2);
    const files = Object.keys(sandbox.tree('public'));
    assert.ok(files.includes('index.html') && files.includes('preview.html'));
    assert.is(sandbox.run(['playground', '--export', 'public']).status, 0);
    assert.equal(Object.keys(sandbox.tree('public')), files);
  } else assert.match(written.stderr, "without the playground's pages");
  sandbox.remove();
});

test.run();
