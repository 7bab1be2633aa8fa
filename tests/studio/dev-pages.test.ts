/// <reference lib="dom" />
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { scenario } from '../helpers/arbitrary-plan.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { createSandbox, planNamed, type Sandbox } from '../helpers/cli.ts';
import { type Running, startDev } from '../helpers/dev.ts';
import { el, planOf, stateful } from '../helpers/plan.ts';

const test = suite('pages of renderify dev');

let browser: Browser;
const open: { dev: Running; sandbox: Sandbox }[] = [];
test.before(async () => {
  browser = await launchBrowser();
});
test.after(async () => {
  await browser.close();
  for (const { dev, sandbox } of open) {
    await dev.end();
    sandbox.remove();
  }
});

const INC = { inc: [{ type: 'increment', path: 'n' }] };
const main = (...children: Parameters<typeof el>[2][]) => el('main', { lang: 'en' }, ...children);
const counting = (...children: Parameters<typeof el>[2][]) =>
  stateful(main(el('button', { onClick: 'inc' }, 'Count {{state.n}}'), ...children), { n: 0 }, INC as never);
const clobbering = JSON.parse(readFileSync('fixtures/compile/clobbering-names/plan.json', 'utf8')) as never;
const names = [
  'addEventListener',
  'createElement',
  'importNode',
  'activeElement',
  'children',
  'attributes',
  'childNodes',
];
const clobberingMore = (title: string) =>
  counting(
    el('form', { name: 'createElement', title }, ...names.map((name) => el('input', { name, 'aria-label': name }))),
    ...names.map((name) => el('form', { name, id: name })),
    el('p', {}, title),
  );

/** Plans that follow one another in one page. */
const EDITS: readonly [string, object][] = [
  ['a first page', counting(el('p', {}, 'one'))],
  ['another text', counting(el('p', {}, 'two'))],
  ['attributes', counting(el('p', { title: 'new', class: 'x' }, 'two'))],
  [
    'an element before what changes',
    stateful(main(el('h1', {}, 'Head'), el('button', { onClick: 'inc' }, 'Count {{state.n}}')), { n: 0 }, INC as never),
  ],
  ['a style', counting(el('p', { style: 'color:red' }, 'two'))],
  ['a style that changes', counting(el('p', { style: 'width:{{state.n}}px' }, 'two'))],
  ['no script', planOf(main(el('p', {}, 'static')))],
  ['another title and language', planOf(el('main', { lang: 'de' }, el('h1', {}, 'Titel')))],
  ['a script again', counting(el('ul', {}, el('li', { id: 'a' }, 'a'), el('li', { id: 'b' }, 'b')))],
  [
    'items in between',
    counting(el('ul', {}, el('li', { id: 'a' }, 'a'), el('li', { id: 'c' }, 'c'), el('li', { id: 'b' }, 'b'))),
  ],
  [
    'another initial state',
    stateful(main(el('button', { onClick: 'inc' }, 'Count {{state.n}}')), { n: 7, more: [] }, INC as never),
  ],
  ['names that hide members', clobbering],
  ['more of them', clobberingMore('one')],
  ['these, edited', clobberingMore('two')],
  ['a component', counting({ type: 'component', module: './part.jsx', props: { n: '{{state.n}}' } } as never)],
  [
    'a page beside it',
    counting(el('p', {}, 'x'), { type: 'component', module: './part.jsx', props: { n: '{{state.n}}' } } as never),
  ],
  ['no component', counting()],
];
/** One has a picture, which the policy of the page lets in. */
const OTHER_POLICY = new Set(['names that hide members', 'more of them']);
const RANDOM_PLANS = process.env['RENDERIFY_FULL'] ? 500 : 30;
const PART = `export default ({ n }, { state }) => [{ type: 'element', tag: 'b', children: [{ type: 'text', value: 'part ' + state.n }] }];`;

