import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { CompileOptions } from '../../src/compiler/stages.ts';
import { bundleOf, htmlOf, scriptOf } from '../helpers/door.ts';
import { createLab } from '../helpers/lab.ts';
import { observeInPage } from '../helpers/page/serialise.ts';
import { el, planOf, stateful } from '../helpers/plan.ts';

const test = suite('safety of the page');
const lab = createLab();
test.after(lab.close);

const add = {
  go: [
    { type: 'increment', path: 'n' },
    { type: 'set', path: 'u', value: '#b' },
  ],
};
const busy = stateful(
  el(
    'main',
    { lang: 'en', style: { color: 'rgb(10, 20, 30)' } },
    el('h1', {}, 'Busy {{n}}'),
    el('a', { href: '{{u}}', title: '{{n}}', style: { marginTop: '{{n}}' } }, 'link'),
    el('input', { 'aria-label': 'f', value: '{{n}}' }),
    el('button', { id: 'b', onClick: 'go' }, 'go'),
  ),
  { n: 1, u: '#a' },
  add,
);
const ways: [string, CompileOptions, 'http' | 'file'][] = [
  ['site', {}, 'http'],
  ['site from disk', {}, 'file'],
  ['single file', { target: 'single-file' }, 'http'],
  ['single file from disk', { target: 'single-file' }, 'file'],
  ['site in relaxed', { profile: 'relaxed' }, 'http'],
];

for (const [name, options, how] of ways)
  test(`${name}: nothing is reported, requested or opened`, async () => {
    const page = await lab.open(busy, options, how);
    await page.click('#b');
    assert.is(await page.text('h1'), 'Busy 2');
    assert.is(await page.style('main', 'color'), 'rgb(10, 20, 30)');
    assert.is(await page.style('a', 'margin-top'), '2px');
    const all = await page.complaints();
    assert.equal(
      all.filter((item) => !/^requests: .*\/[\w.-]+\.(js|css)$/.test(item)),
      [],
    );
  });

test('no global appears unless asked for', async () => {
  const page = await lab.open(busy, { expose: false });
  const plain = await page.page.evaluate(OWN_GLOBALS);
  assert.equal(plain, []);
  const exposed = await lab.open(busy);
  assert.equal(await exposed.page.evaluate(OWN_GLOBALS), ['renderify']);
});

test('the page enforces Trusted Types and writes through none of their sinks', async () => {
  const page = await lab.open(busy);
  assert.match(page.bundle.csp, /require-trusted-types-for 'script'/);
  assert.match(page.bundle.csp, /trusted-types 'none'/);
  assert.is(
    await page.page.evaluate(
      `(() => { try { document.body.insertAdjacentHTML('beforeend', '<b>'); return 'allowed' } catch { return 'refused' } })()`,
    ),
    'refused',
  );
  assert.not.match(
    scriptOf(page.bundle),
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function/,
  );
});

test('the markup has no inline handler and no style attribute', async () => {
  const html = htmlOf(await bundleOf(busy));
  assert.not.match(html, /<[a-z][^>]*\son[a-z]+=/i);
  assert.not.match(html, /<[a-z][^>]*\sstyle=/i);
});

test('the first paint is what the mounted page shows', async () => {
  const page = await lab.open(busy);
  const mounted = await page.page.evaluate(observeInPage, []);
  const context = await page.page.context().browser()!.newContext({ javaScriptEnabled: false });
  const still = await context.newPage();
  await still.goto(page.page.url());
  const html = await still.locator('body').innerHTML();
  await context.close();
  const live = await page.page.evaluate('document.body.innerHTML');
  assert.is(html, live);
  assert.is(mounted.nodes.length, 1);
});

test('a still page has no script at all', async () => {
  const plan = planOf(el('main', { lang: 'en' }, el('h1', {}, 'Still'), el('p', { style: 'color: red' }, 'x')));
  const page = await lab.open(plan, { expose: false });
  assert.is(await page.page.locator('script').count(), 0);
  assert.is(scriptOf(page.bundle).trim(), '');
  assert.match(page.bundle.csp, /script-src 'none'/);
  assert.equal(await page.complaints(), []);
});

test.run();

const OWN_GLOBALS = `(() => {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const known = new Set(Object.getOwnPropertyNames(frame.contentWindow));
  frame.remove();
  return Object.getOwnPropertyNames(window).filter((name) => !known.has(name) && !/^\\d+$/.test(name));
})()`;
