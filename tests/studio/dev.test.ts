import { renameSync, rmSync } from 'node:fs';
import { createServer, get } from 'node:http';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { watchFiles } from '../../src/studio/dev/watch-files.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { createSandbox, planNamed } from '../helpers/cli.ts';
import { startDev } from '../helpers/dev.ts';
import { el, planOf, stateful } from '../helpers/plan.ts';

const test = suite('renderify dev');

const INC = { inc: [{ type: 'increment', path: 'n' }] };
const card = (label: string, more: object = {}, transitions: object = INC) =>
  stateful(
    el(
      'main',
      { lang: 'en' },
      el('h1', {}, label),
      el('button', { onClick: 'inc' }, `${label} {{state.n}}`),
      el('input', { 'aria-label': 'typed' }),
      el('p', { style: 'height:3000px' }, 'long'),
    ),
    { n: 0, ...more } as never,
    transitions as never,
  );

let browser: Browser;
const open: { end(): unknown }[] = [];
test.before(async () => {
  browser = await launchBrowser();
});
test.after(async () => {
  await browser.close();
  for (const one of open) await one.end();
});

test('an edited label and an edited transition keep state, typed text, caret, focus and scroll position', async () => {
  const { page, sandbox } = await visit({ 'plan.json': card('One') });
  for (let i = 0; i < 3; i++) await page.click('button');
  await page.fill('input', 'half a sentence');
  await page.evaluate(`document.querySelector('input').setSelectionRange(5, 9); scrollTo(0, 700)`);
  await page.evaluate(`globalThis.kept = document.querySelector('h1')`);
  sandbox.write({ 'plan.json': card('Two') });
  await page.getByRole('heading', { name: 'Two' }).waitFor();
  assert.equal(await whereIs(page), ['Two 3', 'half a sentence', 5, 9, 'INPUT', 700]);
  sandbox.write({ 'plan.json': card('Three', {}, { inc: [{ type: 'increment', path: 'n', by: 10 }] }) });
  await page.getByRole('heading', { name: 'Three' }).waitFor();
  assert.equal(await whereIs(page), ['Three 3', 'half a sentence', 5, 9, 'INPUT', 700]);
  await page.click('button');
  assert.is(await page.innerText('button'), 'Three 13');
});

test('what never changes by itself is changed in place, and nothing else', async () => {
  const { page, sandbox } = await visit({
    'plan.json': planOf(el('main', { lang: 'en' }, el('h1', {}, 'One'), el('input', { 'aria-label': 'x' }))),
  });
  await page.evaluate(`globalThis.kept = document.querySelector('h1')`);
  sandbox.write({
    'plan.json': planOf(
      el(
        'main',
        { lang: 'de', title: 'new' },
        el('h1', {}, 'Two'),
        el('h2', {}, 'more'),
        el('input', { 'aria-label': 'x' }),
      ),
    ),
  });
  await page.getByRole('heading', { name: 'more' }).waitFor();
  assert.ok(await page.evaluate(`kept === document.querySelector('h1') && kept.textContent === 'Two'`));
  assert.is(await page.getAttribute('main', 'lang'), 'de');
});

test('what an event changes goes on changing when it becomes another element', async () => {
  const counter = (tag: string) =>
    stateful(
      el('main', { lang: 'en' }, el('button', { onClick: 'inc' }, '+'), el(tag, { id: 'shown' }, '{{state.n}}')),
      { n: 0 },
      INC as never,
    );
  const { page, sandbox } = await visit({ 'plan.json': counter('p') });
  await page.click('button');
  sandbox.write({ 'plan.json': counter('h2') });
  await page.locator('h2').waitFor();
  assert.is(await page.innerText('h2'), '1');
  await page.click('button');
  assert.is(await page.innerText('h2'), '2');
});

test('a plan that is refused leaves the last good page, with the frame of the terminal over it', async () => {
  const { page, sandbox, dev } = await visit({ 'plan.json': card('Good') });
  await page.click('button');
  sandbox.write({ 'plan.json': card('Bad', {}, { inc: [{ type: 'incremnt', path: 'n' }] }) });
  const overlay = page.getByRole('alert');
  await overlay.waitFor();
  assert.match(await overlay.innerText(), /RF2007 unknown-action[\s\S]*Did you mean `increment`\?/);
  assert.match((await overlay.getByRole('link').getAttribute('href')) ?? '', /^vscode:\/\/file\/.*plan\.json:1:\d+$/);
  await dev.hear(/plan\.json not built[\s\S]*RF2007 unknown-action[\s\S]*Did you mean `increment`\?/);
  await page.click('button');
  assert.is(await page.innerText('button'), 'Good 2');
  await page.keyboard.press('Escape');
  await overlay.waitFor({ state: 'detached' });
  sandbox.write({ 'plan.json': card('Better') });
  await page.getByRole('heading', { name: 'Better' }).waitFor();
  assert.is(await page.innerText('button'), 'Better 2');
});

