import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Json, JsonObject } from '../../src/plan/types.ts';
import { expectFinding, expectGood } from '../helpers/expect-finding.ts';
import { createLab } from '../helpers/lab.ts';
import { digestOf } from '../helpers/oracle/index.ts';
import { el, stateful } from '../helpers/plan.ts';

const test = suite('conformance: state');
const lab = createLab();
test.after(lab.close);

const button = el('button', { id: 'b', onClick: 'go' }, '{{state}}');
/** A plan whose `go` runs the actions; `fix` makes every path that it is given writable, so that nothing is certain. */
const plan = (initial: JsonObject, go: JsonObject[], fix: JsonObject[] = []) =>
  stateful(button, initial, { go, ...(fix.length > 0 && { fix }) });
const after = async (initial: JsonObject, go: JsonObject[], fix: JsonObject[] = []) => {
  const page = await lab.open(plan(initial, go, fix));
  await page.click('#b');
  return { state: await page.state(), faults: await page.faults(), page };
};
const set = (path: string, value: Json) => ({ type: 'set', path, value });
const increment = (path: string, by?: number) => ({ type: 'increment', path, ...(by !== undefined && { by }) });
const toggle = (path: string) => ({ type: 'toggle', path });
const push = (path: string, value: Json) => ({ type: 'push', path, value });
const POINTER = '/state/transitions/go/0/path';

test('C106: increment adds one and starts at nothing', async () => {
  const { state } = await after({ a: 1, nil: null }, [
    increment('a'),
    increment('b'),
    increment('nil', 2.5),
    increment('a', -3),
  ]);
  assert.equal(state, { a: -1, nil: 2.5, b: 1 });
});

test('C107: toggle starts at true and refuses text', async () => {
  const { state } = await after({ a: true }, [toggle('a'), toggle('b')]);
  assert.equal(state, { a: false, b: true });
  const failed = await after({ s: 'x' }, [toggle('s')], [set('s', true)]);
  assert.equal(failed.state, { s: 'x' });
  assert.equal(failed.faults, ['toggle-not-boolean']);
});

test('C108: push creates a list from nothing', async () => {
  const { state } = await after({ a: null }, [push('a', 1), push('b', [2]), push('a', { c: 3 })]);
  assert.equal(state, { a: [1, { c: 3 }], b: [[2]] });
});

test('C109: push on text fails and changes nothing', async () => {
  const failed = await after({ s: 'x', n: 0 }, [increment('n'), push('s', 1)], [set('s', null)]);
  assert.equal(failed.state, { s: 'x', n: 0 });
  assert.equal(failed.faults, ['push-not-array']);
});

test('C110: an increment that can never succeed fails the build', () => {
  expectFinding(plan({ s: 'x' }, [increment('s')]), 'increment-not-number', { pointer: POINTER });
  expectGood(plan({ s: 'x' }, [increment('s')], [set('s', 1)]));
  expectFinding(plan({ s: 'x' }, [push('s', 1)]), 'push-not-array', { pointer: POINTER });
  expectFinding(plan({ s: 'x' }, [toggle('s')]), 'toggle-not-boolean', { pointer: POINTER });
});

test('C111: a transition is atomic', async () => {
  const go = [set('a', 2), push('list', 2), increment('s')];
  const { state, faults, page } = await after({ a: 1, list: [1], s: 'x' }, go, [set('s', 1)]);
  assert.equal(state, { a: 1, list: [1], s: 'x' });
  assert.equal(faults, ['increment-not-number']);
  assert.is(await page.text('#b'), '{"a":1,"list":[1],"s":"x"}');
  const report = (await page.reports()).find((item) => JSON.stringify(item).includes('increment-not-number'));
  assert.match(JSON.stringify(report), /"eventType":"go"/);
  assert.match(JSON.stringify(report), /"actionIndex":2/);
  assert.match(JSON.stringify(report), /"path":"s"/);
});

test('C112: an element of an array changes in place', async () => {
  const { state } = await after({ items: [{ done: false, t: 'x' }, { done: false }] }, [set('items.0.done', true)]);
  assert.equal(state, { items: [{ done: true, t: 'x' }, { done: false }] });
  assert.ok(Array.isArray(state.items));
});

