import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { build, createServer, type InlineConfig, type ViteDevServer } from 'vite';
import { launchBrowser } from '../helpers/browser.ts';
import { createSandbox } from '../helpers/cli.ts';
import { el, stateful } from '../helpers/plan.ts';

const test = suite('plans in a Vite project');

/** The plugin as it is shipped. */
const { default: renderify } = (await import(new URL('../../dist/vite.mjs', import.meta.url).href)) as {
  default: () => never;
};

const INC = { inc: [{ type: 'increment', path: 'n' }] };
const card = (label: string, initial: object = { n: 1 }, transitions: object = INC) =>
  stateful(
    el(
      'section',
      { lang: 'en' },
      el('button', { onClick: 'inc' }, `${label} {{state.n}}`),
      el('i', {}, '{{vars.who}}'),
    ),
    initial as never,
    transitions as never,
  );
const sandbox = createSandbox({
  'index.html':
    '<!doctype html><html lang="en"><title>app</title><div id="a"></div><script type="module" src="./main.js"></script>',
  'main.js': `import mount from './card.plan.json';
    globalThis.loads = (globalThis.loads ?? 0) + 1;
    globalThis.events = [];
    globalThis.handle = mount(document.querySelector('#a'), { vars: { who: 'Ada' } });
    globalThis.end = handle.onEvent((entry) => events.push(entry.type));`,
  'card.plan.json': card('Count'),
  'other.json': { plain: true },
});
const config: InlineConfig = {
  root: sandbox.path,
  configFile: false,
  logLevel: 'silent',
  cacheDir: join(sandbox.path, '.cache'),
  plugins: [renderify()],
};
let browser: Browser;
let server: ViteDevServer;
let page: Page;

test.before(async () => {
  browser = await launchBrowser();
  server = await createServer({ ...config, server: { port: 0, host: '127.0.0.1' } });
  await server.listen();
  page = await browser.newPage();
  await page.goto(server.resolvedUrls?.local[0] ?? '');
});
test.after(async () => {
  await browser?.close();
  await server?.close();
  sandbox.remove();
});

test('an imported plan is a mount function', async () => {
  await page.getByText('Count 1').click();
  await page.getByText('Count 2').click();
  assert.is(await page.innerText('#a button'), 'Count 3');
  assert.is(await page.innerText('#a i'), 'Ada');
});

test('an edited plan is exchanged in place, and keeps its state and listeners', async () => {
  await save(card('Number', { n: 1, more: 'new' }));
  await page.getByText('Number 3').click();
  await page.getByText('Number 4').waitFor();
  assert.equal(await page.evaluate('handle.getState()'), { n: 4, more: 'new' });
  assert.equal(await page.evaluate('events'), ['inc', 'inc', 'inc']);
  assert.is(await page.evaluate('loads'), 1);
  await page.evaluate('end()');
  await page.click('#a button');
  assert.is(await page.evaluate('events.length'), 3);
});

test('what no longer fits begins anew', async () => {
  await save(card('Text', { n: 'one' }, {}));
  await page.getByText('Text one').waitFor();
  await save(card('Number', { n: 7 }));
  await page.getByText('Number 7').waitFor();
});

test('a plan that is refused shows its finding, and the page goes on when it is good again', async () => {
  await save(card('Bad', { n: 1 }, { inc: [{ type: 'incremnt', path: 'n' }] }));
  const shown =
    "document.querySelector('vite-error-overlay')?.shadowRoot.textContent.includes('Did you mean `increment`?')";
  await page.waitForFunction(shown);
  await save(card('Good', { n: 7 }));
  await page.getByText(/Good \d/).waitFor();
});

test('the built app shows the plan without anything of the plugin', async () => {
  await save(card('Built'));
  await build({ ...config, build: { outDir: 'out' } });
  const files = sandbox.tree('out');
  const script = Object.entries(files).find(([path]) => path.endsWith('.js'))?.[1] ?? '';
  assert.match(script, 'Built');
  assert.not.match(script, 'mounted');
});

test('a plan that is refused fails the build with its frame', async () => {
  await save(card('Bad', { n: 1 }, { inc: [{ type: 'incremnt', path: 'n' }] }));
  const failure = (await build({ ...config, build: { outDir: 'out' } }).catch((error: Error) => error)) as Error & {
    frame?: string;
  };
  assert.instance(failure, Error);
  assert.match(`${failure.message}\n${failure.frame}`, 'incremnt');
});

test.run();

/** Vite takes changes of one file that are a few milliseconds apart for one. */
async function save(plan: object): Promise<void> {
  await page.waitForTimeout(200);
  sandbox.write({ 'card.plan.json': plan });
}
