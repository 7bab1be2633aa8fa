/// <reference lib="dom" />
import type { Json, JsonObject } from '../../../plan/types.ts';
import { carryState } from '../../live/carry-state.ts';
import { morph } from '../../live/morph.ts';
import { own } from '../../live/own.ts';
import { hasSameScript, policyOf } from '../../live/same-script.ts';
import { captureView, restoreView, type View } from '../../live/view.ts';
import type { Update } from './protocol.ts';

/** The part of the handle at `globalThis.renderify` that is used here. */
interface Handle {
  snapshot(): { readonly state: JsonObject };
  restore(snapshot: object): void;
  unmount(): void;
}

/** What outlives a reload. */
interface Kept {
  readonly state: Json | undefined;
  readonly view: View;
}

/** How pages get scripts and are read, under a policy that would forbid it to anybody else. */
export interface Trust {
  readonly nonce: string;
  html(text: string): string;
  script(text: string): string;
}

/** Puts newer versions of a page in the place of the one that is shown, with its state and where the person was. */
export function createSwap(key: string, first: string, { nonce, html, script }: Trust): (update: Update) => void {
  const parse = (text: string) => new DOMParser().parseFromString(html(text), 'text/html');
  let shown = parse(first);
  takeUp(key);
  return ({ html: text = '', code }) => {
    const next = parse(text);
    if (hasSameScript(shown, next)) morph(shown, next, document);
    else if (code || policyOf(shown) !== policyOf(next)) reload(key);
    else exchange(next, nonce, script);
    shown = next;
  };
}

/** A new instance in the same document. */
function exchange(next: Document, nonce: string, script: Trust['script']): void {
  const kept = keep();
  handle()?.unmount();
  Reflect.deleteProperty(globalThis, 'renderify');
  const [head, body] = [own(document, 'head'), own(document, 'body')];
  Reflect.set(Document.prototype, 'title', own(next, 'title'), document);
  for (const style of head.querySelectorAll('style')) style.remove();
  for (const style of own(next, 'head').querySelectorAll('style'))
    head.append(inline('style', style.textContent, nonce));
  for (const root of ['documentElement', 'body'] as const) takeAttributes(own(next, root), own(document, root));
  const nodes = [...own(next, 'body').childNodes].filter(({ nodeName }) => nodeName !== 'SCRIPT');
  body.replaceChildren(...nodes.map((node) => document.importNode(node, true)));
  for (const one of own(next, 'body').querySelectorAll('script'))
    body.append(inline('script', script(one.textContent ?? ''), nonce));
  putBack(kept);
}

function inline(tag: 'style' | 'script', text: string | null, nonce: string): HTMLElement {
  const element = document.createElement(tag);
  element.nonce = nonce;
  // Under Trusted Types a script takes its text from a policy only, and by this property only.
  if (tag === 'script') (element as HTMLScriptElement).text = text ?? '';
  else element.textContent = text;
  return element;
}

function takeAttributes(from: Element, to: Element): void {
  for (const name of to.getAttributeNames()) if (!from.hasAttribute(name)) to.removeAttribute(name);
  for (const name of from.getAttributeNames()) to.setAttribute(name, from.getAttribute(name) ?? '');
}

function keep(): Kept {
  return { state: handle()?.snapshot().state, view: captureView(document) };
}

function putBack({ state, view }: Kept): void {
  const fresh = handle()?.snapshot();
  if (state !== undefined && fresh) handle()?.restore({ ...fresh, state: carryState(state, fresh.state) });
  restoreView(document, view);
}

function reload(key: string): void {
  sessionStorage.setItem(key, JSON.stringify(keep()));
  location.reload();
}

/** After a reload. */
function takeUp(key: string): void {
  const kept = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  if (kept !== null) putBack(JSON.parse(kept) as Kept);
}

function handle(): Handle | undefined {
  return Object.hasOwn(globalThis, 'renderify') ? (globalThis as { renderify?: Handle }).renderify : undefined;
}
