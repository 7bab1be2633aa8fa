import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Json, PlanNode } from '../../src/plan/types.ts';
import { createLab, type LabPage } from '../helpers/lab.ts';
import { el, planOf, stateful } from '../helpers/plan.ts';

const test = suite('edge events');
const lab = createLab();
test.after(lab.close);

const label = { 'aria-label': 'field' };
const record = [
  { type: 'push', path: 'log', value: { type: { $from: 'event.type' }, payload: { $from: 'event.payload' } } },
];
const open = (root: PlanNode, ...types: string[]) =>
  lab.open(stateful(root, { log: [] }, Object.fromEntries(types.map((type) => [type, record]))));
const log = async (page: LabPage) => (await page.state()).log as { type: string; payload: Json }[];
const types = async (page: LabPage) => (await log(page)).map((entry) => entry.type);

test('nested mouseenter runs outer first, mouseleave inner first', async () => {
  const box = (size: number) => ({ width: size, height: size });
  const inner = el('div', { id: 'in', style: box(40), onMouseEnter: 'enter-in', onMouseLeave: 'leave-in' });
  const outer = el('div', { id: 'out', style: box(120), onMouseEnter: 'enter-out', onMouseLeave: 'leave-out' }, inner);
  const page = await open(
    el('main', {}, outer, el('p', { id: 'away' }, 'away')),
    'enter-in',
    'leave-in',
    'enter-out',
    'leave-out',
  );
  await page.page.mouse.move(600, 600);
  await page.page.hover('#in');
  await page.page.hover('#away');
  assert.equal(await types(page), ['enter-out', 'enter-in', 'leave-in', 'leave-out']);
});

test('a key press carries its fields', async () => {
  const page = await open(
    el('main', {}, el('input', { id: 'f', ...label, onKeyDown: 'down', onKeyUp: 'up' })),
    'down',
    'up',
  );
  await page.page.focus('#f');
  await page.page.keyboard.press('Shift+A');
  const entries = await log(page);
  assert.equal(
    entries.map((entry) => entry.type),
    ['down', 'down', 'up', 'up'],
  );
  const fields = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: true, repeat: false };
  assert.equal(entries[1]?.payload, { key: 'A', code: 'KeyA', ...fields });
});

test('toggle tells whether the details are open, and the first paint raises none', async () => {
  const details = (id: string, props = {}) =>
    el('details', { id, onToggle: 'toggle', ...props }, el('summary', {}, id), 'x');
  const page = await open(el('main', {}, details('a'), details('b', { open: true })), 'toggle');
  await page.page.waitForTimeout(50);
  assert.equal(await types(page), []);
  await page.click('#a summary');
  await page.page.waitForTimeout(50);
  await page.click('#b summary');
  await page.page.waitForTimeout(50);
  assert.equal(
    (await log(page)).map((entry) => entry.payload),
    [{ open: true }, { open: false }],
  );
});

test('toggle, close, cancel and invalid stay on their own element', async () => {
  const inner = el('details', { id: 'd' }, el('summary', {}, 's'), 'x');
  const form = el(
    'form',
    { onInvalid: 'form' },
    el('input', { id: 'f', required: true, ...label, onInvalid: 'field' }),
    el('button', { id: 'send' }, 'send'),
  );
  const dialog = el('dialog', { id: 'm', onClose: 'close', onCancel: 'cancel' }, el('p', {}, 'modal'));
  const page = await open(
    el('main', {}, el('div', { onToggle: 'outer' }, inner), form, dialog),
    'outer',
    'form',
    'field',
    'close',
    'cancel',
  );
  await page.click('#d summary');
  await page.click('#send');
  await page.page.evaluate(`document.querySelector('#m').showModal()`);
  await page.page.keyboard.press('Escape');
  await page.page.waitForTimeout(50);
  assert.equal(await types(page), ['field', 'cancel', 'close']);
});

test('focus from autofocus is not delivered', async () => {
  const page = await open(
    el('main', {}, el('input', { id: 'f', autoFocus: true, ...label, onFocus: 'focus', onFocusIn: 'in' })),
    'focus',
    'in',
  );
  await page.page.waitForTimeout(50);
  assert.equal(await types(page), []);
});

