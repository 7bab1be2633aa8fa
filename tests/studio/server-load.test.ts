import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { platform } from 'node:process';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { el, planOf } from '../helpers/plan.ts';
import { type Answered, closePlaygrounds, openPlayground, type Playground } from '../helpers/playground-server.ts';

const counter = JSON.parse(readFileSync('fixtures/plans/counter.json', 'utf8'));
const test = suite('plans that want everything for themselves');
test.after.each(closePlaygrounds);

/** Plan code that never ends; each is another plan. */
function endless(number: number): object {
  const code = `export default () => { for (let n = ${number}; ; n++) globalThis.n = n; };`;
  return planOf(el('p', { lang: 'en' }, 'fallback'), {
    id: `endless-${number}`,
    source: { language: 'js', code },
    capabilities: { maxExecutionMs: 20_000 },
  } as never);
}

/** A plan near all limits of size, with so many places that something is wrong with. */
function huge(number: number): object {
  const children = Array.from({ length: 6500 }, (_, at) =>
    el('p', { title: `{{state.${at}.${number}}}` }, '{{missing}}'),
  );
  return planOf(el('main', { lang: 'en' }, ...children), { id: `huge-${number}` } as never);
}

function others(server: Playground): Promise<Answered[]> {
  const ask = async (_: unknown, at: number) => server.ask('/api/plan', { plan: { ...counter, id: `other-${at}` } });
  return Promise.all(Array.from({ length: 30 }, ask));
}

test('code without end occupies a worker and nobody else', async () => {
  const server = await openPlayground({ quickTime: 4000, compileTime: 8000, slowWorkers: 2 });
  const bombs = [1, 2, 3].map((number) => server.ask('/api/build', { plan: endless(number) }));
  // By then all of them are with the slow workers, or wait for them.
  await Promise.all([others(server), others(server)]);
  for (let round = 0; round < 5; round++)
    assert.equal(
      (await others(server)).map(({ status }) => status).filter((status) => status !== 200),
      [],
    );
  assert.equal(await settledCount(bombs), 0, 'the bombs still run');
  for (const { status, body } of await Promise.all(bombs)) {
    assert.is(status, 503);
    assert.match(body.message, 'longer than 8000 ms');
  }
  assert.is((await server.ask('/api/plan', { plan: counter })).status, 200);
  await server.close();
});

// Elsewhere one address of loopback is all there is.
if (platform === 'linux')
  test('one client never has all workers for long work', async () => {
    const server = await openPlayground({ compileTime: 15_000, slowWorkers: 2 }, { debug: true });
    const bombs = [1, 2, 3].map((number) => server.ask('/api/build', { plan: endless(number) }));
    await until(async () => (await server.ask('/api/debug/stats')).body.data.workers.slow.waiting === 2);
    const code = 'export default () => ({ type: "text", value: "done" });';
    const plan = planOf(el('p', { lang: 'en' }, 'fallback'), { source: { language: 'js', code } } as never);
    assert.is(await askFrom('127.0.0.2', server, { plan }), 200);
    assert.is(await settledCount(bombs), 0, 'the first client is still at its first plan');
    await server.close();
    await Promise.all(bombs.map((bomb) => bomb.catch(() => undefined)));
  });

test('plans near all limits are answered, and so are those beside them', async () => {
  // Hardly anything ends so soon: all of it is done again by the workers for long work.
  const server = await openPlayground({ quickTime: 20, slowQueue: { all: 512, each: 512 } });
  const bombs = [1, 2, 3, 4].map((number) => server.ask('/api/plan', { plan: huge(number) }));
  const small = await others(server);
  assert.ok(small.every(({ status }) => status === 200));
  for (const { status, body } of await Promise.all(bombs)) {
    assert.ok([400, 403].includes(status), String(status));
    assert.not.match(body.message, 'larger than');
  }
  await server.close();
});

test('a plan that takes all memory of its worker is 503, and the server goes on', async () => {
  const server = await openPlayground({ workerMemory: 20, quickTime: 10_000 });
  const { status, body } = await server.ask('/api/plan', { plan: huge(1) });
  assert.is(status, 503);
  assert.match(body.message, 'more memory');
  assert.is((await server.ask('/api/plan', { plan: counter })).status, 200);
  await server.close();
});

test('what is too much is 429 and says when to come again', async () => {
  const server = await openPlayground({ quickWorkers: 1, quickQueue: { all: 4, each: 4 } });
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, at) => server.ask('/api/plan', { plan: { ...counter, id: `many-${at}` } })),
  );
  const refused = answers.filter(({ status }) => status === 429);
  assert.ok(refused.length > 0);
  assert.ok(answers.every(({ status }) => status === 200 || status === 429));
  assert.match(refused[0]?.headers.get('retry-after') ?? '', /^\d+$/);
  assert.is((await server.ask('/api/plan', { plan: counter })).status, 200);
  await server.close();
});

test('streams are counted, and a place is free again when one has ended', async () => {
  const server = await openPlayground({ streams: { all: 2, each: 2 }, streamIdle: 1000 });
  const head = `POST /api/stream HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\ncontent-length: 1000\r\n\r\n{"text": "`;
  const held = [server.raw(head, 5000), server.raw(head, 5000)];
  await new Promise((done) => setTimeout(done, 300));
  assert.is((await server.ask('/api/stream', '{"text": "{}"}')).status, 429);
  await Promise.all(held);
  assert.is((await server.ask('/api/stream', '{"text": "{}"}')).status, 200);
  await server.close();
});

test('sessions are bounded: the oldest one of who has most goes', async () => {
  const server = await openPlayground({ sessions: 3 });
  const ids: string[] = [];
  for (let at = 0; at < 5; at++)
    ids.push((await server.ask('/api/plan', { plan: counter, session: true })).body.data.session);
  const statuses = await Promise.all(ids.map(async (session) => (await server.ask('/api/event', { session })).status));
  assert.equal(statuses, [404, 404, 200, 200, 200]);
  await server.close();
});

test('who goes away leaves no work behind', async () => {
  const server = await openPlayground({ compileTime: 60_000, slowWorkers: 1 }, { debug: true });
  const gone = new AbortController();
  const lost = fetch(new URL('/api/build', server.url), {
    method: 'POST',
    body: JSON.stringify({ plan: endless(1) }),
    signal: gone.signal,
  }).catch(() => undefined);
  await until(async () => (await slowLane(server)).running === 1);
  gone.abort();
  await lost;
  await until(async () => (await slowLane(server)).running === 0);
  await server.close();
});

test.run();

async function slowLane(server: Playground): Promise<{ running: number }> {
  return (await server.ask('/api/debug/stats')).body.data.workers.slow;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((done) => setTimeout(done, 50));
}

/** The status of a build that another client asks for. */
function askFrom(localAddress: string, server: Playground, body: object): Promise<number> {
  return new Promise((done, fail) => {
    const call = request(new URL('/api/build', server.url), { method: 'POST', localAddress }, (response) => {
      response.resume();
      done(response.statusCode ?? 0);
    });
    call.on('error', fail).end(JSON.stringify(body));
  });
}

async function settledCount(promises: readonly Promise<unknown>[]): Promise<number> {
  const open = Symbol('open');
  const states = await Promise.all(promises.map((one) => Promise.race([one, Promise.resolve(open)])));
  return states.filter((state) => state !== open).length;
}
