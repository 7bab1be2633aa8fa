/// <reference lib="dom" />
import type { Browser, Frame } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { counterPlan } from '../../bench/pages.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { el, stateful } from '../helpers/plan.ts';
import { type OpenPlayground, openPlayground, type StaticPlayground, servePlayground } from '../helpers/playground.ts';

const it = suite<{ at: OpenPlayground }>('one page after another in the preview');
let server: StaticPlayground;
let browser: Browser;

it.before(async () => {
  [server, browser] = await Promise.all([servePlayground(), launchBrowser()]);
});
it.before.each(async (context) => {
  context.at = await openPlayground(browser, server.url);
});
it.after.each(({ at }) => at.close());
it.after(async () => {
  await browser.close();
  await server.close();
});

const COUNTER = JSON.stringify(counterPlan, null, 2);

it('a value that nobody has changed follows the edit, and one that was changed is kept', async ({ at }) => {
  await at.setPlan(COUNTER);
  await at.preview.getByRole('button', { name: 'Add' }).click();
  await at.preview.getByText('Count: 1').waitFor();
  await at.setPlan(COUNTER.replace('"count": 0,\n      "open": false', '"count": 7,\n      "open": true'));
  await at.preview.locator('.open-true').waitFor();
  await at.preview.getByText('Count: 1').waitFor();
  assert.equal(at.complaints, []);
});

it('focus, caret, what was typed and the place on the page outlive an edit of the script', async ({ at }) => {
  const lines = Array.from({ length: 80 }, (_, i) => el('p', {}, `Line ${i}`));
  const field = el('input', { 'aria-label': 'Name' });
  const plan = (word: string) =>
    JSON.stringify(stateful(el('main', { lang: 'en' }, field, el('p', {}, `${word} {{state.n}}`), ...lines), { n: 1 }));
  await at.setPlan(plan('Before'));
  await at.preview.getByText('Before 1').waitFor();
  await at.preview.getByLabel('Name').fill('Ada Lovelace');
  await at.preview.getByLabel('Name').press('Home');
  await at.preview.getByLabel('Name').press('ArrowRight');
  const before = await frontOf(at);
  await before.evaluate(() => scrollTo(0, 5));
  await edit(at, plan('After'));
  await at.preview.getByText('After 1').waitFor();
  const after = await frontOf(at);
  assert.is.not(after, before, 'the page was written anew');
  const seen = await after.evaluate(() => {
    const { value, selectionStart } = document.activeElement as HTMLInputElement;
    return [value, selectionStart, scrollY];
  });
  assert.equal(seen, ['Ada Lovelace', 1, 5]);
});

it('of pages that come faster than they can be shown the last counts, and there is always one', async ({ at }) => {
  await at.setPlan(COUNTER);
  await at.preview.getByText('Count: 0').waitFor();
  const stage = (await frontOf(at)).parentFrame()!;
  await stage.evaluate(() => {
    const seen = { fronts: new Set<number>() };
    Object.assign(globalThis, { seen });
    const look = () => {
      seen.fronts.add(document.querySelectorAll('[data-place=live]').length);
      requestAnimationFrame(look);
    };
    look();
  });
  for (let i = 1; i <= 40; i++) await edit(at, COUNTER.replace('"count": 0', `"count": ${i}`));
  await at.preview.getByText('Count: 40').waitFor();
  const fronts = await stage.evaluate(() => [...(globalThis as unknown as { seen: Seen }).seen.fronts]);
  assert.equal(fronts, [1]);
  await at.page.waitForTimeout(100);
  assert.ok((await stage.locator('iframe').count()) <= 3, 'frames that are not needed are taken down');
});

it('what happens on the page between two keys is not lost', async ({ at }) => {
  await at.setPlan(COUNTER);
  for (let i = 1; i <= 8; i++) {
    await at.preview.getByText(`: ${i - 1}`).waitFor();
    await at.preview.getByRole('button', { name: 'Add' }).click();
    await edit(at, COUNTER.replace('"Count: {{', `"Count after ${i}: {{`));
    await at.preview.getByText(`Count after ${i}: ${i}`).waitFor();
  }
});

it('code that does not end is taken away with everything that it holds up, and the next page is shown', async ({
  at,
}) => {
  await at.setPlan(COUNTER);
  await at.preview.getByText('Count: 0').waitFor();
  const frame = await frontOf(at);
  await frame.evaluate(
    () =>
      void setTimeout(() => {
        for (;;);
      }),
  );
  await at.setPlan(COUNTER.replace('"count": 0', '"count": 5'));
  await at.page.getByText('The page does not answer').waitFor();
  await at.setPlan(COUNTER.replace('"count": 0', '"count": 6'));
  await at.preview.getByText('Count: 6').waitFor();
});

it.run();

interface Seen {
  readonly fronts: Set<number>;
}

/** Changes the text of the editor and leaves the focus where it is. */
async function edit(at: OpenPlayground, plan: string): Promise<void> {
  await at.page.evaluate((insert) => {
    const { view } = (document.querySelector('.edit .cm-content') as unknown as { cmTile: { view: EditorLike } })
      .cmTile;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert } });
  }, plan);
}

async function frontOf(at: OpenPlayground): Promise<Frame> {
  return (await (await at.preview.owner().elementHandle())!.contentFrame())!;
}

interface EditorLike {
  readonly state: { readonly doc: { readonly length: number } };
  dispatch(change: object): void;
}
