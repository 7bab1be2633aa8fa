/// <reference lib="dom" />
import { morph } from '../../live/morph.ts';
import { on, own } from '../../live/own.ts';
import { createOverlay } from './overlay.ts';
import type { Update } from './protocol.ts';
import { reload } from './reload.ts';
import { createSwap, type Trust } from './swap.ts';

const script = document.currentScript as HTMLScriptElement;
const { plan, version = '', page } = script.dataset;
const trust = createTrust(script.nonce);
// The page is the emitted one, and what its code could learn here is nothing.
script.remove();

on(globalThis.window, 'DOMContentLoaded', () => void start());

/** The page as it was emitted stands in the answer beside it: the document has been changed by its own script. */
async function start(): Promise<void> {
  const answer = page === undefined ? undefined : await fetch(page);
  // It has changed while it was loaded.
  if (answer && !answer.ok) return reload();
  const show = answer ? showPlan(await answer.text()) : showOwn;
  listen(async (update) => {
    await show(update);
    mark(update.version);
  });
  mark(version);
}

/** For who waits until a page is up to date. */
function mark(version: string): void {
  own(document, 'documentElement').dataset['renderifyVersion'] = version;
}

function showPlan(first: string): (update: Update) => Promise<void> {
  const overlay = createOverlay();
  const swap = createSwap(`renderify-dev ${plan}`, first, trust);
  return async (update) => {
    if (update.kind !== 'page') return overlay.show(update);
    // Another server has taken the address, without this plan.
    if (update.html === undefined) return reload();
    overlay.hide();
    return swap(update);
  };
}

/** Pages of the server's own are what they are when they are asked for again. */
async function showOwn({ kind }: Update): Promise<void> {
  const next = plan === undefined || kind !== 'page' ? await fetch(location.href).catch(() => undefined) : undefined;
  if (!next?.ok) return reload();
  morph(document, new DOMParser().parseFromString(trust.html(await next.text()), 'text/html'), document);
}

/** A page that is not seen holds no connection, of which a browser has six; what it has missed it hears when it is seen again. */
function listen(take: (update: Update) => Promise<void>): void {
  let events: EventSource | undefined;
  let known = version;
  let queue = Promise.resolve();
  const turn = () => {
    events?.close();
    events = undefined;
    if (own(document, 'visibilityState') === 'hidden') return;
    events = new EventSource(`/_renderify/events?${new URLSearchParams({ ...(plan && { plan }), version: known })}`);
    events.onmessage = ({ data }: MessageEvent<string>) => {
      const update = JSON.parse(data) as Update;
      known = update.version;
      queue = queue.then(() => take(update));
    };
  };
  on(document, 'visibilitychange', turn);
  turn();
}

function createTrust(nonce: string): Trust {
  const same = (text: string) => text;
  const factory = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): unknown } })
    .trustedTypes;
  const policy = (factory?.createPolicy('renderify-dev', { createHTML: same, createScript: same }) ?? {
    createHTML: same,
    createScript: same,
  }) as { createHTML(text: string): string; createScript(text: string): string };
  return { nonce, html: (text) => policy.createHTML(text), script: (text) => policy.createScript(text) };
}
