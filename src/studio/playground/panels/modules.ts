/// <reference lib="dom" />
import { h } from 'preact';
import type { AppProps } from '../ui/app.ts';

/** The modules that went into the page. */
export function ModulesPanel({ view }: AppProps) {
  if (!view.hasCode) return h('p', { class: 'empty' }, 'This plan has no modules: it is data only.');
  if (view.modules.length === 0)
    return h('p', { class: 'empty' }, 'The modules are known once the server has built the plan.');
  const lines = view.modules.map(({ id, detail }) =>
    h('li', {}, h('code', {}, id), h('span', { class: 'note' }, ` ${detail}`)),
  );
  return h('ul', { class: 'plain-list' }, lines);
}