test('a plan that was never good shows why, and becomes a page', async () => {
  const { page, sandbox } = await visit({ 'plan.json': '{ "specVersion": ' });
  await page.getByRole('heading', { name: 'plan.json was not built' }).waitFor();
  assert.match(await page.innerText('pre'), 'RF1');
  sandbox.write({ 'plan.json': card('Now') });
  await page.getByRole('heading', { name: 'Now' }).waitFor();
});

test('deleted, renamed, empty and half-saved files never end it', async () => {
  const { page, sandbox, dev } = await visit({ 'plan.json': card('Here') });
  const path = join(sandbox.path, 'plan.json');
  rmSync(path);
  await page.getByRole('alert').waitFor();
  assert.match(await page.getByRole('alert').innerText(), 'plan.json was deleted or renamed');
  sandbox.write({ 'plan.json': card('Back') });
  await page.getByRole('heading', { name: 'Back' }).waitFor();
  assert.is(await page.getByRole('alert').count(), 0);
  for (const text of ['', JSON.stringify(card('Half')).slice(0, 200)]) {
    sandbox.write({ 'plan.json': text });
    await page.getByRole('alert').waitFor();
    sandbox.write({ 'plan.json': card('Whole') });
    await page.getByRole('alert').waitFor({ state: 'detached' });
  }
  sandbox.write({ 'next.json': card('Replaced') });
  renameSync(join(sandbox.path, 'next.json'), path);
  await page.getByRole('heading', { name: 'Replaced' }).waitFor();
  assert.is(await dev.end(), 0);
});

test('several plans have an index, which knows how they are; new ones appear', async () => {
  const { page, sandbox, dev } = await visit({ 'plans/a.json': planNamed('a'), 'plans/b.json': '{}' }, ['plans']);
  assert.match(
    await page.innerText('main'),
    /2 plans[\s\S]*plans\/a\.json[\s\S]*good[\s\S]*plans\/b\.json[\s\S]*error/,
  );
  sandbox.write({ 'plans/c/deep.json': planNamed('deep') });
  await page.getByText('3 plans').waitFor();
  await page.getByRole('link', { name: 'plans/c/deep.json' }).click();
  await page.getByText('This is deep').waitFor();
  await page.goto(`${dev.url}plans/a.json`);
  assert.is(await page.innerText('h1'), 'This is a');
  sandbox.write({ 'plans/c/deep.json': planNamed('deeper') });
  await dev.hear(/deep\.json built/, dev.said().length);
  assert.is(await page.innerText('h1'), 'This is a');
});

test('a policy file that changes is held against all plans', async () => {
  const link = planOf(el('main', { lang: 'en' }, el('a', { href: 'https://docs.example/' }, 'docs')));
  const policy = (hosts: string[]) => ({
    format: 'renderify-policy/v1',
    extends: 'strict',
    overrides: { allowedLinkHosts: hosts },
    reasons: { allowedLinkHosts: 'a test' },
  });
  const { page, sandbox } = await visit({ 'plan.json': link, 'renderify.policy.json': policy(['docs.example']) });
  await page.getByRole('link', { name: 'docs' }).waitFor();
  sandbox.write({ 'renderify.policy.json': policy([]) });
  await page.getByRole('alert').waitFor();
  assert.match(await page.getByRole('alert').innerText(), 'allowed-link-hosts');
  rmSync(join(sandbox.path, 'renderify.policy.json'));
  await page.getByRole('alert').waitFor({ state: 'detached' });
});

test('modules of the plan’s folder are watched, and their islands made anew with the state kept', async () => {
  const plan = stateful(
    el('main', { lang: 'en' }, el('button', { onClick: 'inc' }, '{{state.n}}'), {
      type: 'component',
      module: './part.jsx',
      props: { n: '{{state.n}}' },
    } as never),
    { n: 0 },
    INC as never,
  );
  const part = (word: string) =>
    `export default ({ n }, { state }) => [{ type: 'element', tag: 'b', children: [{ type: 'text', value: '${word} ' + state.n }] }];`;
  const { page, sandbox } = await visit({ 'plan.json': plan, 'part.jsx': part('first') });
  await page.click('button');
  assert.is(await page.innerText('b'), 'first 1');
  sandbox.write({ 'part.jsx': part('second') });
  await page.getByText('second 1').waitFor();
});

test('the disk is only read', async () => {
  const { page, sandbox } = await visit({ 'plan.json': card('One') });
  sandbox.write({ 'plan.json': card('Two') });
  await page.getByRole('heading', { name: 'Two' }).waitFor();
  assert.equal(Object.keys(sandbox.tree()), ['plan.json']);
});

test('a port that is taken gives way to the next one, which is said', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => taken.once('listening', done));
  const { port } = taken.address() as { port: number };
  const sandbox = createSandbox({ 'plan.json': planNamed('a') });
  const dev = await startDev(sandbox.path, ['plan.json', '--port', String(port)]);
  assert.match(dev.said(), `Port ${port} is taken; this is ${Number(new URL(dev.url).port)}.`);
  taken.close();
  assert.is(await dev.end(), 0);
  sandbox.remove();
});

