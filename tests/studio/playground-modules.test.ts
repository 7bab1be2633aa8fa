/// <reference lib="dom" />
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { findProblems } from '../helpers/axe.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { el, planOf } from '../helpers/plan.ts';
import { openPlayground } from '../helpers/playground.ts';
import { closePlaygrounds, type Playground, spawnPlayground } from '../helpers/playground-server.ts';
import { openWorkshop, type Workshop } from '../helpers/project.ts';

const it = suite('the modules of a page with a large library');
const PICTURES = join(tmpdir(), 'renderify-playground');
let workshop: Workshop;
let server: Playground;
let browser: Browser;

it.before(async () => {
  mkdirSync(PICTURES, { recursive: true });
  workshop = await openWorkshop();
  const folder = workshop.folder({});
  const env = { RENDERIFY_STORE: join(folder.path, 'store') };
  server = await spawnPlayground(['--profile', 'trusted'], { cwd: folder.path, env, online: true });
  browser = await launchBrowser();
});
it.after(async () => {
  await browser.close();
  await closePlaygrounds();
  await workshop.close();
});

const code = `import { Bar, BarChart, XAxis } from 'recharts';
const data = [{ name: 'a', v: 3 }, { name: 'b', v: 5 }];
export default () => <main><h1>Chart</h1><BarChart width={300} height={200} data={data}><XAxis dataKey="name" />
<Bar dataKey="v" isAnimationActive={false} /></BarChart></main>;`;
const PLAN = planOf(el('main', { lang: 'en' }, 'Loading'), {
  source: { language: 'jsx', runtime: 'preact', code },
} as never);

it('are fetched and linked before the eyes of who waits', async () => {
  const at = await openPlayground(browser, server.url);
  await at.page.evaluate(() => {
    const seen = new Set<string>();
    Object.assign(globalThis, { seen });
    const note = document.querySelector('.preview .note') as HTMLElement;
    new MutationObserver(() => seen.add(note.textContent ?? '')).observe(note, { characterData: true, subtree: true });
  });
  await at.page.getByLabel('Profile').selectOption('trusted');
  await at.setPlan(PLAN);
  await at.preview.locator('.recharts-bar-rectangle').first().waitFor();
  await at.page.locator('.preview .note', { hasText: 'up to date' }).waitFor();
  const seen = await at.page.evaluate(() => [...(globalThis as unknown as { seen: Set<string> }).seen]);
  assert.ok(
    seen.some((one) => /^\d+ packages, now \S+@\d/.test(one)),
    seen.join(),
  );
  assert.ok(seen.includes('linking'), seen.join());
  await at.close();
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [1280, 390])
    it(`are told by package, ${colorScheme} at ${width} px`, async () => {
      const at = await openPlayground(browser, server.url, { colorScheme, width });
      const { page } = at;
      const turnTo = (name: string) =>
        width < 760 ? page.getByRole('button', { name, exact: true }).click() : undefined;
      const look = async (name: string) => {
        await page.screenshot({ path: join(PICTURES, `${name}-${colorScheme}-${width}.png`) });
        assert.equal(await findProblems(page), [], name);
        assert.is(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, name);
      };
      await page.getByLabel('Profile').selectOption('trusted');
      await at.setPlan(PLAN);
      await turnTo('Preview');
      await at.preview.locator('.recharts-bar-rectangle').first().waitFor();
      await turnTo('Panels');
      const panel = await at.choosePanel('Modules');
      await panel.getByText(/^\d{3} modules of \d{2} packages, [\d,]+ B before/).waitFor();
      const names = await panel.locator('summary code').allInnerTexts();
      assert.ok(names.includes('recharts@3.3.0'), names.join());
      assert.is(names.length, Number(/of (\d+) packages/.exec(await panel.innerText())?.[1]));
      const sizes = (await panel.locator('summary').allInnerTexts()).map((text) =>
        Number(/, ([\d,]+) B/.exec(text)?.[1]?.replaceAll(',', '')),
      );
      assert.equal(
        sizes,
        [...sizes].sort((a, b) => b - a),
      );
      await look('modules-large');
      await panel.locator('summary', { hasText: 'recharts@3.3.0' }).press('Enter');
      await panel.getByText('es6/chart/BarChart.js').waitFor();
      await look('modules-large-open');
      await panel.getByRole('searchbox', { name: 'Only those with' }).fill('d3-scale@');
      await panel.getByText('dist/d3-scale.mjs').waitFor();
      assert.equal(await panel.locator('summary code').allInnerTexts(), ['d3-scale@4.0.3']);
      await panel.getByRole('searchbox', { name: 'Only those with' }).fill('no such module');
      await panel.getByText('No module has that in its name.').waitFor();
      assert.equal(at.complaints, []);
      await at.close();
    });

it.run();
