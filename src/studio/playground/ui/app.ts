/// <reference lib="dom" />
import { Fragment, h } from 'preact';
import { panels } from '../panels/panels.ts';
import type { Session } from '../session/session.ts';
import type { Pane, View } from '../session/view.ts';
import { ConsentBanner } from './consent.ts';
import { EditPane } from './edit-pane.ts';
import type { Editors } from './editors.ts';
import { Header } from './header.ts';
import { Host } from './host.ts';
import { TabPanel, Tabs } from './tabs.ts';

/** What the whole page is drawn from. */
export interface AppProps {
  readonly view: View;
  readonly session: Session;
  readonly editors: Editors;
  readonly mountPreview: (element: HTMLElement) => void;
}

/** The page: header, editor, preview, panels; on a narrow screen one of them at a time. */
export function App(props: AppProps) {
  const { view, session } = props;
  return h(
    Fragment,
    {},
    h(Header, props),
    h(ConsentBanner, props),
    h(Switcher, props),
    h(
      'main',
      { class: 'panes', 'data-pane': view.pane },
      h(EditPane, props),
      h(PreviewPane, props),
      h(PanelsPane, props),
    ),
    h('p', { class: 'notice', role: 'status' }, view.notice, view.notice && h(Dismiss, { session })),
  );
}

const PANES: readonly { readonly name: Pane; readonly title: string }[] = [
  { name: 'edit', title: 'Edit' },
  { name: 'preview', title: 'Preview' },
  { name: 'panels', title: 'Panels' },
];

/** Only a narrow screen shows it. */
function Switcher({ view, session }: AppProps) {
  const items = PANES.map(({ name, title }) =>
    h(
      'button',
      { type: 'button', 'aria-pressed': view.pane === name, onClick: () => session.view.update({ pane: name }) },
      title,
    ),
  );
  return h('nav', { class: 'switcher', 'aria-label': 'Part of the page' }, items);
}

function Dismiss({ session }: Pick<AppProps, 'session'>) {
  const onClick = () => session.view.update({ notice: '' });
  return h('button', { type: 'button', class: 'plain', 'aria-label': 'Close this message', onClick }, '×');
}

const STATUS = {
  current: 'up to date',
  older: 'the last good page',
  empty: 'nothing to show yet',
};

function PreviewPane({ view, mountPreview }: AppProps) {
  const time = view.preview === 'current' ? `, compiled in ${view.milliseconds.toFixed(1)} ms` : '';
  const status = `${view.busy ? view.step || 'compiling' : STATUS[view.preview]}${view.busy ? '' : time}`;
  return h(
    'section',
    { class: 'pane preview', 'aria-labelledby': 'preview-title' },
    h('div', { class: 'bar' }, h('h2', { id: 'preview-title' }, 'Preview'), h('span', { class: 'note' }, status)),
    h(Host, { class: 'frames', mount: mountPreview }),
  );
}

function PanelsPane(props: AppProps) {
  const { view, session } = props;
  const tabs = panels.map(({ name, title, note }) => ({ name, title, ...(note && { note: note(view) }) }));
  return h(
    'section',
    { class: 'pane panels', 'aria-label': 'Panels' },
    h(Tabs, { id: 'panels', label: 'Panels', tabs, chosen: view.panel, choose: session.choose } as never),
    panels.map(({ name, draw: Draw }) =>
      h(TabPanel, { id: 'panels', name, chosen: view.panel === name }, view.panel === name && h(Draw, props)),
    ),
  );
}
