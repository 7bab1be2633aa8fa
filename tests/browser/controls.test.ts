import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createLab, type LabPage } from '../helpers/lab.ts';
import { el, planOf, stateful } from '../helpers/plan.ts';

const test = suite('form controls');
const lab = createLab();
test.after(lab.close);

const label = { 'aria-label': 'field' };
const set = (path: string, value: unknown = { $from: 'event.payload.v' }) => ({ type: 'set', path, value }) as never;
const field = (page: LabPage) =>
  page.page.evaluate(`(({ value, selectionStart }) => [value, selectionStart])(document.querySelector('#f'))`);

test('a field that echoes its own typing keeps its caret', async () => {
  const input = el('input', { id: 'f', ...label, value: '{{v}}', onInput: 'typed' });
  const page = await lab.open(
    stateful(
      el('main', {}, input, el('p', {}, '{{v}}')),
      { v: 'ac' },
      { typed: [set('v', { $from: 'event.payload.value' })] },
    ),
  );
  await page.page.focus('#f');
  await page.page.evaluate(`document.querySelector('#f').setSelectionRange(1, 1)`);
  await page.page.keyboard.type('b');
  assert.equal(await field(page), ['abc', 2]);
  assert.is(await page.text('p'), 'abc');
});

test('live properties follow state and leave attributes alone', async () => {
  const root = el(
    'main',
    {},
    el('input', { id: 'f', ...label, value: '{{v}}' }),
    el('input', { id: 'c', type: 'checkbox', ...label, checked: '{{c}}' }),
    el('textarea', { id: 't', ...label, value: '{{v}}' }),
    el('audio', { id: 'm', muted: '{{c}}' }),
  );
  const page = await lab.open(stateful(root, { v: 'one', c: true }, { go: [set('v'), { type: 'toggle', path: 'c' }] }));
  await page.dispatch('go', { v: 'two' });
  assert.equal([await page.prop('#f', 'value'), await page.attr('#f', 'value')], ['two', 'one']);
  assert.equal([await page.prop('#c', 'checked'), await page.attr('#c', 'checked')], [false, '']);
  assert.equal([await page.prop('#t', 'value'), await page.prop('#t', 'defaultValue')], ['two', 'one']);
  assert.is(await page.prop('#m', 'muted'), false);
});

test('an indeterminate checkbox is so at first paint', async () => {
  const page = await lab.open(
    stateful(
      el('main', {}, el('input', { id: 'c', type: 'checkbox', ...label, indeterminate: '{{i}}' })),
      { i: true },
      { go: [{ type: 'toggle', path: 'i' }] as never },
    ),
  );
  assert.is(await page.prop('#c', 'indeterminate'), true);
  await page.dispatch('go');
  assert.is(await page.prop('#c', 'indeterminate'), false);
});

test('bound radios of a group end with the one that state names', async () => {
  const radio = (id: string) => el('input', { id, type: 'radio', name: 'g', ...label, checked: `{{on.${id}}}` });
  const page = await lab.open(
    stateful(
      el('main', {}, radio('a'), radio('b'), radio('c')),
      { on: { a: true, b: false, c: false } },
      { go: [set('on.a', false), set('on.b', false), set('on.c', true)] },
    ),
  );
  assert.is(await page.prop('#a', 'checked'), true);
  await page.dispatch('go');
  assert.equal(await Promise.all(['#a', '#b', '#c'].map((id) => page.prop(id, 'checked'))), [false, false, true]);
});

test('a select takes the value that a transition sets and clears what a person chose', async () => {
  const options = ['a', 'b', 'c'].map((value) => el('option', { value }, value.toUpperCase()));
  const page = await lab.open(
    stateful(
      el('main', {}, el('select', { id: 's', ...label, value: '{{v}}' }, ...options)),
      { v: 'b' },
      { go: [set('v')] },
    ),
  );
  assert.is(await page.prop('#s', 'value'), 'b');
  await page.page.selectOption('#s', 'c');
  await page.dispatch('go', { v: 'b' });
  assert.is(await page.prop('#s', 'value'), 'b');
});

