import { createHash } from 'node:crypto';
import { build as bundleCode } from 'esbuild';
import type { Browser } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Bundle, CompileOptions } from '../../src/compiler/stages.ts';
import { verifyBundle } from '../../src/compiler/verify/verify-bundle.ts';
import { createReporter } from '../../src/diagnostics/reporter.ts';
import { launchBrowser, openPage } from '../helpers/browser.ts';
import { type BundleServer, startBundleServer } from '../helpers/bundle-server.ts';
import { codeHost } from '../helpers/code-host.ts';
import { bundleOf, htmlOf } from '../helpers/door.ts';

const test = suite('islands in a sandbox');
const PROFILES = ['sandbox-worker', 'sandbox-iframe'];
const text = (value: string) => ({ type: 'text', value });
const element = (tag: string, props: object, ...children: object[]) => ({ type: 'element', tag, props, children });
const button = element('button', { id: 'host', onClick: 'inc' }, text('{{state.n}}'));
const state = {
  initial: { n: 0, said: '' },
  transitions: {
    inc: [{ type: 'increment', path: 'n' }],
    say: [{ type: 'set', path: 'said', value: { $from: 'event.payload.value' } }],
  },
};
const CARD = `export default ({ title }, { state }, children) => ({ type: 'element', tag: 'section', props: { style: { width: '200px' } }, children: [
  { type: 'element', tag: 'h2', children: [{ type: 'text', value: title + ' ' + state.n }] }, ...children,
  { type: 'element', tag: 'button', props: { id: 'own', onClick: 'inc' }, children: [{ type: 'text', value: 'own' }] },
  { type: 'element', tag: 'input', props: { onInput: 'say' } },
  { type: 'element', tag: 'p', children: [{ type: 'text', value: '{{state.n}}' }] } ] });`;
const COUNTER = `import { useEffect, useState } from 'preact/hooks';
export function Counter({ start, children }) {
  const [n, set] = useState(start); const [mounted, mount] = useState('');
  useEffect(() => mount('mounted'), []);
  return <div><button id="own" onClick={() => set(n + 1)}>{n} {mounted}</button>{children}<i style={{ display: 'block', height: n * 10 + 'px' }}>i</i></div>;
}`;

let browser: Browser;
let server: BundleServer;

test.before(async () => {
  browser = await launchBrowser();
  server = await startBundleServer();
});

test.after(async () => {
  await browser.close();
  await server.close();
});

for (const profile of PROFILES)
  for (const how of ['http', 'file'] as const)
    test(`${profile}, ${how}: a factory shows nodes, hears of state, and raises events`, async () => {
      const card = {
        type: 'component',
        module: './card.mjs',
        props: { title: 'T{{state.n}}' },
        children: [text('kid')],
      };
      const root = element('main', {}, button, element('output', {}, text('{{state.said}}')), card);
      const bundle = await bundle_({ root }, profile, { './card.mjs': CARD });
      assert.match(htmlOf(bundle), /<h2>T0 0<\/h2>kid/);
      const { page, inside, complaints, close } = await open(bundle, how);
      const place = inside();
      await page.click('#host');
      await place.waitForSelector('text=T1 1');
      await place.click('#own');
      await place.waitForSelector('text=T2 2');
      assert.is(await page.textContent('#host'), '2');
      await place.fill('input', 'hello');
      await page.waitForSelector('text=hello');
      assert.is(await place.textContent('section p'), '{{state.n}}');
      assert.equal(await complaints(), []);
      await close();
    });

test('sandbox-iframe: Preact runs in the frame, hooks and children too, and the frame follows its height', async () => {
  const em = element('em', { onClick: 'inc' }, text('kid {{state.n}}'));
  const root = element('main', {}, button, {
    type: 'component',
    module: './counter.jsx',
    exportName: 'Counter',
    props: { start: 5 },
    children: [em],
  });
  const bundle = await bundle_({ root }, 'sandbox-iframe', { './counter.jsx': COUNTER });
  const { page, inside, complaints, close } = await open(bundle);
  const place = inside();
  await place.waitForSelector('text=5 mounted');
  const before = await page.locator('iframe').evaluate((frame) => frame.clientHeight);
  await place.click('#own');
  await place.waitForSelector('text=6 mounted');
  await place.click('em');
  await place.waitForSelector('text=kid 1');
  assert.is(await page.textContent('#host'), '1');
  const after = await page.locator('iframe').evaluate((frame) => frame.clientHeight);
  assert.is(after, before + 10);
  assert.equal(await complaints(), []);
  await close();
});

