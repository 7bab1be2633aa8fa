import { type Browser, chromium, type Page } from 'playwright-core';
import { compile } from '../src/compiler/index.ts';
import { findChromium } from '../tests/helpers/browser.ts';
import { counterByHand, counterPlan, dashboardByHand, dashboardPlan } from './pages.ts';
import { serveText } from './serve.ts';
import { median, print, type Row } from './table.ts';

/** Clicks in Chromium, ours and by hand in turn, so that what the machine does meanwhile hits both. */
export async function inBrowser(): Promise<void> {
  const browser = await chromium.launch({
    executablePath: findChromium() as string,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  try {
    const rows: Row[] = [];
    for (const [name, plan, hand] of [
      ['counter', counterPlan, counterByHand],
      ['dashboard', dashboardPlan(), dashboardByHand],
    ] as const) {
      const { bundle } = await compile({ name, text: JSON.stringify(plan) }, { profile: 'relaxed' });
      rows.push(...(await comparePages(browser, name, bundle?.files[0]?.text as string, hand)));
    }
    rows.push(await burst(browser));
    print('In Chromium', rows);
  } finally {
    await browser.close();
  }
}

async function comparePages(browser: Browser, name: string, ours: string, hand: string): Promise<Row[]> {
  const clicks = { ours: [] as number[], hand: [] as number[] };
  const first = { ours: [] as number[], hand: [] as number[] };
  for (let round = 0; round < 24; round++) {
    for (const [who, html] of [
      ['ours', ours],
      ['hand', hand],
    ] as const) {
      const server = await serveText(html);
      const page = await browser.newPage();
      await page.goto(server.url);
      first[who].push(await firstClick(page));
      clicks[who].push(await clickTime(page));
      await page.close();
      await server.close();
    }
  }
  const ratio = (list: typeof clicks) => median(list.ours.slice(2).map((one, i) => one / (list.hand[i + 2] as number)));
  const [click, start] = [ratio(clicks), ratio(first)];
  return [
    {
      what: `${name}: click to flushed DOM`,
      measured: `${click.toFixed(2)} times by hand`,
      bar: '1.25 times',
      holds: click <= 1.25,
    },
    {
      what: `${name}: load to first click handled`,
      measured: `${start.toFixed(2)} times by hand`,
      bar: '1.15 times',
      holds: start <= 1.15,
    },
  ];
}

/** Milliseconds from the start of the navigation until the page can be clicked, and what the first click takes. */
function firstClick(page: Page): Promise<number> {
  return page.evaluate(() => {
    const start = performance.now();
    document.querySelector('button')?.click();
    const click = performance.now() - start;
    const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return (entry?.domContentLoadedEventEnd ?? 0) + click;
  });
}

/** Microseconds for one click, over many clicks on all buttons. */
function clickTime(page: Page): Promise<number> {
  return page.evaluate(() => {
    const buttons = [...document.querySelectorAll('button')];
    for (let i = 0; i < 3000; i++) buttons[i % buttons.length]?.click();
    const start = performance.now();
    for (let i = 0; i < 30_000; i++) buttons[i % buttons.length]?.click();
    return ((performance.now() - start) * 1000) / 30_000;
  });
}

/** Memory after bursts of 10,000 dispatches through the handle: the second must leave no more than the first. */
async function burst(browser: Browser): Promise<Row> {
  const { bundle } = await compile(
    { name: 'counter', text: JSON.stringify(counterPlan) },
    { profile: 'relaxed', expose: true },
  );
  const server = await serveText(bundle?.files[0]?.text as string);
  const page = await browser.newPage();
  await page.goto(server.url);
  const session = await page.context().newCDPSession(page);
  const heap: number[] = [];
  for (let round = 0; round < 4; round++) {
    await page.evaluate(() => {
      const { dispatch } = (globalThis as unknown as { renderify: { dispatch(event: object): void } }).renderify;
      for (let i = 0; i < 10_000; i++) dispatch({ type: 'add' });
    });
    await session.send('HeapProfiler.collectGarbage');
    heap.push((await session.send('Runtime.getHeapUsage')).usedSize);
  }
  await page.close();
  await server.close();
  const growth = (heap[3] as number) - (heap[1] as number);
  return {
    what: '20,000 more dispatches',
    measured: `${(growth / 1024).toFixed(1)} KiB kept`,
    bar: 'nothing that grows',
    holds: growth < 64 * 1024,
  };
}
