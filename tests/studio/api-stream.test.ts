import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { el, planOf } from '../helpers/plan.ts';
import { assertSchema, closePlaygrounds, type Playground, spawnPlayground } from '../helpers/playground-server.ts';

const counter = readFileSync('fixtures/plans/counter.json', 'utf8');
const test = suite('plans that arrive in pieces by HTTP');
let server: Playground;
test.before(async () => {
  server = await spawnPlayground(['--no-policy-file']);
});
test.after(closePlaygrounds);

test('pieces become previews and then the whole plan', async () => {
  const lines = pieces(counter, 50).map((text) => ({ text }));
  const { body } = await server.ask('/api/stream', ndjson([{ profile: 'strict' }, ...lines]));
  const last = body.at(-1);
  assert.is(last.ok, true);
  assert.equal(last.data.state, { count: 0, open: false });
  assert.is(last.data.facts.profile, 'strict');
  const previews = body.slice(0, -1);
  assert.ok(previews.length >= 3, `${previews.length} previews`);
  assert.equal(
    previews.map(({ sequence }: { sequence: number }) => sequence),
    previews.map((_: unknown, at: number) => at + 1),
  );
});

test('a long plan in many pieces shows at least 20 previews', async () => {
  const rows = Array.from({ length: 150 }, (_, at) =>
    el('p', { className: `row-${at}` }, `This is line ${at} of many`),
  );
  const plan = JSON.stringify(planOf(el('main', { lang: 'en' }, ...rows)), null, 2);
  const { body } = await server.ask('/api/stream', ndjson(pieces(plan, 20).map((text) => ({ text }))));
  assert.ok(body.length > 20, `${body.length - 1} previews of ${plan.length} characters`);
  assert.is(body.at(-1).ok, true);
});

test('operations of JSON Patch make a plan too', async () => {
  const plan = JSON.parse(counter);
  const patches = Object.entries(plan).map(([key, value]) => ({ patch: { op: 'add', path: `/${key}`, value } }));
  const { body } = await server.ask('/api/stream', ndjson([{ format: 'patch' }, ...patches, { end: true }]));
  assert.is(body.at(-1).ok, true);
  assert.is(body.at(-1).data.facts.id, 'counter');
});

test('the first preview is there before the last piece was sent', async () => {
  const call = request(new URL('/api/stream', server.url), { method: 'POST' });
  const heard = lineReader(call);
  for (const text of pieces(counter, 100).slice(0, -2)) call.write(`${JSON.stringify({ text })}\n`);
  const first = await heard.next();
  assertSchema('Preview', first);
  for (const text of pieces(counter, 100).slice(-2)) call.write(`${JSON.stringify({ text })}\n`);
  call.end();
  for (let line = first; ; line = await heard.next()) if ('ok' in line) return assert.is(line['ok'], true);
});

test('what is no plan at the end is said in the last line', async () => {
  const { body } = await server.ask('/api/stream', ndjson([{ text: '{"specVersion": "runtime-plan/v1"}' }]));
  assert.is(body.at(-1).code, 'validation_denied');
  assert.ok(body.at(-1).diagnostics.length > 0);
});

test('lines that are none end the stream with the reason', async () => {
  for (const [lines, message] of [
    ['nonsense', /Line 1/],
    [ndjson([{ text: 'a' }, { more: 1 }]), /Line 2/],
    [ndjson([{ profile: 'loose' }]), /`profile`/],
  ] as const) {
    const { body } = await server.ask('/api/stream', lines);
    assert.is(body.at(-1).code, 'validation_denied');
    assert.match(body.at(-1).message, message);
  }
});

test('a stream may not loosen the policy', async () => {
  const { body } = await server.ask('/api/stream', ndjson([{ profile: 'relaxed' }, { text: counter }]));
  assert.is(body.at(-1).code, 'policy_denied');
});

test('a plan that never ends is refused when it is too large', async () => {
  const lines = Array.from({ length: 40 }, () => ({ text: 'x'.repeat(60_000) }));
  const { body } = await server.ask('/api/stream', ndjson(lines));
  assert.match(body.at(-1).message, 'larger than');
});

test.run();

function pieces(text: string, size: number): string[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, at) => text.slice(at * size, (at + 1) * size));
}

function ndjson(lines: readonly object[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** The lines of an answer as they come. */
function lineReader(call: ReturnType<typeof request>): { next(): Promise<Record<string, unknown>> } {
  const lines: AsyncGenerator<string> = (async function* () {
    const [response] = await new Promise<[NodeJS.ReadableStream]>((done) => call.on('response', (one) => done([one])));
    let rest = '';
    for await (const chunk of response) {
      const parts = (rest + String(chunk)).split('\n');
      rest = parts.pop() ?? '';
      yield* parts;
    }
  })();
  return { next: async () => JSON.parse((await lines.next()).value) };
}
