import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { counterPlan, dashboardPlan } from '../../bench/pages.ts';
import { buildPlayground } from '../../scripts/build-playground.ts';
import { toBase64Url } from '../../src/studio/playground/links/base64url.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { createSandbox } from '../helpers/cli.ts';
import { openPlayground } from '../helpers/playground.ts';
import { closePlaygrounds, openPlayground as openServer } from '../helpers/playground-server.ts';

const it = suite('the playground with its server');
const files = new Map<string, Uint8Array>();
let browser: Browser;

it.before(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'playground-'));
  await buildPlayground(folder);
  for (const name of await readdir(folder)) files.set(name, await readFile(join(folder, name)));
  await rm(folder, { recursive: true });
  browser = await launchBrowser();
});
it.after.each(closePlaygrounds);
it.after(() => browser.close());

it('plans with code are built by the server, and their findings are shown in the code', async () => {
  const server = await openServer({}, { pages: () => files });
  const at = await openPlayground(browser, server.url);
  await at.page.getByLabel('Template').selectOption('code');
  await at.preview.getByRole('list', { name: '2 things to buy' }).waitFor();
  await at.preview.getByRole('button', { name: 'Add an apple' }).click();
  await at.preview.getByRole('list', { name: '3 things to buy' }).waitFor();
  await at.page.getByRole('tab', { name: 'code.tsx' }).click();
  await at.page.getByRole('textbox', { name: 'Code of the plan' }).focus();
  await at.page.keyboard.press('Control+End');
  await at.page.keyboard.insertText('export const other = fetch("/x");\n');
  await at.page.getByText('no-banned-globals').waitFor();
  assert.ok((await at.page.locator('[id="edit-panel-code"] .cm-lintRange-error').count()) > 0);
  await at.page.locator('.preview .note', { hasText: 'the last good page' }).waitFor();
  await at.page.keyboard.press('Control+z');
  await at.page.locator('.preview .note', { hasText: 'up to date' }).waitFor();
  assert.equal(
    at.complaints.filter((one) => !/status of 40[03]/.test(one)),
    [],
  );
  await at.close();
});

const TEMPLATES = {
  counter: 'Counter',
  dashboard: 'Shop dashboard',
  form: 'Write to us',
  report: 'Quarterly report',
  code: 'Shopping list',
};

it('every template that is offered becomes a page; `code` is `component` of `init` in one text', async () => {
  const server = await openServer({}, { pages: () => files });
  const at = await openPlayground(browser, server.url);
  const names = await at.page.getByLabel('Template').locator('option').allInnerTexts();
  assert.equal(names.slice(1), Object.keys(TEMPLATES));
  for (const [name, heading] of Object.entries(TEMPLATES)) {
    await at.page.getByLabel('Template').selectOption(name);
    await at.preview.getByRole('heading', { name: heading, exact: true }).waitFor();
  }
  const shown = await at.preview.locator('main').innerHTML();
  const folder = createSandbox();
  assert.is(folder.run(['init', 'here', '--template', 'component']).status, 0);
  const { stdout } = folder.run(['build', 'here/plan.json', '--stdout', '--offline']);
  folder.remove();
  const page = await at.page.context().newPage();
  await page.route('**/component.html', (route) => route.fulfill({ contentType: 'text/html', body: stdout }));
  await page.goto(`${server.url}component.html`);
  assert.is(withoutMarkers(shown), withoutMarkers(await page.locator('main').innerHTML()));
  await at.close();
});

it('code of a link is sent and run after the person has agreed, and not before', async () => {
  const server = await openServer({}, { pages: () => files });
  const hash = `#jsx64=${toBase64Url('export default () => <p>It ran</p>')}`;
  const at = await openPlayground(browser, server.url, { hash });
  const sent: string[] = [];
  at.page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
  await at.page.getByText('Nothing of it has run').waitFor();
  await at.page.getByLabel('Profile').selectOption('trusted');
  await at.page.waitForTimeout(400);
  assert.equal(sent, []);
  assert.is(await at.page.locator('iframe[data-place=live]').count(), 0);
  await at.page.getByRole('button', { name: 'Run the code' }).click();
  await at.preview.getByText('It ran').waitFor();
  assert.is(sent.length, 1);
  await at.close();
});

it('context and vars go to the server with a plan that has code', async () => {
  const server = await openServer({}, { pages: () => files });
  const code = 'export default ({ context, vars }) => <p>Hello {context.name} {vars.n}</p>';
  const hash = `#jsx64=${toBase64Url(code)}&context64=${toBase64Url('{"name": "Ada"}')}&vars64=${toBase64Url('{"n": 7}')}`;
  const at = await openPlayground(browser, server.url, { hash });
  await at.page.getByLabel('Profile').selectOption('trusted');
  await at.page.getByRole('button', { name: 'Run the code' }).click();
  await at.preview.getByText('Hello Ada 7').waitFor();
  await at.close();
});

