import type { Browser, Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { launchBrowser } from '../helpers/browser.ts';
import { type BundleServer, startBundleServer } from '../helpers/bundle-server.ts';
import { codeHost } from '../helpers/code-host.ts';
import { bundleOf } from '../helpers/door.ts';
import { attemptingModule, attemptsOf, givingModule, type Outside, startOutside } from '../helpers/escapes.ts';

const test = suite('a sandbox holds wherever its page stands');
const HOST = `<!doctype html><title>host</title><body><div></div><script type=module>import { mount } from './plan.js'; mount(document.querySelector('div'))</script>`;

/** A page of somebody else has no policy of its own; a file has an origin that others might share. */
const PLACES = ['module', 'file'] as const;

let browser: Browser;
let server: BundleServer;
let outside: Outside;

test.before(async () => {
  browser = await launchBrowser();
  server = await startBundleServer();
  outside = await startOutside();
});

test.after(async () => {
  await browser.close();
  await server.close();
  await outside.close();
});

for (const place of PLACES)
  for (const profile of ['sandbox-worker', 'sandbox-iframe']) {
    test(`${profile} in a ${place}: network, navigation, tampering`, async () => {
      for (const group of ['network', 'navigation', 'tampering']) {
        const names = group === 'network' ? [undefined] : Object.keys(await attemptsOf(group));
        const calls = names.map((name) => (name ? { only: [name] } : {}));
        const page = await open(place, profile, attemptingModule(group), calls);
        await page.waitForTimeout(1200);
        assert.equal([outside.hits(), outside.packets()], [[], 0], group);
        // See docs/execution-profiles.md.
        if (group !== 'navigation' || profile === 'sandbox-worker') assert.is(outside.connections(), 0, group);
        await answers(page);
        await page.context().close();
      }
    });

    test(`${profile} in a ${place}: loops and memory are its own`, async () => {
      for (const [group, only] of [
        ['endless', 'loop'],
        ['bombs', 'memory by array'],
        ['bombs', 'memory by buffers'],
      ] as const) {
        const page = await open(place, profile, givingModule(group), [{ only }]);
        for (let i = 0; i < 5; i++) {
          await answers(page);
          await page.waitForTimeout(250);
        }
        await page.context().close();
      }
    });
  }

test.run();

async function open(place: (typeof PLACES)[number], profile: string, module: string, calls: object[]): Promise<Page> {
  const button = {
    type: 'element',
    tag: 'button',
    props: { id: 'host', onClick: 'inc' },
    children: [{ type: 'text', value: '{{state.n}}' }],
  };
  const islands = calls.map((props) => ({
    type: 'component',
    module: 'escape',
    props: { base: outside.base, ...props },
  }));
  const plan = {
    specVersion: 'runtime-plan/v1',
    id: 'places',
    version: 1,
    root: { type: 'element', tag: 'div', children: [button, ...islands] },
    state: { initial: { n: 0 }, transitions: { inc: [{ type: 'increment', path: 'n' }] } },
    capabilities: { executionProfile: profile, maxExecutionMs: 1000 },
  };
  const target = place === 'module' ? 'module' : 'single-file';
  const bundle = await bundleOf(plan, { profile: 'relaxed', target, host: codeHost({ escape: module }, false) });
  const page = await (await browser.newContext()).newPage();
  outside.reset();
  await page.goto(
    place === 'file'
      ? await server.file(bundle)
      : server.http({ ...bundle, entry: 'host.html' }, { 'host.html': HOST }),
  );
  await page.waitForSelector('#host');
  return page;
}

async function answers(page: Page): Promise<void> {
  const before = Number(await page.textContent('#host'));
  await page.click('#host', { timeout: 3000 });
  assert.is(Number(await page.textContent('#host')), before + 1);
}
