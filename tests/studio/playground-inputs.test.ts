/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import type { Browser } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../src/compiler/index.ts';
import { toBase64Url } from '../../src/studio/playground/links/base64url.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { el, planOf } from '../helpers/plan.ts';
import { type OpenPlayground, openPlayground, type StaticPlayground, servePlayground } from '../helpers/playground.ts';

const it = suite('context and vars in the playground');
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

const PLAN = planOf(el('p', { lang: 'en' }, 'Hello {{context.user.name}}, {{vars.count}} new'));
const CONTEXT = '{"user": {"name": "Ada"}}';
const LINK = `#plan64=${toBase64Url(JSON.stringify(PLAN))}`;

it('are not there until somebody wants them, and are what `--context` and `--vars` are', async () => {
  const at = await openPlayground(browser, server.url);
  await at.setPlan(PLAN);
  await at.preview.getByText('Hello').waitFor();
  assert.is(await at.page.getByRole('textbox', { name: /^Context/ }).count(), 0);
  await at.page.getByRole('button', { name: 'Inputs' }).press('Enter');
  await fill(at, 'Context', CONTEXT);
  await fill(at, 'Vars', '{"count": 3}');
  await at.preview.getByText('Hello Ada, 3 new').waitFor();
  await fill(at, 'Context', CONTEXT.replace('Ada', 'Grace'));
  await at.preview.getByText('Hello Grace, 3 new').waitFor();
  await fill(at, 'Context', CONTEXT);
  await at.preview.getByText('Hello Ada, 3 new').waitFor();
  const [saved] = await Promise.all([
    at.page.waitForEvent('download'),
    at.page.getByRole('button', { name: 'Export zip' }).click(),
  ]);
  const options = { profile: 'balanced', context: JSON.parse(CONTEXT), vars: { count: 3 } };
  const { bundle } = await compile({ name: 'plan.json', text: await at.plan() }, options);
  const page = unzipSync(readFileSync(await saved.path()))['index.html'];
  assert.is(new TextDecoder().decode(page), bundle?.files.find(({ path }) => path === 'index.html')?.text);
  await at.page.getByRole('button', { name: 'Inputs set' }).click();
  await at.page.getByRole('textbox', { name: /^Context/ }).waitFor({ state: 'detached' });
  await at.preview.getByText('Hello Ada, 3 new').waitFor();
  assert.equal(at.complaints, []);
  await at.close();
});

it('that cannot be read are said beside their field, and leave the last good page', async () => {
  const at = await openPlayground(browser, server.url);
  await at.setPlan(PLAN);
  await at.page.getByRole('button', { name: 'Inputs' }).click();
  await fill(at, 'Context', CONTEXT);
  await at.preview.getByText('Hello Ada').waitFor();
  const field = at.page.getByRole('region', { name: 'Context' });
  for (const [text, said] of [
    ['{"user": ', /context\.json:1:/],
    ['["Ada"]', /`context` must be a JSON object/],
    ['{"user": 1, "user": 2}', /user/],
  ] as const) {
    await fill(at, 'Context', text);
    await field.getByRole('alert').getByText(said).first().waitFor();
    await at.page.locator('.preview .note', { hasText: 'the last good page' }).waitFor();
    await at.preview.getByText('Hello Ada').waitFor();
  }
  assert.is(await at.page.getByRole('region', { name: 'Vars' }).getByRole('alert').innerText(), '');
  await fill(at, 'Context', CONTEXT);
  await at.page.locator('.preview .note', { hasText: 'up to date' }).waitFor();
  assert.is(await field.getByRole('alert').innerText(), '');
  await at.close();
});

it('go with a link, are shown where it is opened, and those of another plan do not go to it', async () => {
  const at = await openPlayground(browser, server.url, { hash: `${LINK}&context64=${toBase64Url(CONTEXT)}` });
  await at.preview.getByText('Hello Ada').waitFor();
  await at.page
    .getByRole('textbox', { name: /^Context/ })
    .getByText('Ada')
    .waitFor();
  await at.page.getByRole('button', { name: 'Share link' }).click();
  await at.page.getByText('It holds context and vars, too.').waitFor();
  assert.is(new URL(at.page.url()).hash, `${LINK}&context64=${toBase64Url(CONTEXT)}`);
  await at.page.evaluate((hash) => {
    location.hash = hash;
  }, LINK);
  await at.preview.getByText('Hello ,').waitFor();
  await at.page.getByRole('textbox', { name: /^Context/ }).waitFor({ state: 'detached' });
  await at.close();
});

it.run();

async function fill(at: OpenPlayground, field: string, text: string): Promise<void> {
  await at.page.getByRole('textbox', { name: new RegExp(`^${field}`) }).focus();
  await at.page.keyboard.press('Control+a');
  await at.page.keyboard.insertText(text);
}