test('a reset shows state again, after the transition of the reset itself', async () => {
  const form = el(
    'form',
    { onReset: 'r' },
    el('input', { id: 'f', ...label, value: '{{v}}' }),
    el('select', { id: 's', ...label, value: '{{v}}' }, el('option', {}, 'one'), el('option', {}, 'two')),
    el('button', { id: 'r', type: 'reset' }, 'r'),
  );
  const page = await lab.open(stateful(el('main', {}, form), { v: 'one' }, { r: [set('v', 'two')] }));
  await page.page.fill('#f', 'typed');
  await page.click('#r');
  await page.page.waitForTimeout(30);
  assert.equal([await page.prop('#f', 'value'), await page.prop('#s', 'value')], ['two', 'two']);
});

test('a reset button outside its form, and one that is an input, reset it too', async () => {
  const field = el('input', { id: 'v', ...label, value: '{{v}}' });
  const outside = el('button', { id: 'r', type: 'reset', form: 'f' }, 'r');
  const inside = el('input', { id: 'r', type: 'reset', value: 'r', ...label });
  for (const root of [
    el('main', {}, el('form', { id: 'f' }, field), outside),
    el('main', {}, el('form', {}, field, inside)),
  ]) {
    const page = await lab.open(stateful(root, { v: 'one' }, { go: [set('v')] }), { expose: true });
    await page.dispatch('go', { v: 'two' });
    await page.page.fill('#v', 'typed');
    await page.click('#r');
    await page.page.waitForTimeout(20);
    assert.is(await page.prop('#v', 'value'), 'two');
  }
});

test('the values of a reset are those before it', async () => {
  const form = el(
    'form',
    { onReset: 'r' },
    el('input', { id: 'f', name: 'f', ...label, value: 'start' }),
    el('button', { id: 'r', type: 'reset' }, 'r'),
  );
  const page = await lab.open(
    stateful(el('main', {}, form), { got: null }, { r: [set('got', { $from: 'event.payload.values' })] }),
  );
  await page.page.fill('#f', 'typed');
  await page.click('#r');
  assert.equal((await page.state()).got, { f: 'typed' });
  assert.is(await page.prop('#f', 'value'), 'start');
});

test('a file field gives no value', async () => {
  const input = el('input', { id: 'f', type: 'file', name: 'f', ...label, onChange: 'go' });
  const page = await lab.open(
    stateful(el('main', {}, input), { got: null }, { go: [set('got', { $from: 'event.payload' })] }),
  );
  await page.page.setInputFiles('#f', { name: 'secret.txt', mimeType: 'text/plain', buffer: Buffer.from('x') });
  assert.equal((await page.state()).got, { name: 'f' });
});

test('pressing Enter in a form submits once and goes nowhere', async () => {
  const form = el(
    'form',
    { onSubmit: 'send' },
    el('input', { id: 'f', name: 'q', ...label }),
    el('button', {}, 'send'),
  );
  const page = await lab.open(
    stateful(el('main', {}, form), { n: 0 }, { send: [{ type: 'increment', path: 'n' }] as never }),
  );
  await page.page.fill('#f', 'x');
  await page.page.press('#f', 'Enter');
  assert.equal(await page.state(), { n: 1 });
  assert.equal(await page.complaints(), []);
});

test('pressing Enter in a form without a button goes nowhere either', async () => {
  const form = el('form', {}, el('input', { id: 'f', name: 'q', ...label }));
  for (const expose of [true, false]) {
    const page = await lab.open(planOf(el('main', {}, form)), { expose });
    await page.page.fill('#f', 'x');
    await page.page.press('#f', 'Enter');
    await page.page.waitForTimeout(30);
    assert.equal(await page.complaints(), []);
  }
});

test.run();