test('two islands under sandbox-iframe are two frames, each with its own', async () => {
  const card = (title: string) => ({ type: 'component', module: './card.mjs', props: { title } });
  const bundle = await bundle_({ root: element('main', {}, button, card('a'), card('b')) }, 'sandbox-iframe', {
    './card.mjs': CARD,
  });
  const { page, close } = await open(bundle);
  await page.click('#host');
  await page.waitForTimeout(300);
  const inner = page.frames().filter((frame) => frame.parentFrame()?.parentFrame());
  assert.equal((await Promise.all(inner.map((one) => one.textContent('h2')))).sort(), ['a 1', 'b 1']);
  await close();
});

test('sandbox-worker: components in what a factory gives are called in the worker, within their budget', async () => {
  const module = `export const Outer = (props, { state }) => Array.from({ length: state.n }, () => ({ type: 'component', module: './n.mjs', exportName: 'Inner', props: { n: state.n } }));
export const Inner = async ({ n }) => ({ type: 'element', tag: 'b', children: [{ type: 'text', value: 'in ' + n }] });`;
  const component = (exportName: string) => ({
    type: 'component',
    module: './n.mjs',
    exportName,
    props: { n: '{{state.n}}' },
  });
  const root = element('main', {}, button, component('Outer'), component('Inner'));
  const capabilities = { maxComponentInvocations: 3 };
  const bundle = await bundle_({ root, capabilities }, 'sandbox-worker', { './n.mjs': module });
  const { page, close } = await open(bundle);
  await page.evaluate("document.addEventListener('renderify:error', (event) => (globalThis.last = event.detail.name))");
  for (let i = 0; i < 3; i++) await page.click('#host');
  await page.waitForTimeout(300);
  assert.is(await page.innerText('main'), '3in 3in 3in 3in 3');
  await page.click('#host');
  await page.waitForTimeout(300);
  assert.is(await page.evaluate('last'), 'max-component-invocations');
  assert.is(await page.innerText('main'), '4in 3in 3in 3in 4');
  await close();
});

for (const profile of PROFILES)
  test(`${profile}: the plan's source, its fallback where nothing was prerendered, and what each of them is`, async () => {
    const code =
      'export default ({ state }) => <section><button id="own" onClick="inc">Count {state.n}</button></section>';
    const plan = { root: element('p', {}, text('loading')), source: { language: 'jsx', code } };
    const bundle = await bundle_(plan, profile, {}, { host: codeHost({}, false) });
    assert.match(htmlOf(bundle), /<p>loading<\/p>/);
    const { page, inside, complaints, close } = await open(bundle);
    await inside().click('#own');
    await inside().waitForSelector('text=Count 1');
    assert.is((await page.innerText('body')).includes('loading'), false);
    assert.equal(await complaints(), []);
    await close();
  });

for (const profile of PROFILES)
  test(`${profile}: a module mounts in a page of somebody else, and ends with its plan`, async () => {
    const root = element('main', {}, button, { type: 'component', module: './card.mjs', props: { title: 'T' } });
    const bundle = await bundle_({ root }, profile, { './card.mjs': CARD }, { target: 'module' });
    const host = `<!doctype html><body><div></div><script type=module>import {mount} from './plan.js';globalThis.handle=mount(document.querySelector('div'))</script>`;
    const { page, inside, close } = await open(bundle, 'http', host);
    await page.click('#host');
    await inside().waitForSelector('text=T 1');
    await page.evaluate('handle.unmount()');
    assert.is(await page.locator('iframe').count(), 0);
    assert.is(page.frames().length, 1);
    await close();
  });

