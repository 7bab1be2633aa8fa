/// <reference lib="dom" />
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Browser, CDPSession, Frame, Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../src/compiler/index.ts';
import type { Bundle } from '../../src/compiler/stages.ts';
import type { JsonObject } from '../../src/plan/types.ts';
import { toBase64Url } from '../../src/studio/playground/links/base64url.ts';
import { scenario } from '../helpers/arbitrary-plan.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { type BundleServer, startBundleServer } from '../helpers/bundle-server.ts';
import { type OpenPlayground, openPlayground, type StaticPlayground, servePlayground } from '../helpers/playground.ts';

const RUNS = Number(process.env['RENDERIFY_RUNS'] ?? (process.env['RENDERIFY_FULL'] ? 500 : 25));
const SEED = Number(process.env['RENDERIFY_SEED'] ?? 4004);
const it = suite('the preview and the artifact');
let server: StaticPlayground;
let bundles: BundleServer;
let browser: Browser;
let at: OpenPlayground;
let artifact: Page;

it.before(async () => {
  [server, bundles, browser] = await Promise.all([servePlayground(), startBundleServer(), launchBrowser()]);
  at = await openPlayground(browser, server.url);
  // As large as the preview, so that nothing depends on what fits.
  const box = await at.page.locator('.frames').boundingBox();
  const viewport = { width: Math.round(box!.width), height: Math.round(box!.height) };
  artifact = await browser.newPage({ viewport });
});
it.after(async () => {
  await browser.close();
  await Promise.all([server.close(), bundles.close()]);
});

it('are the same page for every fixture and template: DOM, accessibility tree and state', async () => {
  const folders = readdirSync('fixtures/compile').map((name) => `fixtures/compile/${name}`);
  const templates = readdirSync('templates').map((name) => `templates/${name}`);
  let compared = 0;
  for (const folder of [...folders, ...templates])
    if (await comparePlan(readFileSync(`${folder}/plan.json`, 'utf8'), folder)) compared++;
  assert.ok(compared >= 20, `${compared} of them were compared`);
});

it(`are the same page for ${RUNS} random plans`, async () => {
  let compared = 0;
  for (const { plan } of fc.sample(scenario, { seed: SEED, numRuns: RUNS }))
    if (await comparePlan(JSON.stringify(plan), JSON.stringify(plan))) compared++;
  assert.ok(compared > RUNS / 2, `${compared} of them were compared`);
});

it('are the same page after an edit that is taken over in place', async () => {
  for (const folder of readdirSync('fixtures/compile')) {
    const text = readFileSync(`fixtures/compile/${folder}/plan.json`, 'utf8');
    const edited = text.replace(/("type": ?"text",\s*"value": ?")([^"{\\]+)"/, '$1$2 and more"');
    if (edited === text || !(await built(edited))) continue;
    // No events before the edit: what they did would stay.
    await comparePlan(text, folder, 0);
    await at.setPlan(edited);
    await compareShown((await built(edited))!, `${folder}, edited`, 'body');
  }
});

it.run();

/** Opens a plan in both ways; `false` when it is none that the playground can show. */
async function comparePlan(text: string, name: string, events = 4): Promise<boolean> {
  const bundle = await built(text);
  if (!bundle) return false;
  await at.page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    `#plan64=${toBase64Url(text)}`,
  );
  await compareShown(bundle, name, 'page', events);
  return true;
}

async function compareShown(bundle: Bundle, name: string, part: 'page' | 'body', events = 4): Promise<void> {
  const digest = ((bundle.manifest['plan'] as JsonObject)['digest'] as string).replace('sha256-', '');
  await at.page.locator(`iframe[data-place=live][data-digest="${digest}"]`).waitFor({ timeout: 10_000 });
  const frame = (await (await at.preview.owner().elementHandle())!.contentFrame())!;
  await artifact.goto(bundles.http(bundle));
  const types = (bundle.manifest['events'] ?? []) as readonly string[];
  assert.equal(await lookOf(frame, part), await lookOf(artifact.mainFrame(), part), name);
  for (const type of types.slice(0, events)) {
    await Promise.all([frame, artifact.mainFrame()].map((one) => dispatch(one, type)));
    assert.equal(await lookOf(frame, part), await lookOf(artifact.mainFrame(), part), `${name} after ${type}`);
  }
}

async function built(text: string): Promise<Bundle | undefined> {
  const options = { profile: 'balanced', target: 'single-file', expose: true };
  return (await compile({ name: 'plan.json', text }, options)).bundle;
}

function dispatch(frame: Frame, type: string): Promise<void> {
  return frame.evaluate((type) => {
    (globalThis as unknown as { renderify: { dispatch(event: object): void } }).renderify.dispatch({ type });
  }, type);
}

/** A page edited in place keeps the policy with which it began, so that only its body is compared. */
async function lookOf(frame: Frame, part: 'page' | 'body'): Promise<object> {
  const seen = await frame.evaluate((part) => {
    const { documentElement, body } = document;
    const controls = [...Document.prototype.querySelectorAll.call(document, 'input, textarea, select')].map((one) => {
      const { value, checked, selectedIndex } = one as HTMLInputElement & HTMLSelectElement;
      return [value, checked, selectedIndex];
    });
    const { renderify } = globalThis as unknown as { renderify?: { getState(): object } };
    return {
      html: (part === 'page' ? documentElement : body).outerHTML,
      title: document.title,
      controls,
      state: renderify?.getState(),
      mode: document.compatMode,
    };
  }, part);
  return { ...seen, tree: await accessibilityOf(frame) };
}

/** The accessibility tree without what names a node of one process. */
async function accessibilityOf(frame: Frame): Promise<unknown> {
  // The page's frame is in the process of the stage around it.
  const session: CDPSession = await frame
    .page()
    .context()
    .newCDPSession(frame.parentFrame() ?? frame.page());
  const frameId = frame.parentFrame() ? await idOf(session) : undefined;
  const { nodes } = await session.send('Accessibility.getFullAXTree', { ...(frameId && { frameId }) });
  await session.detach();
  const places = new Map(nodes.map(({ nodeId }, place) => [nodeId, place]));
  return nodes.map(({ ignored, role, name, value, description, properties = [], childIds = [] }) => ({
    ignored,
    role: role?.value,
    name: name?.value,
    value: value?.value,
    description: description?.value,
    properties: properties.filter((one) => !/^(focused|url)$/.test(one.name)).map((one) => [one.name, one.value.value]),
    children: childIds.map((id) => places.get(id)),
  }));
}

/** The frame in front, as the browser's protocol names it. */
async function idOf(session: CDPSession): Promise<string | undefined> {
  const { root } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector: '[data-place=live]' });
  return (await session.send('DOM.describeNode', { nodeId })).node.frameId;
}