test('a page that has followed many edits is the page that build --expose writes, each time', async () => {
  const { page, sandbox, dev } = await visit({ 'plan.json': EDITS[0]?.[1], 'part.jsx': PART });
  const built = await browser.newPage();
  await page.evaluate(() => Reflect.set(globalThis, 'kept', true));
  for (const [what, plan] of EDITS) {
    const version = await versionOf(page);
    const said = dev.said().length;
    sandbox.write({ 'plan.json': plan });
    if (plan !== EDITS[0]?.[1]) {
      await dev.hear(/plan\.json (not )?built/, said);
      await newerThan(page, version);
    }
    const { status, stderr } = sandbox.run(['build', 'plan.json', '--expose', '--out', 'dist']);
    assert.is(status, 0, stderr);
    await built.goto(pathToFileURL(join(sandbox.path, 'dist/index.html')).href);
    assert.equal(await page.evaluate(contentOf), await built.evaluate(contentOf), what);
    rmSync(join(sandbox.path, 'dist'), { recursive: true });
    const isKept = await page.evaluate(() => Reflect.get(globalThis, 'kept') === true);
    assert.is(isKept, !OTHER_POLICY.has(what), `${what}: whether it was loaded again`);
    await page.evaluate(() => Reflect.set(globalThis, 'kept', true));
  }
});

test('so is a page that has followed random plans, one after another', async () => {
  const plans = fc
    .sample(scenario, { numRuns: RANDOM_PLANS, seed: 4 })
    .map(({ plan }, i) => ({ ...plan, version: i + 2 }));
  const { page, sandbox, dev } = await visit({ 'plan.json': planNamed('first') });
  let compared = 0;
  for (const plan of plans) {
    const [version, said] = [await versionOf(page), dev.said().length];
    sandbox.write({ 'plan.json': plan });
    await dev.hear(/plan\.json (not )?built/, said);
    if (/not built/.test(dev.said().slice(said))) continue;
    await newerThan(page, version);
    const fresh = await browser.newPage();
    await fresh.goto(dev.url);
    await fresh.locator('html[data-renderify-version]').waitFor();
    // Of an earlier plan values may still fit; a page that begins anew has none.
    await page.evaluate(beginAnew);
    assert.equal(await page.evaluate(contentOf), await fresh.evaluate(contentOf), JSON.stringify(plan));
    await fresh.close();
    compared++;
  }
  assert.ok(compared > RANDOM_PLANS / 2, `${compared} of them are good`);
});

test('a policy that names other hosts loads the page again, with its state and what was typed', async () => {
  const form = (src: string) => counting(el('input', { 'aria-label': 'x' }), el('img', { src, alt: '' }));
  const { page, sandbox } = await visit({ 'plan.json': form('data:image/gif;base64,R0lGODlhAQABAAAAACw=') }, [
    'plan.json',
    '--profile',
    'relaxed',
  ]);
  await page.click('button');
  await page.fill('input', 'typed');
  const loaded = page.waitForEvent('load');
  sandbox.write({ 'plan.json': form('https://pictures.example/a.png') });
  await loaded;
  await page.getByText('Count 1').waitFor();
  assert.is(await page.inputValue('input'), 'typed');
});

test('what nobody has changed follows the plan, what somebody has changed stays', async () => {
  const plan = (a: number, b: number) =>
    stateful(main(el('button', { onClick: 'inc' }, 'a {{state.a}}'), el('p', {}, 'b {{state.b}}')), { a, b }, {
      inc: [{ type: 'increment', path: 'a' }],
    } as never);
  const { page, sandbox } = await visit({ 'plan.json': plan(0, 0) });
  await page.click('button');
  sandbox.write({ 'plan.json': plan(50, 60) });
  await page.getByText('b 60').waitFor();
  assert.is(await page.innerText('button'), 'a 1');
});