test('the context menu is prevented where it is bound, and only there', async () => {
  const page = await open(
    el('main', {}, el('p', { id: 'a', onContextMenu: 'menu' }, 'a'), el('p', { id: 'b' }, 'b')),
    'menu',
  );
  const prevented = (id: string) =>
    page.page.evaluate(
      `!document.querySelector('#${id}').dispatchEvent(new MouseEvent('contextmenu', {bubbles: true, cancelable: true}))`,
    );
  assert.is(await prevented('a'), true);
  assert.is(await prevented('b'), false);
});

test('a click on a bound link is prevented only when it leads nowhere', async () => {
  const link = (id: string, props = {}) => el('a', { id, onClick: 'go', ...props }, id);
  const page = await open(
    el(
      'main',
      {},
      link('none'),
      link('empty', { href: '' }),
      link('hash', { href: '#' }),
      link('part', { href: '#part' }),
      link('real', { href: '/x' }),
      el('a', { id: 'free', href: '#' }, 'free'),
    ),
    'go',
  );
  const prevented = async (id: string) => page.page.evaluate(`(${LINK_CLICK})(${JSON.stringify(`#${id}`)})`);
  const found = [];
  for (const id of ['none', 'empty', 'hash', 'part', 'real', 'free']) found.push(await prevented(id));
  assert.equal(found, [true, true, true, false, false, false]);
});

test('the link is judged as it was when the event started', async () => {
  const root = el('main', {}, el('a', { id: 'a', href: '{{u}}', onClick: 'go' }, 'x'));
  const page = await lab.open(stateful(root, { u: '#' }, { go: [{ type: 'set', path: 'u', value: '/x' }] }));
  assert.is(await page.page.evaluate(`(${LINK_CLICK})(${JSON.stringify('#a')})`), true);
  assert.is(await page.page.evaluate(`(${LINK_CLICK})(${JSON.stringify('#a')})`), false);
});

test('a payload beyond its limit drops the event', async () => {
  const root = el(
    'main',
    {},
    el('textarea', { id: 'f', ...label, onInput: 'typed' }),
    el('p', { id: 'n' }, '{{log.length}}'),
  );
  const page = await open(root, 'typed');
  await page.page.fill('#f', 'x'.repeat(70_000));
  assert.equal(await types(page), []);
  assert.ok((await page.faults()).includes('payload-limit'));
  await page.page.fill('#f', 'short');
  assert.equal(await types(page), ['typed']);
});

test('events of disabled controls run nothing, whatever their kind', async () => {
  const field = el('input', { id: 'f', disabled: true, ...label, onInput: 'own', onKeyDown: 'own', onClick: 'own' });
  const page = await open(el('main', { onInput: 'outer' }, field), 'own', 'outer');
  for (const type of ['input', 'keydown', 'click'])
    await page.page.evaluate(`document.querySelector('#f').dispatchEvent(new Event('${type}', {bubbles: true}))`);
  assert.not.ok((await types(page)).includes('own'));
});

test('onEvent hears of events without transition', async () => {
  const page = await lab.open(
    planOf(el('main', {}, el('button', { id: 'b', onClick: { type: 'nobody', payload: { a: 1 } } }, 'x'))),
  );
  await page.click('#b');
  await page.dispatch('embedder', { b: 2 });
  const heard = JSON.stringify(await page.reports());
  assert.match(heard, /"nobody"/);
  assert.match(heard, /"embedder"/);
});

test('unmount stops everything', async () => {
  const page = await open(el('main', {}, el('button', { id: 'b', onClick: 'go' }, 'x')), 'go');
  await page.click('#b');
  const before = await types(page);
  await page.call('unmount');
  assert.equal(before, ['go']);
  await page.page.evaluate(`document.querySelector('#b')?.click()`);
  assert.equal(await page.complaints(), []);
});

test.run();

const LINK_CLICK = `(selector) => {
  let prevented;
  const note = (event) => { prevented = event.defaultPrevented; event.preventDefault(); };
  addEventListener('click', note, { once: true });
  document.querySelector(selector).click();
  return prevented;
}`;
