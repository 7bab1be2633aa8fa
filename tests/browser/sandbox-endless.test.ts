import type { Browser, Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { launchBrowser } from '../helpers/browser.ts';
import { type BundleServer, startBundleServer } from '../helpers/bundle-server.ts';
import { codeHost } from '../helpers/code-host.ts';
import { bundleOf } from '../helpers/door.ts';
import { attemptsOf, givingModule } from '../helpers/escapes.ts';

const test = suite('what never ends is ended, and the page stays usable');
const PROFILES = ['sandbox-worker', 'sandbox-iframe'];
/** Errors that may come of it: each is the refusal of what the code gave, or its end. */
const TAMES = new Set(['max-execution-ms', 'component-failed', 'max-node-count', 'max-tree-depth', 'max-messages']);

let browser: Browser;
let server: BundleServer;
let page: Page;

test.before(async () => {
  browser = await launchBrowser();
  server = await startBundleServer();
});

test.after(async () => {
  await browser.close();
  await server.close();
});

for (const profile of PROFILES) {
  for (const name of Object.keys(await attemptsOf('endless')))
    test(`${profile}: ${name}`, async () => {
      await open(profile, 'endless', name);
      await answers();
      // A heart of a frame is missed after the limit, a call of a worker at it.
      const errors = await errorsWithin(4000);
      assert.ok(errors.includes('max-execution-ms'), `only ${errors.join()}`);
      assert.is(await page.locator('iframe').count(), 0);
      assert.match(await page.innerText('#root'), /fallback|^\d+(answered)?$/);
      await answers();
    });
  for (const name of Object.keys(await attemptsOf('bombs')))
    test(`${profile}: ${name}`, async () => {
      await open(profile, 'bombs', name);
      await answers();
      const errors = await errorsWithin(1500);
      for (const one of errors) assert.ok(TAMES.has(one), one);
      await answers();
      assert.is(await page.evaluate('document.body.innerText.includes("forged")'), false);
    });
}

test('a worker whose code goes on after its answer is ended without another call', async () => {
  await open('sandbox-worker', 'endless', 'loop after the answer');
  assert.equal(await errorsWithin(4000), ['max-execution-ms']);
  assert.is(await page.locator('iframe').count(), 0);
});

test.run();

async function open(profile: string, group: string, only: string): Promise<void> {
  const button = {
    type: 'element',
    tag: 'button',
    props: { id: 'host', onClick: 'own' },
    children: [{ type: 'text', value: '{{state.own}}' }],
  };
  const component = { type: 'component', module: 'escape', props: { base: 'x', only, turn: '{{state.n}}' } };
  const bundle = await bundleOf(
    {
      specVersion: 'runtime-plan/v1',
      id: 'endless',
      version: 1,
      root: { type: 'element', tag: 'div', props: { id: 'root' }, children: [button, component] },
      state: {
        initial: { n: 0, own: 0 },
        transitions: { inc: [{ type: 'increment', path: 'n' }], own: [{ type: 'increment', path: 'own' }] },
      },
      capabilities: { executionProfile: profile, maxExecutionMs: 300 },
    },
    { profile: 'relaxed', host: codeHost({ escape: givingModule(group) }, false) },
  );
  await page?.context().close();
  page = await (await browser.newContext()).newPage();
  await page.addInitScript(() => {
    const errors: string[] = [];
    Object.assign(globalThis, { errors });
    document.addEventListener('renderify:error', (event) => errors.push((event as CustomEvent).detail.name));
  });
  await page.goto(server.http(bundle));
}

/** The host's own button works now, whatever runs beside it. */
async function answers(): Promise<void> {
  const before = Number(await page.textContent('#host'));
  await page.click('#host', { timeout: 3000 });
  assert.is(Number(await page.textContent('#host')), before + 1);
}

/** Names of the run-time errors, as soon as there are any. */
async function errorsWithin(milliseconds: number): Promise<string[]> {
  // The page's policy allows no `eval`, and so no waiting inside of it.
  for (let left = milliseconds; left > 0; left -= 50) {
    if ((await page.evaluate('errors.length')) !== 0) break;
    await page.waitForTimeout(50);
  }
  return (await page.evaluate('errors')) as string[];
}