test('code that runs in frames is loaded again, with the state kept', async () => {
  const plan = {
    ...counting({ type: 'component', module: './part.jsx', props: {} } as never),
    capabilities: { executionProfile: 'sandbox-iframe' },
  };
  const { page, sandbox } = await visit({ 'plan.json': plan, 'part.jsx': PART });
  await page.click('button');
  await page.frameLocator('iframe').frameLocator('iframe').getByText('part 1').waitFor();
  // Frames that go while they are looked at would be an error.
  const loaded = page.waitForEvent('load');
  sandbox.write({ 'part.jsx': PART.replace("'part '", "'edited '") });
  await loaded;
  await page.frameLocator('iframe').frameLocator('iframe').getByText('edited 1').waitFor();
});

test('a module that was deleted comes back', async () => {
  const plan = counting({ type: 'component', module: './part.jsx', props: {} } as never);
  const { page, sandbox, dev } = await visit({ 'plans/plan.json': plan, 'plans/part.jsx': PART }, ['plans/plan.json']);
  rmSync(join(sandbox.path, 'plans/part.jsx'));
  await page.getByRole('alert').waitFor();
  sandbox.write({ 'plans/part.jsx': PART.replace("'part '", "'again '") });
  await page.getByText('again 0').waitFor();
  const said = dev.said().length;
  sandbox.write({ 'plans/part.jsx': 'export default () => eval("1");' });
  const link = page.getByRole('alert').getByRole('link');
  await link.waitFor();
  await dev.hear(/not built/, said);
  assert.is(
    decodeURIComponent((await link.getAttribute('href')) ?? ''),
    `vscode://file${join(sandbox.path, 'plans/part.jsx')}:1:22`,
  );
});

test('findings are shown to pages that are loaded afterwards, too', async () => {
  const { page, sandbox, dev } = await visit({ 'plan.json': planNamed('good') });
  sandbox.write({ 'plan.json': '{"specVersion":"runtime-plan/v1"}' });
  await page.getByRole('alert').waitFor();
  await page.reload();
  await page.getByRole('alert').waitFor();
  assert.is(await page.innerText('h1'), 'This is good');
  const shown = await page.getByRole('alert').locator('pre').textContent();
  assert.ok(dev.said().includes(shown?.trim() ?? '?'), 'the frames of the terminal');
});

test('a plan beside another, a plan under another name', async () => {
  const { page, sandbox, dev } = await visit({ 'plans/a.json': planNamed('a') }, ['plans']);
  assert.is(await page.innerText('h1'), 'This is a');
  let said = dev.said().length;
  sandbox.write({ 'plans/b.json': planNamed('b') });
  await dev.hear(/b\.json built/, said);
  sandbox.write({ 'plans/a.json': planNamed('still a') });
  await page.getByText('This is still a').waitFor();
  await page.goto(dev.url);
  await page.getByRole('heading', { name: '2 plans' }).waitFor();
  said = dev.said().length;
  renameSync(join(sandbox.path, 'plans/b.json'), join(sandbox.path, 'plans/c.json'));
  await page.getByText('deleted or renamed').waitFor();
  await page.getByRole('link', { name: 'c.json' }).click();
  await page.getByText('This is b').waitFor();
  assert.not.match(dev.said().slice(said), /renderify:/);
});

test('a file that was saved by half, and then whole, was never broken', async () => {
  const { page, sandbox, dev } = await visit({ 'plan.json': planNamed('one') });
  for (let take = 1, took = Number.POSITIVE_INFINITY; took > 10; take++) {
    const whole = JSON.stringify(planNamed(`take ${take}`));
    const said = dev.said().length;
    const start = performance.now();
    for (const length of [0, 10, whole.length]) sandbox.write({ 'plan.json': whole.slice(0, length) });
    // A machine that is busy can leave a file by half for as long as an editor never would.
    took = performance.now() - start;
    await page.getByText(`This is take ${take}`).waitFor();
    if (took <= 10) assert.not.match(dev.said().slice(said), 'not built');
  }
});

