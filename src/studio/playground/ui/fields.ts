/// <reference lib="dom" />
import { type ComponentChild, h } from 'preact';

/** A button that does something at once. */
export function button(title: ComponentChild, onClick: () => void, more: Readonly<Record<string, unknown>> = {}) {
  return h('button', { type: 'button', onClick, ...more }, title);
}

/** A list of choices with its label. */
export function select(label: string, value: string, options: readonly string[], choose: (value: string) => void) {
  const onChange = (event: Event) => choose((event.currentTarget as HTMLSelectElement).value);
  return h(
    'label',
    { class: 'field' },
    h('span', {}, label),
    h(
      'select',
      { value, onChange },
      options.map((one) => h('option', { value: one, selected: one === value }, one)),
    ),
  );
}

/** A number of bytes for people. */
export function bytes(count: number | undefined): string {
  return count === undefined ? 'not measured' : `${count.toLocaleString('en')} B`;
}