for (const profile of PROFILES)
  test(`${profile}: the page’s policy names the frame's script by hash, and \`verify\` sees into it`, async () => {
    const root = element('main', {}, button, { type: 'component', module: './card.mjs', props: { title: 'T' } });
    const bundle = await bundle_({ root }, profile, { './card.mjs': CARD });
    assert.match(bundle.csp, /script-src 'sha256-\S+' 'sha256-\S+';/);
    assert.match(bundle.csp, /default-src 'none'.*trusted-types renderify-sandbox$/);
    assert.not.match(bundle.csp, /unsafe|frame-src|connect-src/);
    assert.equal(problems(bundle), []);
    const frame = profile === 'sandbox-worker' ? 'new Worker' : 'new ResizeObserver';
    const files = bundle.files.map((one) => ({ ...one, text: one.text.replace(frame, `1,${frame}`) }));
    assert.ok(problems({ ...bundle, files }).includes('verify-code'), problems({ ...bundle, files }).join());
  });

test('too many messages end a sandbox, and the page answers meanwhile', async () => {
  const { outputFiles } = await bundleCode({
    entryPoints: ['src/runtime-lite/sandbox/open-sandbox.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'lib',
  });
  const flood = `<script>onmessage=({ports:[port]})=>{port.postMessage('1');setInterval(()=>{for(let i=0;i<2e4;i++)port.postMessage('["x"]')})}</script>`;
  const script = `${outputFiles[0]?.text}globalThis.heard=0;globalThis.failed=[];lib.openSandbox({markup:${JSON.stringify(flood).replaceAll('</', '<\\/')},place:f=>document.body.append(f),ready(){},hear(){heard++},fail:n=>failed.push(n)})`;
  const html = `<!doctype html><body><button onclick="this.textContent=1">x</button><script>${script}</script>`;
  const { page, close } = await open({ entry: 'index.html', files: [{ path: 'index.html', text: html }] } as never);
  await page.click('button');
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate('[failed, heard <= 500, document.querySelectorAll("iframe").length]'), [
    ['max-messages'],
    true,
    0,
  ]);
  assert.is(await page.textContent('button'), '1');
  await close();
});

test.run();

function bundle_(
  { capabilities, ...parts }: { readonly capabilities?: object; readonly root?: object; readonly source?: object },
  executionProfile: string,
  modules: Readonly<Record<string, string>>,
  options: CompileOptions = {},
): Promise<Bundle> {
  const plan = {
    specVersion: 'runtime-plan/v1',
    id: 'a',
    version: 1,
    state,
    ...parts,
    capabilities: { executionProfile, ...capabilities },
  };
  return bundleOf(plan, { profile: 'trusted', host: codeHost(modules), ...options });
}

async function open(bundle: Bundle, how: 'http' | 'file' = 'http', host?: string) {
  const watched = await openPage(browser);
  const { page } = watched;
  const address =
    how === 'file'
      ? await server.file(bundle)
      : host
        ? server.http({ ...bundle, entry: 'host.html' }, { 'host.html': host })
        : server.http(bundle);
  await watched.goto(address);
  await page.waitForTimeout(400);
  /** Where islands are: the page, or the innermost frame. */
  const inside = () => page.frames().find((frame) => frame.parentFrame()?.parentFrame()) ?? page.mainFrame();
  const complaints = async () =>
    (await watched.complaints()).filter((one) => !/: (about:srcdoc|blob:null\/\S+)?$/.test(one));
  return { page, inside, complaints, close: watched.close };
}

/** Names of what `verify` finds, with file hashes as they are now. */
function problems({ files, manifest }: Bundle): string[] {
  const reporter = createReporter();
  const sha256 = (data: string | Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest());
  const bytes = new Map(files.map(({ path, text: one }) => [path, new TextEncoder().encode(one)]));
  const listed = [...bytes]
    .filter(([path]) => path !== 'renderify.manifest.json')
    .map(([path, one]) => ({ path, bytes: one.length, sha256: Buffer.from(sha256(one)).toString('hex') }));
  bytes.set('renderify.manifest.json', new TextEncoder().encode(JSON.stringify({ ...manifest, files: listed })));
  verifyBundle(bytes, {}, { sha256 }, reporter.report);
  // What accompanies a bundle is no matter of its page.
  const names = reporter.diagnostics().map((one) => one.name);
  return [...new Set(names.filter((name) => !/bom|provenance|notices/.test(name)))];
}
