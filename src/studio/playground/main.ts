/// <reference lib="dom" />
import { h, render } from 'preact';
import { readLink } from './links/read-link.ts';
import { createPreview } from './preview/preview.ts';
import { createRemote } from './session/remote.ts';
import { createSession } from './session/session.ts';
import { templates } from './templates.ts';
import { App } from './ui/app.ts';
import { createEditors } from './ui/editors.ts';
import { startCompiler } from './worker/compiler-client.ts';

const compiler = startCompiler(new URL('worker.js', document.baseURI).href);
const session = createSession(compiler, createRemote());
const editors = createEditors(session);
const mountPreview = (element: HTMLElement) => session.attach(createPreview(element, session.previewEvents));
const root = document.getElementById('app') as HTMLElement;

/** While a plan is being compiled the panels can wait: what the person types comes first. */
const PATIENCE = 60;
let due: ReturnType<typeof setTimeout> | undefined;

function draw(): void {
  due = undefined;
  render(h(App, { view: session.view.get(), session, editors, mountPreview }), root);
}

session.view.listen(({ busy }) => {
  if (due !== undefined && busy) return;
  clearTimeout(due);
  due = setTimeout(draw, busy ? PATIENCE : 0);
});
draw();

/** What the address holds is opened; else the first template. */
function openAddress(otherwise: () => void): void {
  const link = readLink(location.hash);
  if (link) session.openLink(link);
  if (!link?.ok) otherwise();
}

openAddress(() => {
  const first = templates.find(({ name }) => name === 'counter') ?? templates[0];
  if (first) session.edit(first.text);
});
addEventListener('hashchange', () => openAddress(() => {}));
