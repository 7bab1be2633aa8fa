/// <reference lib="dom" />
import { h } from 'preact';
import { PROFILES } from '../session/view.ts';
import { templates } from '../templates.ts';
import type { AppProps } from './app.ts';
import { button, select } from './fields.ts';

const TARGETS = ['site', 'single-file', 'module'];

/** Name, templates, switches and what leaves the page. */
export function Header({ view, session }: AppProps) {
  const { settings } = view;
  const open = (name: string) => {
    const template = templates.find((one) => one.name === name);
    if (!template) return;
    session.set({ profile: template.profile });
    session.open(template.text, 'own');
  };
  return h(
    'header',
    { class: 'top' },
    h('h1', {}, 'Renderify playground'),
    h(
      'div',
      { class: 'tools' },
      h(TemplateMenu, { open }),
      select('Profile', settings.profile, PROFILES, (profile) => session.set({ profile })),
      select('Target', settings.target, TARGETS, (target) => session.set({ target })),
      button('Share link', () => void session.share()),
      button('Export zip', () => void session.exportAs('zip')),
      button('Export one file', () => void session.exportAs('single-file')),
    ),
  );
}

/** Opens a template; the choice is no state, so it goes back to its first line. */
function TemplateMenu({ open }: { readonly open: (name: string) => void }) {
  const onChange = ({ currentTarget }: Event) => {
    const menu = currentTarget as HTMLSelectElement;
    open(menu.value);
    menu.selectedIndex = 0;
  };
  const options = templates.map(({ name }) => h('option', { value: name }, name));
  return h(
    'label',
    { class: 'field' },
    h('span', {}, 'Template'),
    h('select', { onChange }, h('option', { value: '' }, 'choose…'), options),
  );
}
