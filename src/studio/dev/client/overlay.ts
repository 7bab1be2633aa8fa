/// <reference lib="dom" />
import { on, own } from '../../live/own.ts';
import { linkPlaces } from './link-places.ts';
import type { Place, Update } from './protocol.ts';

const STYLE = `
:host { all: initial; position: fixed; inset: auto 0 0; z-index: 2147483647; color-scheme: light dark; }
section { max-height: 70vh; overflow: auto; padding: 12px 16px; border-top: 3px solid #c62828;
  background: light-dark(#fff, #1b1b1f); color: light-dark(#1b1b1f, #f2f2f2); box-shadow: 0 -4px 24px #0006;
  font: 14px/1.5 system-ui, sans-serif; }
header { display: flex; gap: 12px; align-items: center; justify-content: space-between; }
button { flex: none; }
h2 { margin: 0; font-size: 16px; }
pre { margin: 8px 0; overflow-x: auto; font: 13px/1.5 ui-monospace, monospace; white-space: pre; }
a { color: light-dark(#0b57d0, #a8c7fa); }
button { font: inherit; padding: 4px 12px; }
`;

/** Shows why there is nothing new, over the page that was good last. Escape puts it away until something else is found. */
export interface Overlay {
  show(update: Update): void;
  hide(): void;
}

/** Makes an overlay that is no part of the page's body, and that the page's styles do not reach. */
export function createOverlay(): Overlay {
  const host = create('renderify-findings');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const hide = () => host.remove();
  on(globalThis.window, 'keydown', (event) => {
    if ((event as KeyboardEvent).key === 'Escape') hide();
  });
  return {
    hide,
    show({ kind, text = '', places = [] }) {
      const title =
        kind === 'gone'
          ? 'The plan is not there any more; this is its last good page'
          : 'The plan was not built; this is the last good page';
      const close = make('button', 'Hide (Esc)');
      close.onclick = hide;
      const header = make('header', '');
      header.append(make('h2', title), close);
      const frames = make('pre', '');
      frames.tabIndex = 0;
      const pieces = linkPlaces(text, places);
      frames.append(...pieces.map((piece) => (typeof piece === 'string' ? piece : toLink(piece))));
      const others = places.filter((place) => !pieces.includes(place)).map(toLink);
      const section = make('section', '');
      section.setAttribute('role', 'alert');
      section.setAttribute('aria-label', 'Findings');
      section.append(header, frames, ...others);
      root.replaceChildren(section);
      own(document, 'documentElement').append(host);
    },
  };
}

function create(tag: string): HTMLElement {
  return Document.prototype.createElement.call(document, tag);
}

function toLink({ text, href }: Place): HTMLElement {
  const link = make('a', text);
  link.href = href;
  return link;
}

function make<K extends keyof HTMLElementTagNameMap>(tag: K, text: string): HTMLElementTagNameMap[K] {
  const element = create(tag) as HTMLElementTagNameMap[K];
  element.textContent = text;
  return element;
}
