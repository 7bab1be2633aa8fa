import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Json, JsonObject, PlanNode } from '../../src/plan/types.ts';
import { build, findings, names, scriptOf } from '../helpers/door.ts';
import { expectFinding } from '../helpers/expect-finding.ts';
import { createLab } from '../helpers/lab.ts';
import { el, planOf, stateful } from '../helpers/plan.ts';

const test = suite('conformance: events');
const lab = createLab();
test.after(lab.close);

const keep = [{ type: 'set', path: 'got', value: { $from: 'event.payload' } }];
const note = [{ type: 'push', path: 'log', value: { $from: 'event.type' } }];
const logged = (root: PlanNode, ...types: string[]) =>
  stateful(root, { log: [] }, Object.fromEntries(types.map((type) => [type, note])));
const got = (root: PlanNode) => stateful(root, { got: null }, { go: keep });
const label = { 'aria-label': 'field' };

test('C090: a binding is a type, or a type with a payload', () => {
  for (const onClick of [
    5,
    { code: 'x' },
    '',
    null,
    true,
    ['go'],
    {},
    { type: 5 },
    { type: 'go', payload: 'x' },
  ] as Json[])
    expectFinding(planOf(el('button', { onClick }, 'x')), 'binding-shape');
});

test('C091: events outside the table are refused', () => {
  for (const prop of ['onError', 'onMouseMove', 'onLoad', 'onScroll', 'onWheel', 'onClickCapture'])
    expectFinding(planOf(el('button', { [prop]: 'go' }, 'x')), 'event-unknown', { pointer: `/root/props/${prop}` });
});

test('C092: both names of a double click work', async () => {
  const root = el(
    'main',
    {},
    el('p', { id: 'a', onDoubleClick: 'one' }, 'a'),
    el('p', { id: 'b', onDblClick: 'two' }, 'b'),
  );
  const page = await lab.open(logged(root, 'one', 'two'));
  await page.page.dblclick('#a');
  await page.page.dblclick('#b');
  assert.equal((await page.state()).log, ['one', 'two']);
});

test('C093: focus is for its element and focusin for its descendants too', async () => {
  const inner = (id: string) => el('input', { id, ...label });
  const root = el(
    'main',
    {},
    el('div', { onFocus: 'focus', onBlur: 'blur' }, inner('a')),
    el('div', { onFocusIn: 'in', onFocusOut: 'out' }, inner('b')),
    el('input', { id: 'c', ...label, onFocus: 'focus', onBlur: 'blur' }),
  );
  const page = await lab.open(logged(root, 'focus', 'blur', 'in', 'out'));
  for (const id of ['a', 'b', 'c', 'a']) await page.page.focus(`#${id}`);
  assert.equal((await page.state()).log, ['in', 'out', 'focus', 'blur']);
});

test('C094: mouseenter fires once among descendants', async () => {
  const box = { width: 100, height: 40 };
  const root = el(
    'main',
    {},
    el(
      'div',
      { onMouseEnter: 'enter', onMouseLeave: 'leave', style: { width: 200, height: 100 } },
      el('p', { id: 'a', style: box }, 'a'),
      el('p', { id: 'b', style: box }, 'b'),
    ),
    el('p', { id: 'out' }, 'out'),
  );
  const page = await lab.open(logged(root, 'enter', 'leave'));
  for (const id of ['a', 'b', 'a', 'out']) await page.page.hover(`#${id}`);
  assert.equal((await page.state()).log, ['enter', 'leave']);
});

test('C095: the inner transition runs first', async () => {
  const root = el('div', { onClick: 'outer' }, el('section', {}, el('button', { id: 'b', onClick: 'inner' }, 'x')));
  const page = await lab.open(logged(root, 'inner', 'outer'));
  await page.click('#b');
  assert.equal((await page.state()).log, ['inner', 'outer']);
});

test('C096: the outer payload sees what the inner transition wrote', async () => {
  const root = el(
    'div',
    { onClick: { type: 'outer', payload: { n: '{{n}}' } } },
    el('button', { id: 'b', onClick: 'inner' }, 'x'),
  );
  const transitions = {
    inner: [{ type: 'increment', path: 'n' }],
    outer: [{ type: 'set', path: 'saw', value: { $from: 'event.payload.n' } }],
  };
  const page = await lab.open(stateful(root, { n: 0, saw: null }, transitions));
  await page.click('#b');
  assert.equal(await page.state(), { n: 1, saw: 1 });
});

