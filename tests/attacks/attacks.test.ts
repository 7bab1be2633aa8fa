import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Bundle } from '../../src/compiler/stages.ts';
import { launchBrowser, openPage, type WatchedPage } from '../helpers/browser.ts';
import { startBundleServer } from '../helpers/bundle-server.ts';
import { build, names } from '../helpers/door.ts';
import { pokeInPage } from '../helpers/page/poke.ts';

/**
 * What must become of an attack under strict: `reject` never builds, `survive` builds and shows its text, and
 * `neutralised` does either; whatever builds does nothing when poked.
 */
interface Expected {
  readonly category: string;
  readonly verdict: 'reject' | 'neutralised' | 'survive';
  readonly title: string;
  readonly finding?: string;
  readonly text?: readonly string[];
  readonly absent?: readonly string[];
  readonly click?: string;
  readonly type?: { readonly selector: string; readonly text: string };
}

const FOLDER = fileURLToPath(new URL('../../fixtures/attacks', import.meta.url));
const cases = (await readdir(FOLDER)).filter((name) => name.includes(process.env.FILTER ?? '')).sort();
const test = suite('attacks');
const browser = await launchBrowser();
const server = await startBundleServer();
const watched = await openPage(browser);

test.after(async () => {
  await browser.close();
  await server.close();
});

for (const name of cases) {
  const expected: Expected = JSON.parse(await readFile(join(FOLDER, name, 'expected.json'), 'utf8'));
  test(`${name}: ${expected.title}`, async () => {
    const { bundle, diagnostics } = await build(await planBytes(name), { profile: 'strict' });
    const errors = names(diagnostics);
    assert.ok(bundle || errors.length > 0, 'neither a bundle nor an error');
    assert.not.ok(errors.includes('internal-error'), 'the compiler failed');
    if (expected.verdict === 'reject') assert.is(bundle, undefined, 'it was built');
    if (expected.verdict === 'survive') assert.ok(bundle, `it was refused: ${errors.join()}`);
    if (expected.finding) assert.ok(errors.includes(expected.finding), `refused as ${errors.join()}`);
    if (bundle) await survive(bundle, expected);
  });
}

test.run();

async function survive(bundle: Bundle, expected: Expected): Promise<void> {
  await watched.goto(server.http(bundle));
  const { page } = watched;
  if (expected.click) await page.evaluate(`(${CLICK})(${JSON.stringify(expected.click)})`);
  if (expected.type) await page.fill(expected.type.selector, expected.type.text);
  const shown = await page.evaluate<string>(TEXT);
  for (const text of expected.text ?? []) assert.ok(shown.includes(text), `expected ${text} in ${shown.slice(0, 300)}`);
  for (const selector of expected.absent ?? []) assert.is(await page.locator(selector).count(), 0, selector);
  await page.evaluate(pokeInPage);
  assert.equal(await harm(watched), []);
}

async function harm({ page, trouble, complaints }: WatchedPage): Promise<string[]> {
  const fired = await page.evaluate(`'__pwned' in globalThis || ({}).polluted !== undefined`);
  const moved = trouble.navigations.filter((url) => !/^http:\/\/127\.0\.0\.1:\d+\/\d+\/index\.html#?/.test(url));
  trouble.navigations.splice(0, Infinity, ...moved);
  return [...(fired ? ['code ran'] : []), ...(await complaints()).filter((item) => !item.startsWith('console: '))];
}

async function planBytes(name: string): Promise<Uint8Array> {
  const files = await readdir(join(FOLDER, name));
  return readFile(join(FOLDER, name, files.includes('plan.bin') ? 'plan.bin' : 'plan.json'));
}

const CLICK = `(selector) => HTMLElement.prototype.click.call(Document.prototype.querySelector.call(document, selector))`;
const TEXT = `(() => {
  const find = (selector) => [...Document.prototype.querySelectorAll.call(document, selector)];
  for (const script of find('script')) script.remove();
  return Reflect.get(Node.prototype, 'textContent', find('html')[0]) + find('textarea').map((area) => area.value).join();
})()`;
