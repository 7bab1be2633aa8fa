/// <reference lib="dom" />
import { build } from 'esbuild';
import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../src/compiler/index.ts';
import type { Json } from '../../src/plan/types.ts';
import { carryState } from '../../src/studio/live/carry-state.ts';
import { scenario } from '../helpers/arbitrary-plan.ts';
import { launchBrowser } from '../helpers/browser.ts';

const test = suite('pages that take over what a newer version has');
const PAIRS = process.env['RENDERIFY_FULL'] ? 2000 : 150;

let browser: Browser;
let page: Page;
test.before(async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { morph } from './morph.ts'; export { captureView, restoreView } from './view.ts';`,
      resolveDir: 'src/studio/live',
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'live',
  });
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.setContent('<!doctype html><html lang="en"><title>t</title><body>');
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
});
test.after(() => browser.close());

test('a page that was given a newer version is that version, whatever the two are', async () => {
  const plans = fc.sample(scenario, { numRuns: PAIRS + 1, seed: 20_261 });
  const pages = await Promise.all(plans.map(({ plan, context, vars }) => pageOf(plan, { context, vars })));
  const wrong = await page.evaluate(
    comparePairs,
    pages.filter((text) => text !== undefined),
  );
  assert.equal(wrong, []);
});

test('what the two have in common stays, with what was typed, chosen and shown since', async () => {
  const result = await page.evaluate(() => {
    const { morph } = (globalThis as never as { live: { morph(a: Document, b: Document, c: Document): void } }).live;
    const parse = (body: string) =>
      new DOMParser().parseFromString(`<!doctype html><title>x</title><body>${body}`, 'text/html');
    const before = '<main><p>old</p><input value="a"><output>0</output><ul><li id=a>a<li id=b>b<li id=c>c</ul></main>';
    const after =
      '<main class=n><h1>more</h1><p title=t>new</p><input value="a"><output>0</output><ul><li id=a>a<li id=c>C</ul></main>';
    document.body.innerHTML = before;
    const [p, input, output, c] = ['p', 'input', 'output', '#c'].map((one) => document.querySelector(one)) as Element[];
    (input as HTMLInputElement).value = 'typed';
    (input as HTMLInputElement).focus();
    (output as Element).textContent = '7';
    morph(parse(before), parse(after), document);
    const same = [p, input, output, c].every((one) => one?.isConnected);
    return [same, document.activeElement === input, (input as HTMLInputElement).value, document.body.innerHTML];
  });
  assert.equal(result, [
    true,
    true,
    'typed',
    '<main class="n"><h1>more</h1><p title="t">new</p><input value="a"><output>7</output><ul><li id="a">a</li><li id="c">C</li></ul></main>',
  ]);
});

test('what plan code has put into a page gives way where the page changes', async () => {
  const html = await page.evaluate(() => {
    const { morph } = (globalThis as never as { live: { morph(a: Document, b: Document, c: Document): void } }).live;
    const parse = (body: string) => new DOMParser().parseFromString(`<!doctype html><body>${body}`, 'text/html');
    document.body.innerHTML = '<main><b>1</b></main><aside>x</aside>';
    document.querySelector('main')?.append('from code');
    morph(parse('<main><b>1</b></main><aside>x</aside>'), parse('<main><b>1</b></main><aside>y</aside>'), document);
    const first = document.body.innerHTML;
    morph(parse('<main><b>1</b></main><aside>y</aside>'), parse('<main><b>2</b></main><aside>y</aside>'), document);
    return [first, document.body.innerHTML];
  });
  assert.equal(html, ['<main><b>1</b>from code</main><aside>y</aside>', '<main><b>2</b></main><aside>y</aside>']);
});

test('names of controls, forms and pictures hide nothing', async () => {
  const html = await page.evaluate(() => {
    const { morph, captureView, restoreView } = (
      globalThis as never as {
        live: {
          morph(a: Document, b: Document, c: Document): void;
          captureView(d: Document): object;
          restoreView(d: Document, view: object): void;
        };
      }
    ).live;
    const members =
      'attributes childNodes children firstChild id localName nextSibling nodeType nodeName parentElement insertBefore removeChild isEqualNode getAttribute importNode body activeElement documentElement scrollTo scrollTop'.split(
        ' ',
      );
    const form = (title: string, first: string) =>
      `<form title=${title}>${first}${members.map((name) => `<input name=${name}>`).join('')}</form>${members.map((name) => `<img name=${name} alt="">`).join('')}`;
    const parse = (body: string) => new DOMParser().parseFromString(`<!doctype html><body>${body}`, 'text/html');
    const root = Reflect.get(Document.prototype, 'body', document) as Element;
    root.innerHTML = form('one', '');
    const input = root.querySelector('input[name=children]') as HTMLInputElement;
    input.value = 'typed';
    input.focus();
    morph(parse(form('one', '')), parse(form('two', '<b>new</b>')), document);
    const view = captureView(document);
    const isSame = root.innerHTML === parse(form('two', '<b>new</b>')).querySelector('body')?.innerHTML;
    root.innerHTML = form('two', '<b>new</b>');
    restoreView(document, view);
    const again = root.querySelector('input[name=children]') as HTMLInputElement;
    return [isSame, again.value, Reflect.get(Document.prototype, 'activeElement', document) === again];
  });
  assert.equal(html, [true, 'typed', true]);
});

test('a view comes back in another document of the same make', async () => {
  const result = await page.evaluate(() => {
    const { captureView, restoreView } = (
      globalThis as never as {
        live: { captureView(d: Document): object; restoreView(d: Document, view: object): void };
      }
    ).live;
    const root = Reflect.get(Document.prototype, 'body', document) as Element;
    const html = `<details><summary>s</summary>d</details><input value=a><textarea>t</textarea><input type=checkbox><select><option>1<option>2</select>
      <div style="height:50px;overflow:auto"><p style="height:900px">x</p></div><form name=body></form><img name=activeElement alt="">`;
    root.innerHTML = html;
    const [details, input, textarea, box, select, div] = root.children as never as HTMLInputElement[];
    details?.setAttribute('open', '');
    if (input) input.value = 'typed';
    if (box) box.checked = true;
    if (select) (select as never as HTMLSelectElement).selectedIndex = 1;
    div?.scrollTo(0, 120);
    textarea?.focus();
    textarea?.setSelectionRange(0, 1, 'backward');
    const view = JSON.parse(JSON.stringify(captureView(document))) as object;
    root.innerHTML = html;
    restoreView(document, view);
    const now = root.children as never as HTMLInputElement[];
    const active = Reflect.get(Document.prototype, 'activeElement', document) as HTMLTextAreaElement;
    return [
      now[0]?.hasAttribute('open'),
      now[1]?.value,
      now[3]?.checked,
      (now[4] as never as HTMLSelectElement).selectedIndex,
      now[5]?.scrollTop,
      active.localName,
      active.selectionEnd,
      active.selectionDirection,
    ];
  });
  assert.equal(result, [true, 'typed', true, 1, 120, 'textarea', 1, 'backward']);
});

for (const [held, fresh, carried] of [
  [{ n: 3 }, { n: 0, more: 'x' }, { n: 3, more: 'x' }],
  [{ n: 3, old: 1 }, { n: 'text' }, { n: 'text' }],
  [{ a: { b: 1, c: 2 } }, { a: { b: 0 } }, { a: { b: 1 } }],
  [{ list: [1, 2, 3] }, { list: [] }, { list: [1, 2, 3] }],
  [{ list: {} }, { list: [] }, { list: [] }],
  [{ picked: 'x' }, { picked: null }, { picked: 'x' }],
  [{ picked: null }, { picked: 'y' }, { picked: 'y' }],
] as const satisfies readonly (readonly [Json, Json, Json])[])
  test(`state ${JSON.stringify(held)} in a plan that begins with ${JSON.stringify(fresh)}`, () => {
    assert.equal(carryState(held as Json, fresh as Json), carried);
  });

for (const [held, fresh, first, carried] of [
  [
    { n: 0, m: 3 },
    { n: 5, m: 5 },
    { n: 0, m: 0 },
    { n: 5, m: 3 },
  ],
  [{ list: [1] }, { list: [1, 2] }, { list: [1] }, { list: [1, 2] }],
  [{ a: { b: 0 }, c: 'x' }, { a: { b: 9 } }, { a: { b: 0 } }, { a: { b: 9 } }],
  [{ n: null }, { n: 'picked' }, { n: 'x' }, { n: 'picked' }],
] as const satisfies readonly (readonly [Json, Json, Json, Json])[])
  test(`state ${JSON.stringify(held)} that began as ${JSON.stringify(first)}`, () => {
    assert.equal(carryState(held as Json, fresh as Json, first as Json), carried);
  });

test.run();

async function pageOf(plan: object, options: object): Promise<string | undefined> {
  const { bundle } = await compile({ name: 'plan.json', text: JSON.stringify(plan) }, options);
  return bundle?.files.find(({ path }) => path === bundle.entry)?.text;
}

/** In the page: the pairs that came out wrong. */
function comparePairs(pages: readonly (string | undefined)[]): string[] {
  const { morph } = (globalThis as never as { live: { morph(a: Document, b: Document, c: Document): void } }).live;
  const parse = (text = '') => new DOMParser().parseFromString(text, 'text/html');
  const wrong: string[] = [];
  for (let i = 1; i < pages.length; i++) {
    const [live, after] = [parse(pages[i - 1]), parse(pages[i])];
    morph(parse(pages[i - 1]), after, live);
    const body = (one: Document) => Reflect.get(Document.prototype, 'body', one) as Element;
    if (!body(live).isEqualNode(body(after))) wrong.push(`${pages[i - 1]}\n\n${pages[i]}`);
  }
  return wrong;
}
