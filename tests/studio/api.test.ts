import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { build } from '../helpers/door.ts';
import { el, planOf } from '../helpers/plan.ts';
import { assertSchema, closePlaygrounds, type Playground, spawnPlayground } from '../helpers/playground-server.ts';

const counter = JSON.parse(readFileSync('fixtures/plans/counter.json', 'utf8'));
const test = suite('the API of the playground');
let server: Playground;
test.before(async () => {
  server = await spawnPlayground(['--debug', '--profile', 'balanced', '--no-policy-file']);
});
test.after(closePlaygrounds);

test('health says that the server is there', async () => {
  const { status, body } = await server.ask('/api/health');
  assert.is(status, 200);
  assert.is(body.data.status, 'ok');
});

test('plan gives the page that a build gives, with state and facts', async () => {
  const { status, body } = await server.ask('/api/plan', { plan: counter });
  const { bundle } = await build(counter, { target: 'single-file' });
  assert.is(status, 200);
  assert.is(body.data.html, bundle?.files.find(({ path }) => path === bundle.entry)?.text);
  assert.equal(body.data.state, { count: 0, open: false });
  assert.equal(body.data.facts.events, ['add', 'reset', 'toggle']);
  assert.equal(body.data.diagnostics, []);
});

test('a plan as its text is the same plan', async () => {
  const text = readFileSync('fixtures/plans/counter.json', 'utf8');
  const [one, two] = [await server.ask('/api/plan', { plan: text }), await server.ask('/api/plan', { plan: counter })];
  assert.is(one.body.data.html, two.body.data.html);
  assert.is((await server.ask('/api/plan', counter)).body.data.html, two.body.data.html);
  const refused = await server.ask('/api/plan', '{"specVersion": "runtime-plan/v1",\n "id": 7}');
  assert.ok(refused.body.diagnostics.some(({ line }: { line: number }) => line === 2));
});

test('context, title and target count', async () => {
  const plan = planOf(el('p', { lang: 'en' }, '{{context.name}}'));
  const { body } = await server.ask('/api/plan', { plan, context: { name: 'Ada' }, title: 'Hello' });
  assert.match(body.data.html, '<title>Hello</title>');
  assert.match(body.data.html, '>Ada<');
  const module = await server.ask('/api/build', { plan, target: 'module' });
  assert.ok(module.body.data.entry.endsWith('.js'));
});

test('findings of the language are 400, with their places in the text that was sent', async () => {
  const { status, body } = await server.ask('/api/plan', `{"plan": {"specVersion": "runtime-plan/v1",\n "id": 7}}`);
  assert.is(status, 400);
  assert.is(body.code, 'validation_denied');
  assert.ok(
    body.diagnostics.some(({ pointer, line }: { pointer: string; line: number }) => pointer === '/id' && line === 2),
  );
});

test('duplicate keys of a plan are seen in the request', async () => {
  const { status, body } = await server.ask('/api/plan', '{"plan": {"id": "a", "id": "b"}}');
  assert.is(status, 400);
  assert.match(body.message, 'id');
});

test('what nothing but the policy forbids is 403', async () => {
  const plan = planOf(el('iframe', { lang: 'en' }));
  const { status, body } = await server.ask('/api/plan', { plan });
  assert.is(status, 403);
  assert.is(body.code, 'policy_denied');
  assert.ok(body.diagnostics.length > 0);
});

test('a request may tighten the policy, and not loosen it', async () => {
  const strict = await server.ask('/api/plan', { plan: counter, profile: 'strict' });
  assert.is(strict.body.data.facts.profile, 'strict');
  const looser = await server.ask('/api/plan', { plan: counter, profile: 'relaxed' });
  assert.is(looser.status, 403);
  assert.match(looser.body.message, 'looser');
  const format = 'renderify-policy/v1';
  const loosening = {
    format,
    extends: 'strict',
    overrides: { allowFormAction: true },
    reasons: { allowFormAction: 'x' },
  };
  assert.is((await server.ask('/api/plan', { plan: counter, policy: loosening })).status, 403);
  const tightening = { format, extends: 'balanced', overrides: { maxNodeCount: 3 } };
  const refused = await server.ask('/api/plan', { plan: counter, policy: JSON.stringify(tightening) });
  assert.is(refused.status, 403);
  assert.is(refused.body.diagnostics[0].name, 'max-node-count');
});

