import type { Browser } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { launchBrowser, openPage } from '../helpers/browser.ts';
import { type BundleServer, startBundleServer } from '../helpers/bundle-server.ts';
import { codeHost } from '../helpers/code-host.ts';
import { bundleOf } from '../helpers/door.ts';

const test = suite('names in the markup of a plan change nothing for a sandbox');
const NAMES = ['createElement', 'hidden', 'body', 'append', 'querySelector', 'addEventListener', 'parentNode'];

let browser: Browser;
let server: BundleServer;

test.before(async () => {
  browser = await launchBrowser();
  server = await startBundleServer();
});

test.after(async () => {
  await browser.close();
  await server.close();
});

for (const profile of ['sandbox-worker', 'sandbox-iframe'])
  test(`${profile}: it opens, and is ended when it hangs`, async () => {
    const names = NAMES.map((name) => ({ type: 'element', tag: 'form', props: { name } }));
    const button = { type: 'element', tag: 'button', props: { id: 'host', onClick: 'inc' } };
    const component = { type: 'component', module: './slow.mjs' };
    const bundle = await bundleOf(
      {
        specVersion: 'runtime-plan/v1',
        id: 'names',
        version: 1,
        root: { type: 'element', tag: 'div', children: [...names, button, component] },
        state: { initial: { n: 0 }, transitions: { inc: [{ type: 'increment', path: 'n' }] } },
        capabilities: { executionProfile: profile, maxExecutionMs: 1500 },
      },
      { profile: 'relaxed', host: codeHost({ './slow.mjs': SLOW }, false) },
    );
    const { page, goto, close } = await openPage(browser);
    await page.addInitScript(() => {
      const errors: string[] = [];
      Object.assign(globalThis, { errors });
      document.addEventListener('renderify:error', (event) => errors.push((event as CustomEvent).detail.name));
    });
    await goto(server.http(bundle));
    // The code's frame opens when it will; a worker's output stands in the page.
    const isShown = () => Promise.all(page.frames().map((frame) => frame.locator('text=shown 0').count()));
    for (let left = 400; left > 0 && !(await isShown()).some(Boolean); left--) await page.waitForTimeout(50);
    assert.ok((await isShown()).some(Boolean));
    await page.click('#host');
    for (let left = 160; left > 0 && (await page.evaluate('errors.length')) === 0; left--)
      await page.waitForTimeout(50);
    assert.equal(await page.evaluate('errors'), ['max-execution-ms']);
    assert.is(await page.locator('iframe').count(), 0);
    await close();
  });

test.run();

const SLOW = `export default (props, { state }) => {
  if (state.n > 0) (function again() { try { again(); } catch {} again(); })();
  return 'shown ' + state.n;
};`;