test('C097: typing gives the text', async () => {
  const page = await lab.open(got(el('main', {}, el('input', { id: 'f', name: 'who', ...label, onInput: 'go' }))));
  await page.page.fill('#f', '<Ada>');
  assert.equal((await page.state()).got, { name: 'who', value: '<Ada>' });
});

test('C098: a number field gives a number or null', async () => {
  const page = await lab.open(got(el('main', {}, el('input', { id: 'f', type: 'number', ...label, onInput: 'go' }))));
  await page.page.fill('#f', '1.5');
  assert.equal((await page.state()).got, { value: 1.5 });
  await page.page.fill('#f', '');
  assert.equal((await page.state()).got, { value: null });
});

test('C099: a checkbox gives checked', async () => {
  const page = await lab.open(
    got(el('main', {}, el('input', { id: 'f', type: 'checkbox', ...label, onChange: 'go' }))),
  );
  await page.click('#f');
  assert.equal((await page.state()).got, { value: 'on', checked: true });
  await page.click('#f');
  assert.equal((await page.state()).got, { value: 'on', checked: false });
});

test('C100: submitting gives values and goes nowhere', async () => {
  const field = (props: JsonObject) => el('input', { ...label, ...props });
  const form = el(
    'form',
    { onSubmit: 'go' },
    field({ name: 'a', value: 'x' }),
    field({ name: 'a', value: 'y' }),
    field({ name: 'p', type: 'password', value: 'secret' }),
    field({ name: 'off', type: 'checkbox' }),
    field({ name: 'on', type: 'checkbox', checked: true }),
    field({ name: 'constructor', value: 'no' }),
    field({ name: '', value: 'no' }),
    field({ name: 'dis', value: 'no', disabled: true }),
    el('button', { id: 'send', name: 'b', value: 'no' }, 'send'),
  );
  const page = await lab.open(got(el('main', {}, form)));
  await page.click('#send');
  assert.equal((await page.state()).got, { values: { a: ['x', 'y'], on: 'on' } });
  assert.equal(await page.complaints(), []);
});

test('C101: plan payload fields win over live ones', async () => {
  const onInput = { type: 'go', payload: { value: 'plan', more: '{{event.payload.value}}/{{event.type}}' } };
  const page = await lab.open(got(el('main', {}, el('input', { id: 'f', name: 'n', ...label, onInput }))));
  await page.page.fill('#f', 'typed');
  assert.is(JSON.stringify((await page.state()).got), '{"name":"n","value":"plan","more":"typed/go"}');
});

test('C102: inherited names are no transitions', async () => {
  const root = el(
    'main',
    {},
    el('button', { id: 'a', onClick: 'constructor' }, 'a'),
    el('button', { id: 'b', onClick: '__proto__' }, 'b'),
  );
  const page = await lab.open(stateful(root, { n: 0 }, { go: [{ type: 'increment', path: 'n' }] }));
  await page.click('#a');
  await page.click('#b');
  for (const type of ['constructor', '__proto__', 'toString', 'valueOf']) await page.dispatch(type);
  assert.equal(await page.state(), { n: 0 });
  assert.equal(await page.complaints(), []);
});

test('C103: an own transition named toString works', async () => {
  const page = await lab.open(
    logged(el('button', { id: 'a', onClick: 'toString' }, 'a'), 'toString', 'constructor', 'hasOwnProperty'),
  );
  await page.click('#a');
  await page.dispatch('constructor');
  await page.dispatch('hasOwnProperty');
  assert.equal((await page.state()).log, ['toString', 'constructor', 'hasOwnProperty']);
});

test('C104: a binding without transition warns and ships no script', async () => {
  for (const transitions of [{}, { go: [] }]) {
    const { bundle, diagnostics } = await build(stateful(el('button', { onClick: 'go' }, 'x'), {}, transitions));
    assert.ok(names(diagnostics, 'warning').includes('event-unhandled'));
    assert.is(scriptOf(bundle!).trim(), '');
  }
});

