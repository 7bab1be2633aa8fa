/// <reference lib="dom" />
import { h } from 'preact';
import { useState } from 'preact/hooks';
import { groupModules, type ModuleGroup, sumOf } from '../session/module-groups.ts';
import type { ModuleLine } from '../session/view.ts';
import type { AppProps } from '../ui/app.ts';
import { bytes } from '../ui/fields.ts';

/** The modules that went into the page, by package; a word narrows the list. */
export function ModulesPanel({ view }: AppProps) {
  const [word, setWord] = useState('');
  if (!view.hasCode) return h('p', { class: 'empty' }, 'This plan has no modules: it is data only.');
  if (view.modules.length === 0)
    return h('p', { class: 'empty' }, 'The modules are known once the server has built the plan.');
  const groups = groupModules(view.modules, word);
  const all = sumOf(view.modules);
  const onInput = (event: Event) => setWord((event.currentTarget as HTMLInputElement).value);
  return h(
    'div',
    { class: 'stack' },
    h('p', {}, summary(view.modules)),
    h(
      'label',
      { class: 'field' },
      h('span', {}, 'Only those with'),
      h('input', { type: 'search', value: word, onInput, spellcheck: false }),
    ),
    groups.length === 0 && h('p', { class: 'empty' }, 'No module has that in its name.'),
    h(
      'ul',
      { class: 'plain-list groups' },
      groups.map((group) =>
        h(
          'li',
          { key: group.package ?? '' },
          h(Group, { group, share: group.bytes / all, isOpen: word.trim() !== '' }),
        ),
      ),
    ),
  );
}

/** One package; the bar says how much of all bytes it is. */
function Group({ group, share, isOpen }: { group: ModuleGroup; share: number; isOpen: boolean }) {
  const { modules, reaches } = group;
  const count = modules.length === 1 ? '1 module' : `${modules.length} modules`;
  return h(
    'details',
    { open: isOpen },
    h(
      'summary',
      { style: { '--share': `${(share * 100).toFixed(1)}%` } },
      h('code', {}, group.package ?? 'files of the plan'),
      h('span', { class: 'note' }, ` ${count}, ${bytes(group.bytes)}`),
      reaches.length > 0 && h('span', { class: 'note reaches' }, ` uses ${reaches.join(', ')}`),
    ),
    h(
      'ul',
      { class: 'plain-list' },
      modules.map((module) => h('li', { key: module.id }, h(Module, { module }))),
    ),
  );
}

function Module({ module }: { module: ModuleLine }) {
  const { id, inPage, reaches } = module;
  const notes = [bytes(module.bytes), ...(inPage ? [] : ['at build only']), ...reaches.map((one) => `uses ${one}`)];
  const path = module.package && id.startsWith(`${module.package}/`) ? id.slice(module.package.length + 1) : id;
  return [h('code', {}, path), h('span', { class: 'note' }, ` ${notes.join(', ')}`)] as never;
}

function summary(modules: readonly ModuleLine[]): string {
  const packages = new Set(modules.flatMap((one) => one.package ?? [])).size;
  const shipped = modules.filter(({ inPage }) => inPage).length;
  return `${count(modules.length, 'module')} of ${count(packages, 'package')}, ${bytes(sumOf(modules))} before they are linked; ${shipped} of them have a part in the page.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