test('requests that are none are 400 and say why', async () => {
  const wrong: readonly [unknown, RegExp][] = [
    ['not json', /cannot be read/],
    ['[]', /must be a JSON object/],
    [{}, /no `plan`/],
    [{ plan: 3 }, /`plan` in the request must be/],
    [{ plan: counter, profle: 'strict' }, /Did you mean `profile`/],
    [{ plan: counter, profile: 'loose' }, /one of `strict`/],
    [{ plan: counter, title: 3 }, /`title`/],
    [{ plan: counter, context: [] }, /`context`/],
    [`{"plan": ${'['.repeat(100_000)}`, /./],
  ];
  for (const [body, message] of wrong) {
    const answer = await server.ask('/api/plan', body as string);
    assert.is(answer.status, 400, JSON.stringify(answer.body));
    assert.match(answer.body.message, message);
  }
});

test('probe-plan says whether a plan can be built', async () => {
  assert.is((await server.ask('/api/probe-plan', { plan: counter })).body.data.ok, true);
  const { body } = await server.ask('/api/probe-plan', { plan: planOf(el('iframe', {})) });
  assert.is(body.data.ok, false);
  assert.is(body.data.policy.ok, false);
});

test('build gives the files of the command line', async () => {
  const { body } = await server.ask('/api/build', { plan: counter });
  const { bundle } = await build(counter);
  assert.equal(
    body.data.files.map(({ path, text }: { path: string; text: string }) => ({ path, text })),
    bundle?.files.map(({ path, text }) => ({ path, text })),
  );
});

test('a zip file has the same files, and the same bytes every time', async () => {
  const one = await server.ask('/api/build', { plan: counter }, { accept: 'application/zip' });
  const two = await server.ask('/api/build', { plan: counter, format: 'zip', profile: 'balanced' });
  assert.is(one.headers.get('content-disposition'), 'attachment; filename="counter.zip"');
  assert.equal(one.bytes, two.bytes);
  const { bundle } = await build(counter);
  const files = Object.entries(unzipSync(one.bytes)).map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]);
  assert.equal(
    Object.fromEntries(files),
    Object.fromEntries((bundle?.files ?? []).map(({ path, text }) => [path, text])),
  );
});

test('a session goes from event to event', async () => {
  const { body } = await server.ask('/api/plan', { plan: counter, session: true });
  const { session } = body.data;
  const one = await server.ask('/api/event', { session, seq: 0, events: [{ type: 'add' }, { type: 'add' }] });
  assert.is(one.body.data.state.count, 2);
  assert.is(one.body.data.seq, 2);
  assert.match(one.body.data.html, 'Count: 2');
  const two = await server.ask('/api/event', { session, events: [{ type: 'toggle' }, { type: 'nothing' }] });
  assert.equal(two.body.data.state, { count: 2, open: true });
  assert.equal(two.body.data.events, [{ applied: true }, { applied: false }]);
});

test('two sessions of one plan do not know of each other', async () => {
  const open = async () => (await server.ask('/api/plan', { plan: counter, session: true })).body.data.session;
  const [a, b] = await Promise.all([open(), open()]);
  assert.is.not(a, b);
  await server.ask('/api/event', { session: a, events: [{ type: 'add' }] });
  assert.is((await server.ask('/api/event', { session: b, events: [] })).body.data.state.count, 0);
});

test('events with a plan begin a session', async () => {
  const { body } = await server.ask('/api/event', { plan: counter, events: [{ type: 'add' }] });
  assert.is(body.data.state.count, 1);
  assert.is((await server.ask('/api/event', { session: body.data.session, seq: 1 })).body.data.seq, 1);
});