test('C113: one may append but not leave holes', async () => {
  const { state } = await after({ items: ['a', 'b'] }, [set('items.2', 'c')]);
  assert.equal(state, { items: ['a', 'b', 'c'] });
  expectFinding(plan({ items: ['a', 'b'] }, [set('items.3', 'c')]), 'path-index-range', { pointer: POINTER });
  const late = await after({ items: ['a', 'b'] }, [set('items.3', 'c')], [set('items', [1, 2, 3])]);
  assert.equal(late.faults, ['path-index-range']);
});

test('C114: length and names are no elements', () => {
  expectFinding(plan({ items: [] }, [set('items.length', 0)]), 'path-not-index', { pointer: POINTER });
  expectFinding(plan({ items: [] }, [set('items.x.y', 0)]), 'path-not-index', { pointer: POINTER });
  expectFinding(plan({ items: [1] }, [set('items.4.y', 0)]), 'path-index-range', { pointer: POINTER });
});

test('C115: missing objects are created, and nothing grows out of a number', async () => {
  const { state } = await after({ nil: null }, [set('a.b.c', 1), set('nil.x', 2)]);
  assert.equal(state, { nil: { x: 2 }, a: { b: { c: 1 } } });
  expectFinding(plan({ n: 5 }, [set('n.x', 1)]), 'path-not-container', { pointer: POINTER });
});

test('C116: an index under nothing is ambiguous', () => {
  expectFinding(plan({}, [set('list.0', 1)]), 'path-ambiguous', { pointer: POINTER });
  expectFinding(plan({ list: null }, [set('list.0', 1)]), 'path-ambiguous', { pointer: POINTER });
  expectFinding(plan({}, [set('a.0.b', 1)]), 'path-ambiguous', { pointer: POINTER });
});

test('C117: reserved segments are refused in paths', () => {
  for (const path of ['a.constructor.b', '__proto__.x', 'a.prototype'])
    expectFinding(plan({ a: {} }, [set(path, 1)]), 'no-unsafe-paths', { pointer: POINTER });
  expectFinding(plan({ a: 1 }, [set('state.a', 1)]), 'path-has-root', { pointer: POINTER });
});

test('C118: a missing reference writes null', async () => {
  const { state, page } = await after({ a: 1 }, [set('a', { $from: 'state.nope.x' })]);
  assert.equal(state, { a: null });
  assert.is(await page.text('#b'), '{"a":null}');
});

test('C119: references inside values are resolved', async () => {
  const value = { who: { $from: 'state.name' }, list: [{ $from: 'event.type' }, 1, [{ $from: 'state.o' }]] };
  const { state } = await after({ name: 'Ada', o: { k: 1 }, log: [] }, [push('log', value)]);
  assert.equal(state.log, [{ who: 'Ada', list: ['go', 1, [{ k: 1 }]] }]);
});

test('C120: $from stands alone', () => {
  expectFinding(plan({ a: 1 }, [set('a', { $from: 'state.a', or: 1 })]), 'from-shape');
});

test('C121: references start at a known root', () => {
  const pointer = '/state/transitions/go/0/value/$from';
  for (const $from of ['window.location', 'a', 'a.b', 'document'])
    expectFinding(plan({ a: 1 }, [set('a', { $from })]), 'allowed-value-sources', { pointer });
});

test('C122: later actions see earlier writes', async () => {
  const { state } = await after({ n: 1 }, [
    increment('n'),
    set('copy', { $from: 'state.n' }),
    increment('n'),
    push('seen', { $from: 'state' }),
  ]);
  assert.equal(state, { n: 3, copy: 2, seen: [{ n: 3, copy: 2 }] });
});

test('C123: a state that doubles is stopped at its limit', async () => {
  const go = Array.from({ length: 20 }, () => push('s', { $from: 'state.s' }));
  const initial = { s: ['x'.repeat(100)], n: 0 };
  const { state, faults, page } = await after(initial, go);
  assert.equal(state, initial);
  assert.equal(faults, ['state-limit']);
  assert.is(await page.page.evaluate('1 + 1'), 2);
});

test('C124: two mounts share no state', async () => {
  const page = await lab.mount(plan({ n: 0 }, [increment('n')]));
  const states = await page.page.evaluate(`(${TWO_MOUNTS})('./${page.bundle.entry}')`);
  assert.equal(states, [{ n: 2 }, { n: 1 }]);
});

