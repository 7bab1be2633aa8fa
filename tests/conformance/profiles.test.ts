import type { Browser } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { CompileOptions } from '../../src/compiler/stages.ts';
import { launchBrowser, openPage } from '../helpers/browser.ts';
import { type BundleServer, startBundleServer } from '../helpers/bundle-server.ts';
import { codeHost } from '../helpers/code-host.ts';
import { build, bundleOf, names } from '../helpers/door.ts';
import { attemptingModule, type Outside, startOutside } from '../helpers/escapes.ts';

const test = suite('conformance: execution profiles');
const ALL = ['standard', 'isolated-vm', 'sandbox-worker', 'sandbox-iframe', 'sandbox-shadowrealm'];
const text = (value: string) => ({ type: 'text', value });
const element = (tag: string, props: object, ...children: object[]) => ({ type: 'element', tag, props, children });
const button = element('button', { id: 'host', onClick: 'inc' }, text('{{state.n}}'));
const state = { initial: { n: 0 }, transitions: { inc: [{ type: 'increment', path: 'n' }] } };
const base = { specVersion: 'runtime-plan/v1', id: 'a', version: 1, state };

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

test('C147: a declarative plan builds the same under all five profiles', async () => {
  const root = element('main', {}, button);
  const pages = await Promise.all(
    ALL.map(async (executionProfile) => {
      const { files, manifest } = await bundleOf({ ...base, root, capabilities: { executionProfile } }, RELAXED);
      assert.is(manifest['executionProfile'], executionProfile);
      return files.find(({ path }) => path === 'index.html')?.text;
    }),
  );
  assert.is(new Set(pages).size, 1);
});

test('C148: Preact source under `sandbox-worker` fails', async () => {
  const source = { language: 'jsx', runtime: 'preact', code: 'export default () => <p>x</p>' };
  const plan = { ...base, root: text('x'), source, capabilities: { executionProfile: 'sandbox-worker' } };
  for (const engine of [true, false]) {
    const { diagnostics, bundle } = await build(plan, { ...RELAXED, host: codeHost({}, engine) });
    assert.ok(names(diagnostics).includes('profile-runtime-mismatch'), `engine ${engine}`);
    assert.is(bundle, undefined);
  }
});

test('C149: code under `sandbox-worker` reaches no server', async () => {
  outside.reset();
  const component = { type: 'component', module: 'escape', props: { base: outside.base, turn: '{{state.n}}' } };
  const { page, close } = await open({ root: element('main', {}, button, component) }, 'sandbox-worker', {
    escape: attemptingModule('network'),
  });
  await page.waitForTimeout(1000);
  await page.click('#host');
  await page.waitForTimeout(300);
  assert.match(await page.innerText('main'), /\{\}/);
  assert.equal([outside.hits(), outside.connections(), outside.packets()], [[], 0, 0]);
  await close();
});

for (const profile of ['standard', 'sandbox-worker', 'sandbox-iframe'])
  test(`C150: an endless loop under \`${profile}\` is stopped, and the page stays usable`, async () => {
    const code = 'export default (props, { state }) => { while (state.n > 0) state.n; return "fine"; }';
    const root = element('main', {}, button, { type: 'component', module: './loop.mjs' });
    const { page, errors, close } = await open({ root }, profile, { './loop.mjs': code }, true);
    await page.click('#host');
    for (let left = 60; left > 0 && (await errors()).length === 0; left--) await page.waitForTimeout(50);
    assert.ok((await errors()).includes('max-execution-ms'));
    assert.match(await page.innerText('main'), profile === 'sandbox-iframe' ? /^1/ : /fine/);
    assert.is(await page.textContent('#host'), '1');
    await close();
  });

const NO_SANDBOX = 'delete HTMLIFrameElement.prototype.sandbox';
const LACKS: readonly (readonly [profile: string, what: string])[] = [
  ['sandbox-worker', NO_SANDBOX],
  ['sandbox-worker', "worker-src 'none'"],
  ['sandbox-worker', "trusted-types 'none'"],
  ['sandbox-iframe', NO_SANDBOX],
  ['sandbox-iframe', "trusted-types 'none'"],
];

for (const [profile, what] of LACKS)
  test(`C151: \`${profile}\` under \`${what}\` runs nothing and shows the fallback`, async () => {
    const source = { language: 'jsx', code: 'export default () => <p>never</p>' };
    const plan = { root: element('p', {}, text('fallback')), source };
    const { page, errors, close } = await open(plan, profile, {}, false, what);
    for (let left = 70; left > 0 && (await errors()).length === 0; left--) await page.waitForTimeout(100);
    assert.equal(await errors(), ['profile-unavailable']);
    assert.is((await page.innerText('body')).trim(), 'fallback');
    assert.is(await page.locator('iframe').count(), 0);
    await close();
  });

test('C151: a profile that is known not to be there is refused at build', async () => {
  const source = { language: 'js', code: 'export default ({ state }) => `n ${state.n}`' };
  const plan = { ...base, root: button, source, capabilities: { executionProfile: 'sandbox-shadowrealm' } };
  const { diagnostics } = await build(plan, { ...RELAXED, host: codeHost() });
  assert.ok(names(diagnostics).includes('profile-unavailable'));
});

test.run();

const RELAXED: CompileOptions = { profile: 'relaxed' };

/** Opens a plan where something is missing: by a statement that is run first, or by one more policy. */
async function open(
  parts: object,
  executionProfile: string,
  modules: Readonly<Record<string, string>>,
  engine = false,
  missing?: string,
) {
  const plan = { ...base, ...parts, capabilities: { executionProfile, maxExecutionMs: 400 } };
  const bundle = await bundleOf(plan, { ...RELAXED, host: codeHost(modules, engine) });
  const watched = await openPage(browser);
  const { page } = watched;
  if (missing === NO_SANDBOX) await page.addInitScript(missing);
  await page.addInitScript(() => {
    const list: string[] = [];
    Object.assign(globalThis, { list });
    document.addEventListener('renderify:error', (event) => list.push((event as CustomEvent).detail.name));
  });
  const policy =
    missing && missing !== NO_SANDBOX ? `<meta http-equiv=content-security-policy content="${missing}">` : '';
  const files = bundle.files.map((one) => ({ ...one, text: one.text.replace('<title>', `${policy}<title>`) }));
  await page.goto(server.http({ ...bundle, files }));
  await page.waitForTimeout(300);
  const errors = () => page.evaluate('list') as Promise<string[]>;
  return { page, errors, close: watched.close };
}
