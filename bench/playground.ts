/// <reference lib="dom" />
import { chromium, type Page } from 'playwright-core';
import { findChromium } from '../tests/helpers/browser.ts';
import { servePlayground } from '../tests/helpers/playground.ts';
import { dashboardPlan } from './pages.ts';
import { median, print, type Row } from './table.ts';

const KEYS = 40;

/** Keystrokes in the editor of the playground, until the frame says that the browser is about to paint the new page. */
export async function playground(): Promise<void> {
  const server = await servePlayground();
  const browser = await chromium.launch({
    executablePath: findChromium() as string,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(server.url);
    await page.locator('iframe[data-place=live]').waitFor();
    const text = JSON.stringify(dashboardPlan(), null, 2);
    print('Playground in Chromium', [
      row('a letter of a text', await keystrokes(page, text, text.indexOf('Name 1"') + 4), 16),
      row('a digit of the initial state', await keystrokes(page, text, text.lastIndexOf('"total1": 10') + 11), 16),
      row('a letter of a template', await keystrokes(page, text, text.indexOf('{{state.')), 16),
    ]);
  } finally {
    await browser.close();
    await server.close();
  }
}

function row(what: string, times: readonly number[], bar: number | undefined): Row {
  const middle = median(times);
  return {
    what: `keystroke to repaint, 260 elements: ${what}`,
    measured: `${middle.toFixed(1)} ms (${Math.min(...times).toFixed(1)} to ${Math.max(...times).toFixed(1)})`,
    bar: bar === undefined ? 'none' : `${bar} ms`,
    holds: bar === undefined || middle <= bar,
  };
}

/** Milliseconds of each key, the caret being put at a place of the text first; the first keys warm everything up. */
async function keystrokes(page: Page, text: string, offset: number): Promise<number[]> {
  await page.getByRole('textbox', { name: 'Plan', exact: true }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
  await page.waitForTimeout(500);
  await page.evaluate((at) => {
    const content = document.querySelector('.edit .cm-content') as Element & { cmTile: { view: EditorLike } };
    content.cmTile.view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
    const keys = { typed: 0, times: [] as number[] };
    addEventListener('keydown', () => (keys.typed = performance.now()), true);
    new PerformanceObserver((list) => {
      for (const { startTime } of list.getEntriesByName('renderify-painted')) keys.times.push(startTime - keys.typed);
    }).observe({ type: 'mark' });
    Object.assign(globalThis, { keys });
  }, offset);
  for (let i = 0; i < KEYS; i++) {
    await page.keyboard.press(String((i % 9) + 1));
    await page.waitForTimeout(90);
    await page.keyboard.press('Backspace');
    await page.waitForTimeout(90);
  }
  const times = await page.evaluate(() => (globalThis as unknown as { keys: { times: number[] } }).keys.times);
  return times.slice(10);
}

interface EditorLike {
  dispatch(change: object): void;
}
