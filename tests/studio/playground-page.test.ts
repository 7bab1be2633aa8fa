/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import type { Browser } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { counterPlan } from '../../bench/pages.ts';
import { compile } from '../../src/compiler/index.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { el, planOf } from '../helpers/plan.ts';
import { type OpenPlayground, openPlayground, type StaticPlayground, servePlayground } from '../helpers/playground.ts';

const it = suite<{ at: OpenPlayground }>('the page of the playground');
let server: StaticPlayground;
let browser: Browser;

it.before(async () => {
  server = await servePlayground();
  browser = await launchBrowser();
});
it.before.each(async (context) => {
  context.at = await openPlayground(browser, server.url);
});
it.after.each(async ({ at }) => {
  assert.equal(at.complaints, []);
  await at.close();
});
it.after(async () => {
  await browser.close();
  await server.close();
});

const COUNTER = JSON.stringify(counterPlan, null, 2);

it('begins with a template, and shows what is typed', async ({ at }) => {
  await at.preview.getByRole('heading', { name: 'Counter' }).waitFor();
  await at.setPlan(COUNTER);
  await at.preview.getByText('Count: 0').waitFor();
  await at.preview.getByRole('button', { name: 'Add' }).click();
  await at.preview.getByText('Count: 1').waitFor();
  await at.setPlan(COUNTER.replace('"Counter"', '"Other"'));
  await at.preview.getByRole('heading', { name: 'Other' }).waitFor();
  await at.preview.getByText('Count: 1').waitFor();
});

it('keeps the state where its shape still fits, and what was focused in the page', async ({ at }) => {
  await at.setPlan(COUNTER);
  await at.preview.getByRole('button', { name: 'Add' }).click();
  await at.preview.getByText('Count: 1').waitFor();
  await at.setPlan(COUNTER.replace('"Count: {{state.count}}"', '"Number: {{state.count}}"'));
  await at.preview.getByText('Number: 1').waitFor();
  await at.setPlan(COUNTER.replace('"count": 0', '"count": "none"'));
  await at.preview.getByText('Count: none').waitFor();
  const focused = await at.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  assert.is(focused, 'Plan', 'the editor keeps the focus');
});

it('shows findings as the terminal does, leads to their place, and leaves the last good page', async ({ at }) => {
  await at.setPlan(COUNTER);
  await at.preview.getByText('Count: 0').waitFor();
  await at.setPlan(COUNTER.replace('"version": 1', '"version": "one"'));
  const panel = at.page.getByRole('tabpanel', { name: /^Findings/ });
  await panel.getByText('plan.json:4:14').waitFor();
  assert.match(await panel.locator('pre').innerText(), /4 \| {3}"version": "one",\n.*\^{5}/);
  await at.page.locator('.preview .note', { hasText: 'the last good page' }).waitFor();
  await at.preview.getByText('Count: 0').waitFor();
  assert.ok((await at.page.locator('.cm-lintRange-error').count()) > 0, 'the place is underlined');
  await panel.getByRole('button', { name: /^Go to/ }).click();
  await at.page.waitForFunction(() => getSelection()?.toString() === '"one"');
});

it('applies the fix of a finding and nothing else', async ({ at }) => {
  await at.setPlan(COUNTER.replace('"id": "counter"', '"id": " counter"'));
  await at.page
    .getByRole('button', { name: /^Fix RF/ })
    .first()
    .click();
  await at.preview.getByRole('heading', { name: 'Counter', exact: true }).waitFor();
  await at.page.getByText('No findings.').waitFor();
  assert.is(await at.plan(), COUNTER);
});

it('a link of the page leads nowhere, and the page comes back', async ({ at }) => {
  const link = {
    type: 'element',
    tag: 'a',
    props: { href: 'https://example.com/' },
    children: [{ type: 'text', value: 'Go' }],
  };
  await at.setPlan({ ...counterPlan, root: { ...counterPlan.root, children: [...counterPlan.root.children!, link] } });
  await at.preview.getByRole('link', { name: 'Go' }).click();
  await at.page.getByText('It is shown anew').waitFor();
  await at.preview.getByText('Count: 0').waitFor();
  at.complaints.length = 0;
});