test('pages find a server that was started again, and what has changed meanwhile', async () => {
  const { page, sandbox, dev } = await visit({ 'plan.json': counting(el('p', {}, 'before')) });
  await page.click('button');
  assert.is(await dev.end(), 0);
  sandbox.write({ 'plan.json': counting(el('p', {}, 'after')) });
  const again = await startDev(sandbox.path, ['plan.json', '--port', new URL(dev.url).port]);
  await page.getByText('after').waitFor();
  assert.is(await page.innerText('button'), 'Count 1');
  await again.end();
});

test('a page that is not seen holds no connection, and hears everything when it is seen again', async () => {
  const { page, sandbox, dev } = await visit({ 'plan.json': planNamed('one') });
  const turn = (state: string) =>
    page.evaluate((now) => {
      Object.defineProperty(Document.prototype, 'visibilityState', { get: () => now, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await turn('hidden');
  const said = dev.said().length;
  sandbox.write({ 'plan.json': planNamed('two') });
  await dev.hear(/built/, said);
  assert.is(await page.innerText('h1'), 'This is one');
  await turn('visible');
  await page.getByText('This is two').waitFor();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`the server's own pages and the overlay are clean for axe, ${colorScheme}`, async () => {
    const files = { 'plans/a.json': planNamed('a'), 'plans/b.json': '{}' };
    const { page, sandbox, dev } = await visit(files, ['plans']);
    await page.emulateMedia({ colorScheme });
    assert.equal(await violations(page), []);
    await page.goto(`${dev.url}b/`);
    assert.match((await page.getByRole('link').getAttribute('href')) ?? '', /^vscode:.*b\.json:1:1$/);
    assert.equal(await violations(page), []);
    await page.goto(`${dev.url}a/`);
    await page.locator('html[data-renderify-version]').waitFor();
    sandbox.write({ 'plans/a.json': '{"specVersion":"runtime-plan/v1"}' });
    await page.getByRole('alert').waitFor();
    assert.equal(await violations(page), []);
    await page.getByRole('button', { name: 'Hide' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor({ state: 'detached' });
  });

test.run();

async function visit(files: Record<string, unknown>, args = ['plan.json']) {
  const sandbox = createSandbox(files);
  const dev = await startDev(sandbox.path, [...args, '--port', '0']);
  open.push({ dev, sandbox });
  const page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(dev.url);
  await page.locator('html[data-renderify-version]').waitFor();
  return { page, sandbox, dev };
}

function versionOf(page: Page): Promise<string> {
  return page.evaluate(() => (document.querySelector('html') as HTMLElement).dataset['renderifyVersion'] ?? '');
}

async function newerThan(page: Page, version: string): Promise<void> {
  await page.waitForFunction(
    (old) => (document.querySelector('html') as HTMLElement).dataset['renderifyVersion'] !== old,
    version,
  );
}

/** In the page: the state as the plan begins. */
function beginAnew(): void {
  const { renderify } = globalThis as { renderify?: { replay?: (log: readonly never[]) => void } };
  if (Object.hasOwn(globalThis, 'renderify')) renderify?.replay?.([]);
}

/** In the page: everything that a built page has in common with that of the dev server. */
function contentOf(): unknown {
  const root = document.querySelector('html') as HTMLElement;
  const attributes = [...root.attributes].filter(({ name }) => name !== 'data-renderify-version');
  return [
    attributes.map(({ name, value }) => [name, value]),
    Reflect.get(Document.prototype, 'title', document),
    [...document.querySelectorAll('head style')].map((one) => one.textContent),
    root.querySelector('body')?.outerHTML,
    document.querySelectorAll('[nonce]').length,
  ];
}

async function violations(page: Page): Promise<unknown> {
  const client = await page.context().newCDPSession(page);
  const run = (expression: string) =>
    client.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
  await run(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'));
  const { result } = await run(
    `axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))`,
  );
  return result.value;
}
