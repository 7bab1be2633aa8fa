import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { JsonObject } from '../../src/plan/types.ts';
import { createLab } from '../helpers/lab.ts';
import { el, stateful } from '../helpers/plan.ts';

const test = suite('live inputs');
const lab = createLab();
test.after(lab.close);

const root = el(
  'main',
  { title: '{{vars.theme}}' },
  el('a', { href: '{{context.link}}' }, '{{context.name}}/{{context.role}}/{{n}}'),
);
const plan = stateful(root, { n: 0 }, { go: [{ type: 'increment', path: 'n' }] });
const options = {
  liveInputs: true,
  expose: true,
  context: { name: 'built', role: 'reader', link: '#built' },
  vars: { theme: 'light' },
};

test('a page shows what it was built with when its host gives nothing', async () => {
  const page = await lab.open(plan, options);
  assert.is(await page.text('a'), 'built/reader/0');
  assert.is(await page.attr('main', 'title'), 'light');
  assert.equal(await page.complaints(), []);
});

test('what the host gives wins key by key', async () => {
  const given = await openWith({ context: { name: '<b>' }, vars: { theme: 'dark' } });
  assert.is(await given.textContent('a'), '<b>/reader/0');
  assert.is(await given.getAttribute('main', 'title'), 'dark');
  await given.evaluate(`renderify.dispatch({ type: 'go', payload: {} })`);
  assert.is(await given.textContent('a'), '<b>/reader/1');
  await given.context().close();
});

test('addresses that the host gives are checked like any other', async () => {
  const given = await openWith({ context: { link: 'javascript:alert(1)' } });
  assert.is(await given.getAttribute('a', 'href'), null);
  await given.context().close();
});

test('an element that calls itself like the global is no input', async () => {
  const form = el(
    'form',
    { id: 'renderify', name: 'renderify' },
    el('input', { name: 'context', 'aria-label': 'x' }),
    el('input', { name: 'state', 'aria-label': 'x' }),
  );
  const page = await lab.open(stateful(el('main', {}, form, el('p', {}, '{{context.name}}/{{n}}')), { n: 0 }), {
    ...options,
    expose: false,
  });
  assert.is(await page.text('p'), 'built/0');
});

test.run();

/** Opens the page in a browser context whose host page has set the inputs before any script of the bundle. */
async function openWith(inputs: JsonObject): Promise<Page> {
  const { page } = await lab.open(plan, options);
  const context = await page.context().browser()!.newContext();
  await context.addInitScript(`globalThis.renderify = ${JSON.stringify(inputs)}`);
  const given = await context.newPage();
  await given.goto(page.url());
  return given;
}
