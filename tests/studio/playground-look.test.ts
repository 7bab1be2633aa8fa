/// <reference lib="dom" />
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { counterPlan } from '../../bench/pages.ts';
import { toBase64Url } from '../../src/studio/playground/links/base64url.ts';
import { findProblems } from '../helpers/axe.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { openPlayground, type StaticPlayground, servePlayground } from '../helpers/playground.ts';

const it = suite('how the playground looks');
const PICTURES = join(tmpdir(), 'renderify-playground');
const PANELS = ['Findings', 'State', 'Files', 'Stages', 'Policy', 'Modules', 'Stream'];
let server: StaticPlayground;
let browser: Browser;

it.before(async () => {
  server = await servePlayground();
  browser = await launchBrowser();
  mkdirSync(PICTURES, { recursive: true });
});
it.after(async () => {
  await browser.close();
  await server.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    it(`every part of it is clean for axe, ${colorScheme} at ${width} px, and nothing scrolls sideways`, async () => {
      const at = await openPlayground(browser, server.url, { colorScheme, width });
      const look = async (name: string) => {
        const file = `${name}-${colorScheme}-${width}.png`;
        await at.page.screenshot({ path: join(PICTURES, file) });
        assert.equal(await findProblems(at.page), [], name);
        assert.is(await at.page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, name);
      };
      const turnTo = (name: string) =>
        width < 760 ? at.page.getByRole('button', { name, exact: true }).click() : undefined;
      await at.setPlan(JSON.stringify({ ...counterPlan, id: ' x', version: 0 }, null, 2));
      await at.page.getByText('plan.json:4').waitFor({ state: 'attached' });
      await look('editor');
      await at.page.getByRole('button', { name: 'Inputs' }).click();
      await at.page.getByRole('textbox', { name: /^Context/ }).focus();
      await at.page.keyboard.insertText('{"user": ');
      await at.page.getByText('context.json:1').first().waitFor();
      await look('inputs');
      await at.page.keyboard.press('Control+a');
      await at.page.keyboard.press('Delete');
      await at.page.getByRole('button', { name: 'Inputs' }).click();
      await turnTo('Panels');
      await look('findings-bad');
      await turnTo('Edit');
      await at.setPlan(JSON.stringify(counterPlan, null, 2));
      await turnTo('Preview');
      await at.preview.getByRole('button', { name: 'Add' }).click();
      await at.preview.getByText('Count: 1').waitFor();
      await look('preview');
      await turnTo('Panels');
      for (const panel of PANELS) {
        await at.choosePanel(panel);
        await at.page.waitForTimeout(350);
        if (panel === 'State') await at.page.getByRole('button', { name: 'Take a snapshot' }).click();
        await look(panel.toLowerCase());
      }
      assert.equal(at.complaints, []);
      await at.close();
    });
  }
}

it('the question before code runs is clean for axe, too', async () => {
  const hash = `#js64=${toBase64Url('export default () => "x"')}`;
  for (const width of [1280, 390]) {
    const at = await openPlayground(browser, server.url, { hash, width, colorScheme: 'dark' });
    await at.page.getByText('Nothing of it has run').waitFor();
    await at.page.getByRole('tab', { name: 'code.js' }).click();
    await at.page.screenshot({ path: join(PICTURES, `consent-${width}.png`) });
    assert.equal(await findProblems(at.page), []);
    await at.close();
  }
});

it('everything can be done with the keyboard', async () => {
  const at = await openPlayground(browser, server.url);
  const { page } = at;
  await at.preview.getByRole('heading', { name: 'Counter' }).waitFor();
  const seen: string[] = [];
  await page.locator('body').press('Tab');
  for (let i = 0; i < 40; i++) {
    seen.push(
      await page.evaluate(() => {
        const { activeElement: element } = document;
        return (
          element?.getAttribute('aria-label') ?? (element?.textContent?.slice(0, 30) || (element as HTMLElement).title)
        );
      }),
    );
    await page.keyboard.press('Tab');
  }
  const order = ['Share link', 'Export zip', 'plan.json', 'Format', 'Plan', 'Preview of the plan', 'Findings'];
  const places = order.map((name) => seen.findIndex((one) => one.startsWith(name)));
  assert.ok(!places.includes(-1), `${order} in ${seen}`);
  assert.equal(
    places,
    [...places].sort((a, b) => a - b),
  );
  await page.getByRole('tab', { name: /^Findings/ }).focus();
  await page.keyboard.press('ArrowRight');
  assert.is(await page.getByRole('tab', { selected: true, name: 'State' }).getAttribute('tabindex'), '0');
  await page.keyboard.press('End');
  await page.getByRole('tabpanel', { name: 'Stream' }).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('tabpanel', { name: /^Findings/ }).waitFor();
  await page.keyboard.press('Home');
  assert.is(await page.evaluate(() => document.activeElement?.id), 'panels-tab-findings');
  await at.close();
});

it('draws the picture of the documentation', async () => {
  const at = await openPlayground(browser, server.url);
  await at.preview.getByRole('button', { name: 'Add one' }).click();
  await at.choosePanel('State');
  await at.page.waitForTimeout(300);
  const picture = await at.page.screenshot();
  if (process.env['UPDATE'] === '1') writeFileSync('docs/playground.png', picture);
  await at.close();
});

it.run();