test('other sites get nothing: other names, other origins, cross-site requests, paths outside', async () => {
  const { dev } = await visit({ 'plan.json': planNamed('a') });
  const { port, host } = new URL(dev.url);
  const status = (path: string, headers: Record<string, string>) =>
    new Promise<number | undefined>((done, fail) =>
      get({ port, host: '127.0.0.1', path, headers: { host, ...headers }, agent: false }, (response) => {
        response.destroy();
        done(response.statusCode);
      }).on('error', fail),
    );
  assert.is(await status('/', {}), 200);
  assert.is(await status('/', { host: `evil.example:${port}` }), 403);
  assert.is(await status('/', { host: '127.0.0.1:1' }), 403);
  assert.is(await status('/_renderify/events?plan=', { origin: 'http://evil.example' }), 403);
  assert.is(await status('/', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }), 403);
  assert.is(
    await status('/', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }),
    200,
  );
  for (const path of [
    '/../../etc/passwd',
    '/..%2f..%2fetc/passwd',
    '/%2e%2e/%2e%2e/package.json',
    '/%ff',
    '/etc/passwd',
  ])
    assert.is(await status(path, {}), 404, path);
});

test('mistakes in the call are said at once', () => {
  const sandbox = createSandbox({ 'plan.json': planNamed('a') });
  assert.match(sandbox.run(['dev', 'plan.json', '--port', 'x']).stderr, '`x` is no port');
  assert.is(sandbox.run(['dev', 'none.json']).status, 2);
  assert.is(sandbox.run(['dev', '-']).status, 2);
  assert.match(
    sandbox.run(['build', 'plan.json', '--stdout', '--watch']).stderr,
    '`--stdout` and `--watch` exclude each other',
  );
  sandbox.remove();
});

test('build --watch writes what changes, and keeps what was good', async () => {
  const sandbox = createSandbox({ 'plan.json': planNamed('one') });
  const watching = await startDev(
    sandbox.path,
    ['plan.json', '--out', 'dist'],
    'build --watch',
    /Watching for changes/,
  );
  assert.match(sandbox.read('dist/index.html'), 'This is one');
  let said = watching.said().length;
  sandbox.write({ 'plan.json': planNamed('two') });
  await watching.hear(/Built plan\.json: dist\/index\.html/, said);
  assert.match(sandbox.read('dist/index.html'), 'This is two');
  said = watching.said().length;
  sandbox.write({ 'plan.json': '{' });
  await watching.hear(/not built/, said);
  assert.match(sandbox.read('dist/index.html'), 'This is two');
  assert.is(await watching.end(), 0);
  const once = createSandbox({ 'plan.json': planNamed('two') });
  once.run(['build', 'plan.json']);
  assert.equal(sandbox.tree('dist'), once.tree('dist'));
  for (const one of [sandbox, once]) one.remove();
});

test('build --watch holds back what build would hold back, and refuses what it would refuse', async () => {
  const sandbox = createSandbox({ 'plan.json': planNamed('good') });
  const refused = sandbox.run(['build', 'plan.json', '--watch', '--out', '.']);
  assert.is(refused.status, 2);
  assert.match(refused.stderr, 'The output folder `.`');
  const args = ['plan.json', '--out', 'dist', '--max-warnings', '0'];
  const watching = await startDev(sandbox.path, args, 'build --watch', /Watching for changes/);
  sandbox.write({ 'plan.json': planOf(el('main', {}, 'no language')) });
  await watching.hear(/`--max-warnings` allows 0/);
  assert.match(sandbox.read('dist/index.html'), 'This is good');
  const said = watching.said().length;
  sandbox.write({ 'more.json': '{}', 'plan.json': planNamed('better') });
  await watching.hear(/Built plan\.json/, said);
  assert.match(sandbox.read('dist/index.html'), 'This is better');
  assert.is(await watching.end(), 0);
  sandbox.remove();
});

test('what changes before it is watched is told as well', async () => {
  const sandbox = createSandbox({ 'a.json': 'old' });
  const file = join(sandbox.path, 'a.json');
  const before = Date.now() - 1;
  sandbox.write({ 'a.json': 'new' });
  const told = new Promise<ReadonlySet<string>>((done) => {
    const watcher = watchFiles((paths) => void watcher.close().then(() => done(paths)), before);
    void watcher.follow([file], []);
  });
  assert.equal([...(await told)], [file]);
  sandbox.remove();
});

test.run();

async function visit(files: Record<string, unknown>, args = ['plan.json']) {
  const sandbox = createSandbox(files);
  const dev = await startDev(sandbox.path, [...args, '--port', '0']);
  const page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(dev.url);
  await page.locator('html[data-renderify-version]').waitFor();
  open.push({ end: () => dev.end().then(() => sandbox.remove()) });
  return { page, sandbox, dev };
}

async function whereIs(page: Page): Promise<unknown> {
  return page.evaluate(`(() => { const input = document.querySelector('input');
    return [document.querySelector('button').textContent, input.value, input.selectionStart, input.selectionEnd, document.activeElement.tagName, scrollY] })()`);
}