test('C125: a snapshot fits its own plan only', async () => {
  const counting = plan({ n: 0 }, [increment('n')]);
  const page = await lab.open(counting);
  await page.click('#b');
  const snapshot = (await page.call('snapshot')) as JsonObject;
  assert.equal(snapshot, {
    format: 'renderify-state/v1',
    planId: 'test',
    planVersion: 1,
    planDigest: snapshot.planDigest!,
    seq: 1,
    state: { n: 1 },
    event: { type: 'go', payload: {} },
  });
  assert.ok(String(snapshot.planDigest).includes(digestOf(counting).slice(7)));
  await page.click('#b');
  assert.is(await page.text('#b'), '{"n":2}');
  await page.call('restore', snapshot);
  assert.is(await page.text('#b'), '{"n":1}');
  assert.equal(await page.call('snapshot'), snapshot);
  const other = await lab.open(plan({ n: 0 }, [increment('n', 2)]));
  assert.match(await failure(other.call('restore', snapshot).then(() => other.faults())), /snapshot-mismatch/);
  assert.equal(await other.state(), { n: 0 });
});

test('C126: a replayed log gives the same state and page', async () => {
  const go = [push('log', { $from: 'event.payload.x' }), increment('n')];
  const page = await lab.open(plan({ n: 0, log: [] }, go));
  for (const x of [1, 'two', null, { three: [3] }]) await page.dispatch('go', { x });
  await page.dispatch('unknown', {});
  const text = await page.text('#b');
  const log = [1, 'two', null, { three: [3] }].map((x, at) => ({ seq: at + 1, type: 'go', payload: { x } }));
  const fresh = await lab.open(plan({ n: 0, log: [] }, go));
  await fresh.call('replay', log as Json);
  assert.is(await fresh.text('#b'), text);
  assert.equal(await fresh.state(), { n: 4, log: [1, 'two', null, { three: [3] }] });
});

test('C127: writing its path clears a field that was typed in', async () => {
  const root = el(
    'main',
    {},
    el('input', { id: 'f', 'aria-label': 'f', value: '{{v}}' }),
    el('button', { id: 'b', onClick: 'go' }, 'x'),
  );
  const page = await lab.open(stateful(root, { v: '' }, { go: [set('v', '')] }));
  await page.page.fill('#f', 'typed');
  await page.click('#b');
  assert.is(await page.prop('#f', 'value'), '');
});

test('C128: an unrelated event leaves typing and caret alone', async () => {
  const root = el(
    'main',
    {},
    el('input', { id: 'f', 'aria-label': 'f', value: '{{v}}' }),
    el('p', { id: 'n' }, '{{n}}'),
  );
  const page = await lab.open(stateful(root, { v: 'x', n: 0 }, { go: [increment('n')] }));
  await page.page.fill('#f', 'typed text');
  await page.page.evaluate(`document.querySelector('#f').setSelectionRange(2, 4)`);
  await page.dispatch('go');
  assert.is(await page.text('#n'), '1');
  assert.equal(
    await page.page.evaluate(
      `(({ value, selectionStart, selectionEnd }) => [value, selectionStart, selectionEnd])(document.querySelector('#f'))`,
    ),
    ['typed text', 2, 4],
  );
  assert.is(await page.page.evaluate('document.activeElement.id'), 'f');
});

test('C174: certain failures are found per action', () => {
  const both = plan({ items: 'x' }, [push('items', 1), set('items.9', 1)]);
  expectFinding(both, 'push-not-array', { pointer: POINTER });
  expectFinding(both, 'path-not-container', { pointer: '/state/transitions/go/1/path' });
  const apart = plan({ items: [] }, [push('items', 1), set('items.9', 1)]);
  const all = expectGood(apart);
  assert.not.ok(all.some((item) => item.name === 'path-index-range' && item.severity === 'error'));
});

test.run();

async function failure(work: Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await work);
  } catch (error) {
    return String(error);
  }
}

const TWO_MOUNTS = `async (entry) => {
  const { mount } = await import(new URL(entry, location.href));
  document.body.replaceChildren();
  const hosts = [1, 2].map(() => document.body.appendChild(document.createElement('section')));
  const handles = hosts.map((host) => mount(host, {}));
  handles[0].dispatch({ type: 'go', payload: {} });
  handles[1].dispatch({ type: 'go', payload: {} });
  hosts[0].querySelector('button').click();
  await new Promise((done) => setTimeout(done, 20));
  return handles.map((handle) => handle.getState());
}`;
