/// <reference lib="dom" />
import { type ComponentChild, h } from 'preact';

/** One tab and what it shows. */
export interface Tab<Name extends string> {
  readonly name: Name;
  readonly title: string;
  /** Said behind the title, such as a number of findings. */
  readonly note?: string;
}

/** What a list of tabs needs. */
export interface TabsProps<Name extends string> {
  /** Begins the ids of tabs and panels. */
  readonly id: string;
  readonly label: string;
  readonly tabs: readonly Tab<Name>[];
  readonly chosen: Name;
  readonly choose: (name: Name) => void;
}

/** A list of tabs by the pattern of the ARIA practices: one stop for Tab, arrows, Home and End between them. */
export function Tabs<Name extends string>({ id, label, tabs, chosen, choose }: TabsProps<Name>) {
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ name }) => name === chosen);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = tabs.at(to === tabs.length ? 0 : to) as Tab<Name>;
    choose(next.name);
    document.getElementById(`${id}-tab-${next.name}`)?.focus();
  };
  const buttons = tabs.map(({ name, title, note }) =>
    h(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `${id}-tab-${name}`,
        'aria-selected': name === chosen,
        'aria-controls': `${id}-panel-${name}`,
        tabIndex: name === chosen ? 0 : -1,
        onClick: () => choose(name),
      },
      title,
      note && h('span', { class: 'note' }, ` ${note}`),
    ),
  );
  return h('div', { role: 'tablist', class: 'tabs', 'aria-label': label, onKeyDown }, buttons);
}

/** The panel of a tab; one that is not chosen stays where it is, hidden. */
export function TabPanel(props: {
  readonly id: string;
  readonly name: string;
  readonly chosen: boolean;
  readonly class?: string;
  readonly children?: ComponentChild;
}) {
  const { id, name, chosen, children } = props;
  const attributes = {
    role: 'tabpanel',
    id: `${id}-panel-${name}`,
    'aria-labelledby': `${id}-tab-${name}`,
    hidden: !chosen,
    tabIndex: 0,
    class: `panel ${props.class ?? ''}`,
  };
  return h('div', attributes, children);
}
