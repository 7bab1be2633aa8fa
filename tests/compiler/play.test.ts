import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Played, playEvents } from '../../src/compiler/play/play-events.ts';
import type { Json, JsonObject } from '../../src/plan/types.ts';
import { createLab } from '../helpers/lab.ts';
import { el, stateful } from '../helpers/plan.ts';

const test = suite('events without a browser');
const lab = createLab();
test.after(() => lab.close());

const root = el(
  'main',
  { lang: 'en' },
  el('output', { title: '{{event.type}}' }, '{{state.n}} {{state.list}} {{event.payload.by}} {{context.who}}'),
  el('input', { value: '{{state.name}}' }),
);
const transitions = {
  inc: [
    { type: 'increment', path: 'n', by: 2 },
    { type: 'push', path: 'list', value: { $from: 'state.n' } },
  ],
  name: [{ type: 'set', path: 'name', value: { $from: 'event.payload.name' } }],
  fails: [
    { type: 'set', path: 'n', value: 99 },
    { type: 'toggle', path: 'list' },
  ],
  deep: [{ type: 'set', path: 'a.b.c', value: { x: { $from: 'context.who' } } }],
} as never;
const plan = stateful(root, { n: 1, list: [] as Json[], name: 'x' } as JsonObject, transitions);
const source = { name: 'plan.json', text: JSON.stringify(plan) };
const options = { context: { who: 'Ada' } };
const events = [
  { type: 'inc' },
  { type: 'unknown' },
  { type: 'name', payload: { name: '<b>&' } },
  { type: 'deep' },
  { type: 'inc', payload: { by: 7 } },
];

test('state, event, count and page are those of the page in a browser', async () => {
  for (let count = 0; count <= events.length; count++) {
    const played = good(await playEvents(source, options, { events: events.slice(0, count) }));
    const page = await lab.open(plan, { ...options, expose: true });
    await page.page.evaluate(
      `for (const event of ${JSON.stringify(events.slice(0, count))}) renderify.dispatch(event)`,
    );
    const snapshot = (await page.page.evaluate('renderify.snapshot()')) as JsonObject;
    assert.is(pick(played as never), pick(snapshot));
    const still = await lab.show(played.bundle);
    assert.is(await still.page.innerText('main'), await page.page.innerText('main'));
    assert.is(await still.attr('output', 'title'), await page.attr('output', 'title'));
    assert.is(await still.prop('input', 'value'), await page.prop('input', 'value'));
  }
});

test('an event that fails changes nothing, and says why', async () => {
  const played = good(await playEvents(source, options, { events: [{ type: 'fails' }] }));
  assert.equal(played.events, [
    { applied: false, failure: { name: 'toggle-not-boolean', eventType: 'fails', actionIndex: 1, path: 'list' } },
  ]);
  assert.is(played.state['n'], 1);
  assert.is(played.seq, 0);
});

test('it goes on where it was, and bounds are kept', async () => {
  const from = { state: { n: 5, list: [1], name: '' }, event: { type: 'inc', payload: {} }, seq: 3 };
  const played = good(await playEvents(source, options, { ...from, events: [{ type: 'inc' }] }));
  assert.equal({ ...played.state }, { n: 7, list: [1, 7], name: '' });
  assert.is(played.seq, 4);
  const large = await playEvents(source, options, {
    events: [{ type: 'name', payload: { name: 'x'.repeat(70_000) } }],
  });
  assert.is(good(large).events[0]?.failure?.name, 'payload-limit');
  const state = JSON.parse('{"a":{"__proto__":1}}') as JsonObject;
  const refused = await playEvents(source, options, { state, events: [] });
  assert.is(refused.ok, false);
});

test('a plan that cannot be built is not played', async () => {
  const played = await playEvents({ name: 'plan.json', text: '{}' }, {}, { events: [] });
  assert.is(played.ok, false);
  assert.ok(played.diagnostics.length > 0);
});

test.run();

function good(played: Played): Extract<Played, { ok: true }> {
  assert.ok(played.ok, JSON.stringify(played.diagnostics));
  return played as Extract<Played, { ok: true }>;
}

function pick({ state, event, seq }: JsonObject): string {
  return JSON.stringify({ state, event, seq }, null, 2);
}
