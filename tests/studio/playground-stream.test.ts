/// <reference lib="dom" />
import type { Browser } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dashboardPlan } from '../../bench/pages.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { openPlayground, type StaticPlayground, servePlayground } from '../helpers/playground.ts';

const it = suite('plans that arrive in the playground');
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

it('a plan is shown while it arrives, without a moment of nothing and without taking the focus', async () => {
  const at = await openPlayground(browser, server.url);
  await at.preview.getByRole('heading', { name: 'Counter' }).waitFor();
  const panel = await at.choosePanel('Stream');
  await panel.getByLabel(/^Text that arrives/).fill(JSON.stringify(dashboardPlan()));
  await panel.getByLabel('Characters a piece').selectOption('100');
  await panel.getByLabel('Pieces a second').fill('500');
  await at.page.evaluate(() => {
    const seen = { empty: 0, focus: new Set<string>() };
    Object.assign(globalThis, { seen });
    setInterval(() => {
      if (!document.querySelector('iframe[data-place=live]')) seen.empty++;
      if (document.querySelector('progress')?.value) seen.focus.add(document.activeElement?.textContent ?? '');
    }, 4);
  });
  await panel.getByRole('button', { name: 'Start' }).click();
  await at.preview.getByRole('heading', { name: 'Dashboard' }).waitFor();
  await at.preview.getByText('Size 34').waitFor();
  await at.page.waitForFunction(
    () => document.querySelector('progress')?.value === document.querySelector('progress')?.max,
  );
  await at.page.getByText(/up to date/).waitFor();
  const seen = await at.page.evaluate(() => {
    const { empty, focus } = (globalThis as unknown as { seen: { empty: number; focus: Set<string> } }).seen;
    return { empty, focus: [...focus] };
  });
  assert.is(seen.empty, 0);
  assert.equal(seen.focus, ['Start']);
  const previews = Number.parseInt(await panel.getByText(/previews/).innerText(), 10);
  assert.ok(previews >= 20, `${previews} previews`);
  assert.is(JSON.parse(await at.plan()).id, 'dashboard');
  assert.equal(at.complaints, []);
  await at.close();
});

it('what cannot be read leaves the last good page, and a patch becomes a plan', async () => {
  const at = await openPlayground(browser, server.url);
  await at.preview.getByRole('heading', { name: 'Counter' }).waitFor();
  const panel = await at.choosePanel('Stream');
  const text = panel.getByLabel(/^Text that arrives/);
  await text.fill('not a plan at all '.repeat(40));
  await panel.getByLabel('Characters a piece').selectOption('100');
  await panel.getByRole('button', { name: 'Start' }).click();
  await at.page.getByText('the last good page').waitFor();
  await at.preview.getByRole('heading', { name: 'Counter' }).waitFor();
  const patch = [
    { op: 'add', path: '/specVersion', value: 'runtime-plan/v1' },
    { op: 'add', path: '/id', value: 'patched' },
    { op: 'add', path: '/version', value: 1 },
    { op: 'add', path: '/root', value: { type: 'element', tag: 'main', props: { lang: 'en' }, children: [] } },
    { op: 'add', path: '/root/children/0', value: { type: 'text', value: 'From a patch' } },
  ];
  await text.fill(patch.map((line) => JSON.stringify(line)).join('\n'));
  await panel.getByLabel('Form').selectOption('patch');
  await panel.getByRole('button', { name: 'Start' }).click();
  await at.preview.getByText('From a patch').waitFor();
  await at.page.getByText(/up to date/).waitFor();
  assert.is(JSON.parse(await at.plan()).id, 'patched');
  await at.close();
});

it('a stream can be paused and stopped', async () => {
  const at = await openPlayground(browser, server.url);
  const panel = await at.choosePanel('Stream');
  await panel.getByLabel('Characters a piece').selectOption('5');
  await panel.getByRole('button', { name: 'Start' }).click();
  await at.page.waitForFunction(() => (document.querySelector('progress')?.value ?? 0) > 5);
  await panel.getByRole('button', { name: 'Pause' }).click();
  await panel.getByRole('button', { name: 'Go on' }).waitFor();
  await at.page.waitForTimeout(100);
  const held = await at.page.evaluate(() => document.querySelector('progress')?.value);
  await at.page.waitForTimeout(150);
  assert.is(await at.page.evaluate(() => document.querySelector('progress')?.value), held);
  await panel.getByRole('button', { name: 'Stop' }).click();
  await at.page.waitForFunction(
    () => document.querySelector<HTMLButtonElement>('.stack .row button:nth-child(3)')?.disabled,
  );
  await at.close();
});

it.run();
