/// <reference lib="dom" />
import { h } from 'preact';
import type { AppProps } from './app.ts';
import { button } from './fields.ts';
import { Host } from './host.ts';
import { Inputs, InputsSwitch } from './inputs.ts';
import { TabPanel, Tabs } from './tabs.ts';

/** The editors: the plan, and its code where it has any. */
export function EditPane(props: AppProps) {
  const { view, session, editors } = props;
  const code = editors.code(view.text);
  const chosen = code ? view.editTab : 'plan';
  const tabs = [
    { name: 'plan', title: 'plan.json' },
    ...(code ? [{ name: 'code', title: `code.${code.language}` }] : []),
  ];
  const choose = (editTab: string) => session.view.update({ editTab: editTab as 'plan' | 'code' });
  return h(
    'section',
    { class: 'pane edit', 'aria-label': 'Editor' },
    h(
      'div',
      { class: 'bar' },
      h(Tabs, { id: 'edit', label: 'Texts', tabs, chosen, choose } as never),
      h(
        'div',
        { class: 'row' },
        h(InputsSwitch, props),
        button('Format', session.format, { title: 'Lay the JSON out anew' }),
      ),
    ),
    h(
      TabPanel,
      { id: 'edit', name: 'plan', chosen: chosen === 'plan', class: 'fill' },
      h(Host, { class: 'fill', mount: editors.mountPlan }),
    ),
    h(
      TabPanel,
      { id: 'edit', name: 'code', chosen: chosen === 'code', class: 'fill' },
      h(Host, { class: 'fill', mount: editors.mountCode }),
    ),
    h(Inputs, props),
  );
}