it('completes keys and values from the schema, and explains them', async ({ at }) => {
  const { page } = at;
  await at.setPlan('{\n  \n}');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+Space');
  const list = page.locator('.cm-tooltip-autocomplete');
  await list.getByText('moduleManifest').waitFor();
  await page.keyboard.type('spec');
  await list.getByText('specVersion').waitFor();
  await page.waitForTimeout(120);
  await page.keyboard.press('Enter');
  assert.match(await at.plan(), /"specVersion": /);
  await page.locator('.cm-line', { hasText: 'specVersion' }).getByText('"specVersion"').hover();
  await page.locator('.word-docs', { hasText: 'The version of the language' }).waitFor();
});

it('formats the text and keeps its meaning', async ({ at }) => {
  await at.setPlan(JSON.stringify(counterPlan));
  await at.page.getByRole('button', { name: 'Format' }).click();
  await at.page.waitForFunction(() => document.querySelectorAll('.edit .cm-line').length > 20);
  assert.equal(JSON.parse(await at.plan()), JSON.parse(COUNTER));
});

it('the state can be written, gone back in, kept and taken up again', async ({ at }) => {
  const { page, preview } = at;
  await at.setPlan(COUNTER);
  const panel = await at.choosePanel('State');
  for (let i = 1; i <= 3; i++) {
    await preview.getByRole('button', { name: 'Add' }).click();
    await preview.getByText(`Count: ${i}`).waitFor();
  }
  await panel.getByRole('button', { name: 'Take a snapshot' }).click();
  await panel.getByRole('slider', { name: 'Events shown' }).fill('1');
  await preview.getByText('Count: 1').waitFor();
  await panel.getByRole('button', { name: 'the beginning' }).click();
  await preview.getByText('Count: 0').waitFor();
  await panel.getByRole('button', { name: 'add' }).nth(1).click();
  await preview.getByText('Count: 2').waitFor();
  await panel.getByRole('button', { name: 'Restore snapshot 1' }).click();
  await preview.getByText('Count: 3').waitFor();
  await panel.getByText('As text').click();
  await panel.getByLabel('State as JSON').fill('{"count": 41, "open": true}');
  await panel.getByRole('button', { name: 'Apply' }).click();
  await preview.getByText('Count: 41').waitFor();
  await panel.getByRole('button', { name: 'Send' }).click();
  await preview.getByText('Count: 42').waitFor();
  await panel.getByLabel('State as JSON').fill('{"count": ');
  await panel.getByRole('button', { name: 'Apply' }).click();
  await panel.getByText(/JSON/).last().waitFor();
  assert.ok(await page.locator('#state-problem').innerText());
});

it('every value of the state has a field of its type, for the keyboard', async ({ at }) => {
  const { page, preview } = at;
  const initial = { user: { name: 'Ada', notes: 'one\ntwo' }, items: [{ n: 1.5, done: false }], none: null };
  const shown = '{{state.user.name}} {{state.items.0.n}} {{state.items.0.done}} {{state.user.notes}}';
  await at.setPlan(planOf(el('p', { lang: 'en' }, shown), { state: { initial } }));
  await preview.getByText('Ada 1.5 false one two').waitFor();
  const panel = await at.choosePanel('State');
  const name = panel.getByRole('textbox', { name: 'user.name' });
  await name.fill('Grace');
  await preview.getByText('Ada 1.5').waitFor();
  await name.press('Escape');
  assert.is(await name.inputValue(), 'Ada');
  await name.fill('Grace');
  await name.press('Enter');
  await preview.getByText('Grace 1.5 false').waitFor();
  const number = panel.getByRole('spinbutton', { name: 'items.0.n' });
  await number.fill('-2.25');
  await page.keyboard.press('Tab');
  await preview.getByText('Grace -2.25 false').waitFor();
  assert.is(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'items.0.done');
  await page.keyboard.press('Space');
  await preview.getByText('Grace -2.25 true').waitFor();
  await number.fill('');
  await page.keyboard.press('Tab');
  await panel.getByText('items.0.n takes a number.').waitFor();
  await preview.getByText('Grace -2.25 true').waitFor();
  await number.press('Escape');
  assert.is(await number.inputValue(), '-2.25');
  await panel.getByRole('textbox', { name: 'user.notes' }).fill('three\nfour');
  await page.keyboard.press('Tab');
  await preview.getByText('Grace -2.25 true three four').waitFor();
  await panel.getByRole('button', { name: 'items list of 1' }).press('Enter');
  await number.waitFor({ state: 'detached' });
  await panel.getByText('As text').click();
  assert.equal(JSON.parse(await panel.getByLabel('State as JSON').inputValue()), {
    user: { name: 'Grace', notes: 'three\nfour' },
    items: [{ n: -2.25, done: true }],
    none: null,
  });
});

