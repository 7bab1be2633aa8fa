import type { Browser } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { launchBrowser } from '../helpers/browser.ts';
import { el, planOf } from '../helpers/plan.ts';
import { openPlayground } from '../helpers/playground.ts';
import { closePlaygrounds, type Playground, spawnPlayground } from '../helpers/playground-server.ts';

const test = suite('the page of the playground at its server');
let server: Playground;
let browser: Browser;
test.before(async () => {
  [server, browser] = await Promise.all([
    spawnPlayground(['--no-policy-file', '--profile', 'trusted']),
    launchBrowser(),
  ]);
});
test.after(async () => {
  await browser.close();
  await closePlaygrounds();
});

test('shows plans under the headers of the server, without a complaint', async () => {
  const open = await openPlayground(browser, server.url);
  await open.setPlan(planOf(el('h1', { lang: 'en' }, 'From the browser')));
  await open.preview.getByText('From the browser').waitFor();
  assert.equal(open.complaints, []);
  await open.close();
});

test('a plan with code is built by the server', async () => {
  const code = 'export default () => ({ type: "text", value: "From the " + ["ser", "ver"].join("") });';
  const open = await openPlayground(browser, server.url);
  await open.page.getByLabel('Profile').selectOption('trusted');
  await open.setPlan(planOf(el('p', { lang: 'en' }, 'fallback'), { source: { language: 'js', code } } as never));
  await open.preview.getByText('From the server').waitFor();
  assert.equal(open.complaints, []);
  await open.close();
});

test.run();