it('a plan is sent in pieces, and previews of the server are shown while it reads', async () => {
  const server = await openServer({}, { pages: () => files });
  const at = await openPlayground(browser, server.url);
  await at.preview.getByRole('heading', { name: 'Counter' }).waitFor();
  const lines: string[] = [];
  at.page.on('request', (one) => {
    if (one.url().endsWith('/api/stream')) lines.push(...(one.postData() ?? '').trim().split('\n'));
  });
  const panel = await at.choosePanel('Stream');
  const text = JSON.stringify(dashboardPlan());
  await panel.getByLabel(/^Text that arrives/).fill(text);
  await panel.getByLabel('Previews by').selectOption('the server');
  await panel.getByLabel('Characters a piece').selectOption('100');
  await at.page.evaluate(() => {
    const seen = { empty: 0, digests: new Set<string>() };
    Object.assign(globalThis, { seen });
    setInterval(() => {
      const live = document.querySelector<HTMLElement>('iframe[data-place=live]');
      if (!live) seen.empty++;
      seen.digests.add(live?.dataset['digest'] ?? '');
    }, 2);
  });
  await panel.getByRole('button', { name: 'Start' }).click();
  await at.preview.getByText('Size 34').waitFor();
  await at.page.getByText(/up to date/).waitFor();
  const seen = await at.page.evaluate(() => {
    const { empty, digests } = (globalThis as unknown as { seen: { empty: number; digests: Set<string> } }).seen;
    return { empty, digests: digests.size };
  });
  assert.is(seen.empty, 0, 'the preview is never empty');
  assert.ok(seen.digests > 5, `${seen.digests} pages were seen`);
  const previews = Number.parseInt(await panel.getByText(/previews/).innerText(), 10);
  assert.ok(previews >= 20, `${previews} previews`);
  const pieces = lines.map((line) => JSON.parse(line) as { text?: string });
  assert.ok(pieces.length > 100, `${pieces.length} lines`);
  assert.is(pieces.map((one) => one.text ?? '').join(''), text);
  assert.is(JSON.parse(await at.plan()).id, 'dashboard');
  assert.equal(at.complaints, []);
  await at.close();
});

it('a stream that the server refuses says why, and a patch becomes a plan', async () => {
  const server = await openServer({}, { pages: () => files });
  const at = await openPlayground(browser, server.url);
  await at.preview.getByRole('heading', { name: 'Counter' }).waitFor();
  const panel = await at.choosePanel('Stream');
  await panel.getByLabel('Previews by').selectOption('the server');
  const text = panel.getByLabel(/^Text that arrives/);
  await text.fill(JSON.stringify({ ...counterPlan, version: 'one' }));
  await panel.getByRole('button', { name: 'Start' }).click();
  await (await at.choosePanel('Findings')).getByText('plan.json:').waitFor();
  await at.choosePanel('Stream');
  const patch = [
    { op: 'add', path: '/specVersion', value: 'runtime-plan/v1' },
    { op: 'add', path: '/id', value: 'patched' },
    { op: 'add', path: '/version', value: 1 },
    { op: 'add', path: '/root', value: { type: 'text', value: 'From a patch' } },
  ];
  await text.fill(patch.map((line) => JSON.stringify(line)).join('\n'));
  await panel.getByLabel('Previews by').selectOption('the server');
  await panel.getByLabel('Form').selectOption('patch');
  await panel.getByRole('button', { name: 'Start' }).click();
  await at.preview.getByText('From a patch').waitFor();
  await at.page.getByText(/up to date/).waitFor();
  assert.is(JSON.parse(await at.plan()).id, 'patched');
  await server.close();
  await panel.getByRole('button', { name: 'Start' }).click();
  await at.page.getByText('The server of the playground does not answer.').waitFor();
  await at.preview.getByText('From a patch').waitFor();
  await at.close();
});

it('a server with a token is asked with it', async () => {
  const server = await openServer({}, { pages: () => files, token: 'sesame' });
  const at = await openPlayground(browser, server.url);
  await at.page.getByLabel('Template').selectOption('code');
  await at.page.getByLabel('Token of the server').fill('sesame');
  await at.page.getByRole('button', { name: 'Use' }).click();
  await at.preview.getByRole('list', { name: '2 things to buy' }).waitFor();
  await at.close();
});

it.run();

/** Comments tell the page where a component is. */
function withoutMarkers(html: string): string {
  return html.replace(/<!--.*?-->/g, '');
}