it('an event after time travel begins another future', async ({ at }) => {
  await at.setPlan(COUNTER);
  const panel = await at.choosePanel('State');
  for (let i = 1; i <= 3; i++) {
    await at.preview.getByRole('button', { name: 'Add' }).click();
    await at.preview.getByText(`Count: ${i}`).waitFor();
  }
  await panel.getByRole('slider', { name: 'Events shown' }).fill('1');
  await at.preview.getByText('Count: 1').waitFor();
  await at.preview.getByRole('button', { name: 'Toggle' }).click();
  await panel.getByRole('button', { name: 'toggle' }).waitFor();
  assert.is(await panel.locator('.moment').count(), 3);
});

it('shows the files that build writes, with their sizes, and exports them', async ({ at }) => {
  await at.setPlan(COUNTER);
  const panel = await at.choosePanel('Files');
  const { bundle } = await compile({ name: 'plan.json', text: COUNTER }, { profile: 'balanced' });
  const page = bundle!.files.find(({ path }) => path === 'index.html')!.text;
  await panel
    .getByRole('row', { name: new RegExp(`index.html ${page.length.toLocaleString('en')} B \\d+ B`) })
    .waitFor();
  const [saved] = await Promise.all([
    at.page.waitForEvent('download'),
    at.page.getByRole('button', { name: 'Export zip' }).click(),
  ]);
  const files = unzipSync(readFileSync(await saved.path()));
  assert.equal(Object.keys(files).sort(), bundle!.files.map(({ path }) => path).sort());
  assert.is(new TextDecoder().decode(files['index.html']), page);
  const [single] = await Promise.all([
    at.page.waitForEvent('download'),
    at.page.getByRole('button', { name: 'Export one file' }).click(),
  ]);
  assert.match(readFileSync(await single.path(), 'utf8'), /^<!doctype html>/);
});

it('shows every stage and the policy in force, and takes a policy file', async ({ at }) => {
  await at.setPlan(COUNTER);
  const stages = await at.choosePanel('Stages');
  for (const stage of ['parsed', 'analyzed', 'program', 'emitted']) {
    await stages.getByRole('combobox', { name: 'Stage' }).selectOption(stage);
    await stages.getByRole('textbox', { name: `The stage ${stage}` }).waitFor();
  }
  const policy = await at.choosePanel('Policy');
  await policy.getByRole('row', { name: 'maxNodeCount 500' }).waitFor();
  await at.page.getByLabel('Profile').selectOption('strict');
  await policy.getByRole('row', { name: 'maxNodeCount 250' }).waitFor();
  await policy.getByRole('button', { name: 'Example' }).click();
  await policy.getByRole('row', { name: /maxNodeCount 200/ }).waitFor();
});

it('a plan with code has a tab for it, and says that this page cannot build it', async ({ at }) => {
  const { page } = at;
  await page.getByLabel('Template').selectOption('code');
  await page.getByRole('tab', { name: 'code.tsx' }).click();
  const code = page.getByRole('textbox', { name: 'Code of the plan' });
  await code.getByText('interface Props').waitFor();
  await code.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('// "new"\n');
  await page.waitForFunction(() => document.querySelector('.findings')?.textContent?.includes('server'));
  assert.match(JSON.parse(await at.plan()).source.code, /^\/\/ "new"\ninterface Props/);
  await page.getByRole('tab', { name: 'plan.json' }).click();
  await at.setPlan((await at.plan()).replace('new', 'newer'));
  await page.getByRole('tab', { name: 'code.tsx' }).click();
  await code.getByText('// "newer"').waitFor();
});

it.run();
