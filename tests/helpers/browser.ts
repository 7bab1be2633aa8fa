import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { recordInPage } from './page/record.ts';

const CANDIDATES = [process.env.CHROME, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=HttpsUpgrades',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** What a page did beside showing itself; a well-behaved bundle leaves every list empty. */
export interface PageTrouble {
  readonly console: string[];
  readonly errors: string[];
  readonly csp: string[];
  readonly requests: string[];
  readonly navigations: string[];
  readonly dialogs: string[];
  readonly popups: string[];
}

/** A page with everything it did beside showing itself. */
export interface WatchedPage {
  readonly page: Page;
  readonly trouble: PageTrouble;
  /** Goes to an address and forgets earlier trouble. */
  goto(url: string): Promise<void>;
  /** Everything in `trouble` as one list, CSP reports fetched from the page. */
  complaints(): Promise<string[]>;
  close(): Promise<void>;
}

/** Path of the system's Chromium, or undefined where there is none. */
export function findChromium(): string | undefined {
  return CANDIDATES.find((path) => path !== undefined && existsSync(path));
}

/** Starts the system's Chromium with no way to any host but loopback. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium found: set CHROME to its path.');
  return chromium.launch({ executablePath, args: ARGS });
}

/** Opens a page that records what it does; nothing is intercepted, so the page's own CSP decides. */
export async function openPage(browser: Browser): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 900, height: 700 } });
  await context.addInitScript(recordInPage);
  const page = await context.newPage();
  const trouble = watch(context, page);
  return {
    page,
    trouble,
    async goto(url) {
      for (const list of Object.values(trouble)) list.length = 0;
      await page.goto(url, { waitUntil: 'load' });
      for (const key of ['requests', 'navigations'] as const) remove(trouble[key], url);
    },
    async complaints() {
      trouble.csp.push(...(await reportsOf(page)));
      return Object.entries(trouble).flatMap(([kind, list]) => list.map((item: string) => `${kind}: ${item}`));
    },
    close: () => context.close(),
  };
}

function watch(context: BrowserContext, page: Page): PageTrouble {
  const trouble: PageTrouble = {
    console: [],
    errors: [],
    csp: [],
    requests: [],
    navigations: [],
    dialogs: [],
    popups: [],
  };
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') trouble.console.push(message.text());
  });
  page.on('pageerror', (error) => trouble.errors.push(error.message));
  page.on('request', (request) => trouble.requests.push(request.url()));
  page.on('framenavigated', (frame) => trouble.navigations.push(frame.url()));
  page.on('dialog', (dialog) => {
    trouble.dialogs.push(`${dialog.type()} ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  context.on('page', (popup) => {
    if (popup !== page) trouble.popups.push(popup.url());
  });
  return trouble;
}

async function reportsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const record = (globalThis as Record<symbol, unknown>)[Symbol.for('renderify-test')] as { reports: string[] };
    return record.reports.splice(0);
  });
}

function remove(list: string[], url: string): void {
  const at = list.indexOf(url);
  if (at >= 0) list.splice(at, 1);
}
