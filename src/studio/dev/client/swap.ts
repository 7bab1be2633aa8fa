/// <reference lib="dom" />
import type { Json, JsonObject } from '../../../plan/types.ts';
import { canMorph, policyOf } from '../../live/can-morph.ts';
import { carryState } from '../../live/carry-state.ts';
import { morph } from '../../live/morph.ts';
import { own } from '../../live/own.ts';
import { captureView, restoreView, type View } from '../../live/view.ts';
import type { Update } from './protocol.ts';
import { reload } from './reload.ts';

/** The part of the handle at `globalThis.renderify` that is used here. */
interface Handle {
  snapshot(): { readonly state: JsonObject };
  restore(snapshot: object): void;
  unmount(): void;
}

/** What outlives an instance of the page, and a reload. */
interface Kept {
  readonly state?: Json | undefined;
  /** The state that the instance began with. */
  readonly first?: Json | undefined;
  readonly view: View;
}

/** How pages get scripts and are read, under a policy that would forbid it to anybody else. */
export interface Trust {
  readonly nonce: string;
  html(text: string): string;
  script(text: string): string;
}

/** Puts newer versions of a page in the place of the one that is shown, with its state and where the person was. */
export function createSwap(key: string, page: string, trust: Trust): (update: Update) => Promise<void> {
  const parse = (text: string) => new DOMParser().parseFromString(trust.html(text), 'text/html');
  let shown = parse(page);
  let first = stateNow();
  const keep = (): Kept => ({ state: stateNow(), first, view: captureView(document) });
  takeUp(key);
  return async ({ html = '', framed }) => {
    const next = parse(html);
    if (canMorph(shown, next)) morph(shown, next, document);
    else if (framed || policyOf(shown) !== policyOf(next)) return reloadWith(key, keep());
    else {
      const kept = keep();
      exchange(next, trust);
      first = stateNow();
      putBack(kept);
    }
    shown = next;
  };
}

/** A new instance in the same document. */
function exchange(next: Document, trust: Trust): void {
  handle()?.unmount();
  Reflect.deleteProperty(globalThis, 'renderify');
  const [head, body] = [own(document, 'head'), own(document, 'body')];
  Reflect.set(Document.prototype, 'title', own(next, 'title'), document);
  for (const style of head.querySelectorAll('style')) style.remove();
  for (const style of own(next, 'head').querySelectorAll('style'))
    insert(head, 'style', trust.nonce, (element) => (element.textContent = style.textContent));
  for (const root of ['documentElement', 'body'] as const) takeAttributes(own(next, root), own(document, root));
  const nodes = [...own(next, 'body').childNodes].filter(({ nodeName }) => nodeName !== 'SCRIPT');
  body.replaceChildren(...nodes.map((node) => Document.prototype.importNode.call(document, node, true)));
  // Under Trusted Types a script takes its text from a policy only, and by this property only.
  for (const one of own(next, 'body').querySelectorAll('script'))
    insert(body, 'script', trust.nonce, (element) => (element.text = trust.script(one.textContent ?? '')));
}

/** Nothing on the page can read the nonce afterwards. */
function insert<K extends 'script' | 'style'>(
  parent: Element,
  tag: K,
  nonce: string,
  fill: (element: HTMLElementTagNameMap[K]) => void,
): void {
  const element = Document.prototype.createElement.call(document, tag) as HTMLElementTagNameMap[K];
  element.nonce = nonce;
  fill(element);
  parent.append(element);
  element.nonce = '';
}

function takeAttributes(from: Element, to: Element): void {
  for (const name of to.getAttributeNames()) if (!from.hasAttribute(name)) to.removeAttribute(name);
  for (const name of from.getAttributeNames()) to.setAttribute(name, from.getAttribute(name) ?? '');
}

function putBack({ state, first, view }: Kept): void {
  const fresh = handle()?.snapshot();
  if (state !== undefined && fresh) handle()?.restore({ ...fresh, state: carryState(state, fresh.state, first) });
  restoreView(document, view);
}

function reloadWith(key: string, kept: Kept): Promise<never> {
  sessionStorage.setItem(key, JSON.stringify(kept));
  return reload();
}

/** After a reload. */
function takeUp(key: string): void {
  const kept = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  if (kept !== null) putBack(JSON.parse(kept) as Kept);
}

function stateNow(): Json | undefined {
  return handle()?.snapshot().state;
}

function handle(): Handle | undefined {
  return Object.hasOwn(globalThis, 'renderify') ? (globalThis as { renderify?: Handle }).renderify : undefined;
}
