import type { Browser } from 'playwright-core';
import type { Bundle, CompileOptions } from '../../src/compiler/stages.ts';
import type { Json, JsonObject } from '../../src/plan/types.ts';
import { launchBrowser, openPage, type WatchedPage } from './browser.ts';
import { type BundleServer, startBundleServer } from './bundle-server.ts';
import { bundleOf } from './door.ts';
import { hostPage } from './page/host-page.ts';

/** A built plan in Chromium, with the questions that tests ask. */
export interface LabPage {
  readonly bundle: Bundle;
  readonly page: WatchedPage['page'];
  readonly trouble: WatchedPage['trouble'];
  complaints(): Promise<string[]>;
  click(selector: string): Promise<void>;
  text(selector: string): Promise<string>;
  attr(selector: string, name: string): Promise<string | null>;
  prop(selector: string, name: string): Promise<unknown>;
  style(selector: string, property: string): Promise<string>;
  dispatch(type: string, payload?: JsonObject): Promise<void>;
  state(): Promise<JsonObject>;
  /** Calls a method of the exposed handle. */
  call(method: string, ...args: Json[]): Promise<Json>;
  /** Names of the run-time errors so far, from `onEvent` and from the `renderify:error` event alike. */
  faults(): Promise<string[]>;
  /** Event types and error names given to `onEvent` so far. */
  reports(): Promise<JsonObject[]>;
}

/** Browser, server and one page, started at the first use. */
export interface Lab {
  /** Builds a plan with its handle exposed and opens it over http, or from disk with `file`. */
  open(plan: unknown, options?: CompileOptions, how?: 'http' | 'file'): Promise<LabPage>;
  /** Opens a bundle that was built before. */
  show(bundle: Bundle, how?: 'http' | 'file'): Promise<LabPage>;
  /** Mounts a module bundle on the body of a host page. */
  mount(plan: unknown, inputs?: JsonObject, options?: CompileOptions): Promise<LabPage>;
  close(): Promise<void>;
}

/** Everything that a browser test file needs; close it in `test.after`. */
export function createLab(): Lab {
  let tools: Promise<readonly [Browser, BundleServer, WatchedPage]> | undefined;
  const start = () => (tools ??= startTools());
  const visit = async (bundle: Bundle, address: (server: BundleServer) => string | Promise<string>) => {
    const [, server, watched] = await start();
    await watched.goto(await address(server));
    await watched.page.evaluate(listenInPage);
    return labPage(bundle, watched);
  };
  return {
    async open(plan, options = {}, how = 'http') {
      const bundle = await bundleOf(plan, { expose: true, ...options });
      return visit(bundle, (server) => (how === 'file' ? server.file(bundle) : server.http(bundle)));
    },
    show: (bundle, how = 'http') =>
      visit(bundle, (server) => (how === 'file' ? server.file(bundle) : server.http(bundle))),
    async mount(plan, inputs = {}, options = {}) {
      const bundle = await bundleOf(plan, { target: 'module', ...options });
      return visit(bundle, (server) => server.http({ ...bundle, entry: 'host.html' }, hostPage(bundle.entry, inputs)));
    },
    async close() {
      if (!tools) return;
      const [browser, server] = await tools;
      await browser.close();
      await server.close();
    },
  };
}

async function startTools() {
  const browser = await launchBrowser();
  return [browser, await startBundleServer(), await openPage(browser)] as const;
}

function labPage(bundle: Bundle, { page, trouble, complaints }: WatchedPage): LabPage {
  const inPage = <T>(source: string, ...args: unknown[]) =>
    page.evaluate(`(${source})(...${JSON.stringify(args)})`) as Promise<T>;
  const call = (method: string, ...args: Json[]) =>
    inPage<Json>(
      '(method, ...args) => JSON.parse(JSON.stringify(globalThis.renderify[method](...args) ?? null))',
      method,
      ...args,
    );
  return {
    bundle,
    page,
    trouble,
    complaints,
    call,
    click: (selector) => page.click(selector, { timeout: 3000 }),
    text: (selector) => inPage('(s) => document.querySelector(s).textContent', selector),
    attr: (selector, name) => inPage('(s, n) => document.querySelector(s).getAttribute(n)', selector, name),
    prop: (selector, name) => inPage('(s, n) => document.querySelector(s)[n]', selector, name),
    style: (selector, name) =>
      inPage('(s, n) => getComputedStyle(document.querySelector(s)).getPropertyValue(n)', selector, name),
    async dispatch(type, payload = {}) {
      await call('dispatch', { type, payload });
    },
    state: async () => (await call('getState')) as JsonObject,
    faults: () => inPage(FAULTS),
    reports: () => inPage(`() => globalThis[Symbol.for('renderify-test')].reported ?? []`),
  };
}

const FAULTS = `() => {
  const { errors, reported = [] } = globalThis[Symbol.for('renderify-test')];
  return [...new Set([...errors, ...reported].map((item) => item?.name ?? item?.error?.name).filter(Boolean))];
}`;

function listenInPage(): void {
  const handle = (globalThis as { renderify?: { onEvent?(listener: (event: unknown) => void): void } }).renderify;
  const record = (globalThis as Record<symbol, unknown>)[Symbol.for('renderify-test')] as { reported?: unknown[] };
  const reported: unknown[] = [];
  record.reported = reported;
  handle?.onEvent?.((event) => reported.push(JSON.parse(JSON.stringify(event))));
}
