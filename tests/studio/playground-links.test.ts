/// <reference lib="dom" />
import type { Browser } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { counterPlan } from '../../bench/pages.ts';
import { toBase64Url } from '../../src/studio/playground/links/base64url.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { openPlayground, type StaticPlayground, servePlayground } from '../helpers/playground.ts';

const it = suite('links of the playground');
let server: StaticPlayground;
let browser: Browser;

it.before(async () => {
  server = await servePlayground();
  browser = await launchBrowser();
});
it.after(async () => {
  await browser.close();
  await server.close();
});

const PLAN = `#plan64=${toBase64Url(JSON.stringify(counterPlan))}`;
const CODE = `#jsx64=${toBase64Url('export default () => <p>It ran</p>')}`;

it('a link with a plan shows it at once, and sharing gives the same link', async () => {
  const at = await openPlayground(browser, server.url, { hash: PLAN });
  await at.preview.getByText('Count: 0').waitFor();
  await at.page.getByRole('button', { name: 'Share link' }).click();
  await at.page.getByText(/The link is/).waitFor();
  assert.is(new URL(at.page.url()).hash, PLAN);
  assert.equal(at.complaints, []);
  await at.close();
});

it('a link with code shows the code, asks, and shows and sends nothing before', async () => {
  const at = await openPlayground(browser, server.url, { hash: CODE });
  const sent: string[] = [];
  at.page.on('request', (request) => sent.push(request.url()));
  const banner = at.page.getByRole('region', { name: 'Code from a link' });
  await banner.getByText('Nothing of it has run').waitFor();
  await at.page.getByRole('tab', { name: 'code.jsx' }).click();
  await at.page.getByRole('textbox', { name: 'Code of the plan' }).getByText('It ran').waitFor();
  assert.is(await at.page.locator('iframe[data-place=live]').count(), 0);
  await banner.getByRole('button', { name: 'Do not run it' }).click();
  await banner.getByText('does not run').waitFor();
  assert.is(await at.page.locator('iframe[data-place=live]').count(), 0);
  assert.equal(
    sent.filter((url) => url.includes('/api/')),
    [],
  );
  assert.equal(at.complaints, []);
  await at.close();
});

it('a link gets the default profile, whatever was chosen before, and asks anew for the next one', async () => {
  const at = await openPlayground(browser, server.url);
  await at.page.getByLabel('Profile').selectOption('relaxed');
  await at.page.evaluate((hash) => {
    location.hash = hash;
  }, `${CODE}&profile=relaxed`);
  await at.page.getByText('Nothing of it has run').waitFor();
  assert.is(await at.page.getByLabel('Profile').inputValue(), 'balanced');
  await at.page.getByRole('button', { name: 'Run the code' }).click();
  await at.page.evaluate((hash) => {
    location.hash = hash;
  }, `${CODE}&exportName=default`);
  await at.page.getByText('Nothing of it has run').waitFor();
  await at.close();
});

it('a damaged or large link says so and opens nothing', async () => {
  for (const hash of ['#plan64=%25%25', `#plan64=${'A'.repeat(500_000)}`]) {
    const at = await openPlayground(browser, server.url, { hash });
    await at.page
      .getByRole('status')
      .getByText(/The link/)
      .waitFor();
    await at.close();
  }
});

it('what a page of the preview says by itself changes nothing, and it cannot reach or leave its frame', async () => {
  const at = await openPlayground(browser, server.url, { hash: PLAN });
  await at.preview.getByText('Count: 0').waitFor();
  await at.choosePanel('State');
  const frame = (await (await at.preview.owner().elementHandle())!.contentFrame())!;
  const reached = await frame.evaluate(async () => {
    const snapshot = {
      format: 'renderify-state/v1',
      planId: 'x',
      planVersion: 1,
      planDigest: '',
      seq: 9,
      state: { a: 1 },
    };
    const forged = { kind: 'events', entries: [], snapshot };
    for (const message of [forged, JSON.stringify(forged), 'renderify-preview', { kind: 'ready' }])
      parent.postMessage(message, '*');
    const tries: string[] = [];
    const attempt = (name: string, run: () => unknown) => {
      try {
        run();
        tries.push(name);
      } catch {}
    };
    attempt('parent document', () => parent.document.body);
    attempt('storage', () => localStorage.length);
    attempt('top navigation', () => {
      (top as Window).location.href = 'about:blank';
    });
    return tries;
  });
  assert.equal(reached, []);
  await at.page.waitForTimeout(200);
  assert.match(await at.page.getByLabel('State as JSON').inputValue(), /"count": 0/);
  await at.preview.getByRole('button', { name: 'Add' }).click();
  await at.preview.getByText('Count: 1').waitFor();
  assert.match(at.page.url(), /some\/folder\/#plan64/);
  await at.close();
});

it('the preview takes no page in an origin that somebody else has something to lose in', async () => {
  const page = await browser.newPage();
  await page.goto(`${server.url}THIRD-PARTY.txt`);
  const shown = await page.evaluate(async (address) => {
    const frame = document.createElement('iframe');
    frame.src = address;
    document.body.append(frame);
    await new Promise((done) => frame.addEventListener('load', done));
    const [one, two] = [new MessageChannel(), new MessageChannel()];
    frame.contentWindow?.postMessage('renderify-preview', '*', [one.port2, two.port2]);
    const page = { html: '<p>written', digest: '', program: '' };
    one.port1.postMessage({ id: 1, do: 'show', page });
    one.port1.postMessage({ id: 2, do: 'write', html: page.html, focus: false });
    two.port1.postMessage(page);
    await new Promise((done) => setTimeout(done, 300));
    return frame.contentDocument?.body.innerHTML;
  }, `${server.url}preview.html`);
  assert.is(shown?.trim(), '');
  await page.close();
});

it.run();
