import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Sandbox } from '../helpers/cli.ts';
import { el, planOf } from '../helpers/plan.ts';
import { assertSchema, closePlaygrounds, type Playground, spawnPlayground } from '../helpers/playground-server.ts';
import { openWorkshop, type Workshop } from '../helpers/project.ts';

const test = suite('plans with modules by HTTP');
let workshop: Workshop;
let folder: Sandbox;
let server: Playground;

const code = `import { clsx } from 'clsx';
export default ({ state }) => ({ type: 'element', tag: 'p', props: { className: clsx('a', { b: true }), lang: 'en' },
  children: [{ type: 'text', value: 'Hello ' + state.name }] });`;
const plan = planOf(el('p', { lang: 'en' }, 'fallback'), {
  source: { language: 'js', code },
  state: { initial: { name: 'Ada' }, transitions: {} },
} as never);

test.before(async () => {
  workshop = await openWorkshop();
  folder = workshop.folder({}, { 'secret.mjs': 'export default () => "secret"' });
  const env = { RENDERIFY_STORE: join(folder.path, 'store') };
  server = await spawnPlayground(['--profile', 'trusted'], { cwd: folder.path, env, online: true });
});
test.after(async () => {
  await closePlaygrounds();
  await workshop.close();
});

test('are pinned and bundled in memory, and shown', async () => {
  const before = Object.keys(folder.tree()).filter((path) => !path.startsWith('store/'));
  const { status, body } = await server.ask('/api/plan', { plan });
  assert.is(status, 200, JSON.stringify(body));
  assert.match(body.data.html, 'Hello Ada');
  assert.match(body.data.html, 'class="a b"');
  assert.equal(body.data.facts.modules, ['clsx']);
  assert.equal(
    Object.keys(folder.tree()).filter((path) => !path.startsWith('store/')),
    before,
  );
});

test('say each step on the way', async () => {
  const { body } = await server.ask('/api/build', { plan, title: 'Steps' }, { accept: 'text/event-stream' });
  const steps = [...String(body).matchAll(/^event: progress\ndata: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? ''));
  for (const step of steps) assertSchema('Progress', step);
  const names = steps.map(({ step }) => step);
  for (const name of ['compile', 'queue', 'modules', 'link', 'prerender']) assert.ok(names.includes(name), name);
  const result = JSON.parse(/^event: result\ndata: (.*)$/m.exec(String(body))?.[1] ?? '');
  assertSchema('Bundle', result.data);
});

test('whose version nobody can find are 400', async () => {
  const missing = JSON.parse(JSON.stringify(plan).replaceAll("'clsx'", "'no-such-package'"));
  const { status, body } = await server.ask('/api/plan', { plan: missing });
  assert.is(status, 400);
  assert.match(body.message, 'no-such-package');
});

test('do not see the files of the server’s folder, unless a root is named', async () => {
  const component = planOf(el('main', { lang: 'en' }, { type: 'component', module: './secret.mjs' } as never));
  const { status, body } = await server.ask('/api/plan', { plan: component });
  assert.is(status, 400, JSON.stringify(body));
  assert.not.match(JSON.stringify(body), 'secret"');
  const open = await spawnPlayground(['--profile', 'trusted', '--root', '.'], { cwd: folder.path });
  const seen = await open.ask('/api/plan', { plan: component });
  assert.is(seen.status, 200, JSON.stringify(seen.body));
  assert.match(seen.body.data.html, 'secret');
  await open.close();
});

test('play events as well', async () => {
  const { status, body } = await server.ask('/api/event', { plan, events: [] });
  assert.is(status, 200, JSON.stringify(body));
  assert.match(body.data.html, 'Hello Ada');
});

test.run();