test('a stale number is 409 and changes nothing, an unknown session is 404', async () => {
  const { body } = await server.ask('/api/event', { plan: counter, events: [{ type: 'add' }] });
  const { session } = body.data;
  const stale = await server.ask('/api/event', { session, seq: 0, events: [{ type: 'add' }] });
  assert.is(stale.status, 409);
  assert.is(stale.body.code, 'conflict');
  assert.is((await server.ask('/api/event', { session })).body.data.state.count, 1);
  assert.is((await server.ask('/api/event', { session: 'nobody', events: [] })).status, 404);
});

test('of two events at once with one number only one counts', async () => {
  const { body } = await server.ask('/api/plan', { plan: counter, session: true });
  const event = { session: body.data.session, seq: 0, events: [{ type: 'add' }] };
  const answers = await Promise.all([server.ask('/api/event', event), server.ask('/api/event', event)]);
  assert.equal(answers.map(({ status }) => status).sort(), [200, 409]);
});

test('events that are none are 400, payloads that are too large do nothing', async () => {
  for (const events of [{}, [3], [{ payload: {} }], [{ type: 'add', more: 1 }], Array(1001).fill({ type: 'add' })])
    assert.is((await server.ask('/api/event', { plan: counter, events })).status, 400);
  const payload = { text: 'x'.repeat(70_000) };
  const { body } = await server.ask('/api/event', { plan: counter, events: [{ type: 'add', payload }] });
  assert.is(body.data.state.count, 0);
  assert.is(body.data.events[0].failure.name, 'payload-limit');
});

test('long work tells its steps as events', async () => {
  const { body, headers } = await server.ask('/api/plan', { plan: counter }, { accept: 'text/event-stream' });
  assert.match(headers.get('content-type') ?? '', 'text/event-stream');
  const events = String(body)
    .trim()
    .split('\n\n')
    .map((event) => ({
      name: /^event: (.*)$/m.exec(event)?.[1],
      data: JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? 'null'),
    }));
  for (const { data } of events.slice(0, -1)) assertSchema('Progress', data);
  assert.is(events[0]?.name, 'progress');
  assert.is(events.at(-1)?.name, 'result');
  assertSchema('Page', events.at(-1)?.data.data);
});

test('modules that are nowhere are findings, offline', async () => {
  const component = { type: 'component', module: 'npm:left-out@1.0.0', exportName: 'default' };
  const plan = planOf(
    component as never,
    {
      moduleManifest: {
        'npm:left-out@1.0.0': { resolvedUrl: 'https://ga.jspm.io/npm:left-out@1.0.0/index.js', version: '1.0.0' },
      },
    } as never,
  );
  const { status, body } = await server.ask('/api/plan', { plan });
  assert.is(status, 400, JSON.stringify(body));
  assert.ok(body.diagnostics.length > 0);
});

test('a plan reads no file of the machine', async () => {
  const component = { type: 'component', module: './package.json', exportName: 'default' };
  const { status, body } = await server.ask('/api/plan', { plan: planOf(component as never) });
  assert.is(status, 400, JSON.stringify(body));
  assert.match(body.message, 'no file');
});

test('addresses that are not there are 404, also with another method', async () => {
  assert.is((await server.ask('/api/nothing')).status, 404);
  assert.is((await server.ask('/api/plan')).status, 404);
  assert.is((await server.ask('/nothing.html')).status, 404);
  assert.is((await server.ask('/api/health', {})).status, 404);
});

test('the document describes itself, and every path of it is there', async () => {
  const { body } = await server.ask('/api/openapi.json');
  assert.is(body.openapi, '3.1.0');
  for (const path of Object.keys(body.paths)) assert.is.not((await server.ask(path, '{}')).status, 500, path);
});

test('stats count, and only where they were asked for', async () => {
  const { body } = await server.ask('/api/debug/stats');
  assert.ok(body.data.traffic.requests > 10);
  const quiet = await spawnPlayground();
  assert.is((await quiet.ask('/api/debug/stats')).status, 404);
  await quiet.close();
});

test.run();
