/// <reference lib="dom" />
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { buildPlayground } from '../../scripts/build-playground.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

/** The playground as any static host serves it. */
export interface StaticPlayground {
  /** The address of its page, in a folder of its own. */
  readonly url: string;
  /** Paths that were asked for and are not there. */
  readonly missing: string[];
  close(): Promise<void>;
}

/** Builds the page into a temporary folder and serves that on loopback, with no server behind it. */
export async function servePlayground(): Promise<StaticPlayground> {
  const folder = await mkdtemp(join(tmpdir(), 'playground-'));
  await buildPlayground(folder);
  const missing: string[] = [];
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname.replace(/^\/some\/folder\//, '');
    const name = normalize(path || 'index.html');
    const bytes = await readFile(join(folder, name)).catch(() => undefined);
    if (!bytes) missing.push(path);
    response.writeHead(bytes ? 200 : 404, { 'Content-Type': TYPES[extname(name)] ?? 'text/plain' }).end(bytes ?? '');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/some/folder/`,
    missing,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One open page of the playground. */
export interface OpenPlayground {
  readonly page: Page;
  /** The page that the preview shows now. */
  readonly preview: FrameLocator;
  /** What the console and the page complained of. */
  readonly complaints: string[];
  /** Takes another text into the editor, as a person who pastes it. */
  setPlan(plan: unknown): Promise<void>;
  /** The text of the editor. */
  plan(): Promise<string>;
  /** Waits until the preview is that of the text. */
  settled(): Promise<void>;
  choosePanel(title: string): Promise<Locator>;
  close(): Promise<void>;
}

/** How a playground is opened. */
export interface OpenSettings {
  readonly hash?: string;
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
}

/** Opens the playground in a context of its own and waits until it has drawn itself. */
export async function openPlayground(
  browser: Browser,
  url: string,
  { hash = '', width = 1280, colorScheme = 'light' }: OpenSettings = {},
): Promise<OpenPlayground> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    // A static host has no API; the browser says so in its log.
    const ofHealth = message.location().url.endsWith('/api/health');
    if (!ofHealth && /error|warning/.test(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url + hash);
  await page.locator('.cm-content').first().waitFor();
  const settled = () => page.locator('.preview .note', { hasText: /up to date|last good|nothing/ }).waitFor();
  return {
    page,
    complaints,
    settled: () => settled(),
    preview: page.frameLocator('.frames iframe').frameLocator('iframe[data-place=live]'),
    async setPlan(plan) {
      await page.getByRole('textbox', { name: 'Plan', exact: true }).focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(typeof plan === 'string' ? plan : JSON.stringify(plan, null, 2));
    },
    plan: () =>
      page.evaluate(() => {
        const tile = (document.querySelector('.edit .cm-content') as { cmTile?: { view: EditorLike } } | null)?.cmTile;
        return tile?.view.state.doc.toString() ?? '';
      }),
    async choosePanel(title) {
      await page.getByRole('tab', { name: new RegExp(`^${title}`) }).click();
      return page.getByRole('tabpanel', { name: new RegExp(`^${title}`) });
    },
    close: () => context.close(),
  };
}

interface EditorLike {
  readonly state: { readonly doc: { toString(): string } };
}