test('C105: several bindings of one event flush once', async () => {
  const add = [{ type: 'increment', path: 'n' }];
  const root = el(
    'div',
    { onClick: 'a' },
    el('div', { onClick: 'b' }, el('button', { id: 'b', onClick: 'c' }, 'x')),
    el('p', { id: 'n' }, '{{n}}'),
  );
  const page = await lab.open(stateful(root, { n: 0 }, { a: add, b: add, c: add }));
  await page.page.evaluate(`(${WATCH})()`);
  await page.click('#b');
  assert.equal(await page.page.evaluate(`globalThis[Symbol.for('seen')]`), ['3']);
});

test('C172: a click inside a disabled button runs no binding', async () => {
  const root = el(
    'div',
    { onClick: 'outer' },
    el('button', { id: 'b', disabled: true, onClick: 'inner' }, el('span', { id: 's' }, 'x')),
    el('fieldset', { disabled: true }, el('button', { id: 'c', onClick: 'inner' }, el('b', {}, 'y'))),
  );
  const page = await lab.open(logged(root, 'inner', 'outer'));
  await page.page.click('#s', { force: true });
  await page.page.click('#c', { force: true });
  for (const selector of ['#s', '#c b']) await page.page.evaluate(`document.querySelector('${selector}').click()`);
  for (const selector of ['#b', '#c'])
    await page.page.evaluate(
      `document.querySelector('${selector}').dispatchEvent(new MouseEvent('click', {bubbles: true}))`,
    );
  assert.equal((await page.state()).log, []);
});

test('C169: a click on the summary of a bound details toggles it once', async () => {
  const details = el(
    'details',
    { id: 'd', open: '{{open}}' },
    el('summary', { id: 's', onClick: 'flip' }, 'more'),
    'text',
  );
  const page = await lab.open(
    stateful(el('main', {}, details), { open: false }, { flip: [{ type: 'toggle', path: 'open' }] }),
  );
  for (const want of [true, false, true]) {
    await page.click('#s');
    assert.is(await page.prop('#d', 'open'), want);
    assert.is((await page.state()).open, want);
  }
});

test('C173: a form without bindings submits nowhere', async () => {
  const form = el('form', {}, el('input', { name: 'q', ...label }), el('button', { id: 'send' }, 'send'));
  const page = await lab.open(planOf(el('main', {}, form)), { expose: false });
  await page.page.fill('input', 'x');
  await page.click('#send');
  await page.page.press('input', 'Enter');
  await page.page.waitForTimeout(50);
  assert.equal(await page.complaints(), []);
});

test('C175: form values are numbers and arrays where the controls say so', async () => {
  const option = (value: string, selected = false) => el('option', { value, ...(selected && { selected }) }, value);
  const form = el(
    'form',
    { onSubmit: 'go' },
    el('input', { name: 'n', type: 'number', value: 3, ...label }),
    el('input', { name: 'e', type: 'number', ...label }),
    el('select', { name: 'one', multiple: true, ...label }, option('a', true), option('b')),
    el('select', { name: 'two', multiple: true, ...label }, option('a', true), option('b', true)),
    el('select', { name: 'single', ...label }, option('a'), option('b', true)),
    el('button', { id: 'send' }, 'send'),
  );
  const page = await lab.open(got(el('main', {}, form)));
  await page.click('#send');
  assert.equal((await page.state()).got, { values: { n: 3, e: null, one: ['a'], two: ['a', 'b'], single: 'b' } });
});

test('two props for one DOM event are refused', () => {
  const twice = planOf(el('button', { onDblClick: 'a', onDoubleClick: 'b' }, 'x'));
  assert.ok(names(findings(twice)).includes('attribute-duplicate'));
});

test.run();

const WATCH = `() => {
  const seen = [];
  globalThis[Symbol.for('seen')] = seen;
  new MutationObserver((records) => records.forEach(({ target }) => seen.push(target.data ?? target.textContent)))
    .observe(document.querySelector('#n'), { characterData: true, childList: true, subtree: true });
}`;
