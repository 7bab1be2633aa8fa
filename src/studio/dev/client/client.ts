/// <reference lib="dom" />
import { createOverlay } from './overlay.ts';
import type { Update } from './protocol.ts';
import { createSwap, type Trust } from './swap.ts';

const { dataset, nonce } = document.currentScript as HTMLScriptElement;
const { plan = '*', version = '', page } = dataset;
const trust = createTrust(nonce);

addEventListener('DOMContentLoaded', () => void start());

/** The page as it was emitted stands in the answer beside it: the document has been changed by its own script. */
async function start(): Promise<void> {
  const overlay = createOverlay();
  const key = `renderify-dev ${plan}`;
  const answer = page === undefined ? undefined : await fetch(page);
  // It has changed while it was loaded.
  if (answer && !answer.ok) return location.reload();
  const first = await answer?.text();
  const swap = first === undefined ? undefined : createSwap(key, first, trust);
  const events = new EventSource(`/_renderify/events?${new URLSearchParams({ plan, version })}`);
  events.onmessage = ({ data }: MessageEvent<string>) => {
    const update = JSON.parse(data) as Update;
    if (update.kind !== 'page') overlay.show(update);
    else if (!swap) location.reload();
    else {
      overlay.hide();
      swap(update);
    }
    document.documentElement.dataset['renderifyVersion'] = update.version;
  };
  document.documentElement.dataset['renderifyVersion'] = version;
}

function createTrust(own: string): Trust {
  const same = (text: string) => text;
  const factory = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): unknown } })
    .trustedTypes;
  const policy = (factory?.createPolicy('renderify-dev', { createHTML: same, createScript: same }) ?? {
    createHTML: same,
    createScript: same,
  }) as { createHTML(text: string): string; createScript(text: string): string };
  return { nonce: own, html: (text) => policy.createHTML(text), script: (text) => policy.createScript(text) };
}
