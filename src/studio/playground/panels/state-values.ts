/// <reference lib="dom" />
import { h } from 'preact';
import { useState } from 'preact/hooks';
import type { Json } from '../../../plan/types.ts';
import { rowsOf, type StateRow, withValue } from '../session/state-rows.ts';
import type { AppProps } from '../ui/app.ts';

/** More lines than that are for the text. */
const MOST_ROWS = 300;

/** Takes another value for the place of a row; rejects when the page does not. */
type Write = (row: StateRow, value: Json) => Promise<void>;

/** Every value of the state with a field of its type: Enter or leaving it writes it, Escape takes it back. */
export function StateValues({ view, session }: AppProps) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState('');
  const state = view.snapshot?.state ?? {};
  const rows = rowsOf(state, closed, MOST_ROWS + 1);
  const write: Write = async ({ path, name }, value) => {
    try {
      await session.writeState(JSON.stringify(withValue(session.view.get().snapshot?.state ?? {}, path, value)));
      setProblem('');
    } catch (error) {
      setProblem(`${name}: ${(error as Error).message}`);
    }
  };
  const toggle = (id: string) => setClosed(toggled(closed, id));
  const lines = rows
    .slice(0, MOST_ROWS)
    .map((row) =>
      h(
        'li',
        { key: row.id, style: { '--depth': row.depth } },
        row.count === undefined
          ? h(ValueRow, { row, write, complain: setProblem })
          : h(HolderRow, { row, isOpen: !closed.has(row.id), toggle }),
      ),
    );
  return h(
    'section',
    { class: 'stack', 'aria-labelledby': 'values-title' },
    h('h2', { id: 'values-title' }, 'State'),
    rows.length === 0 && h('p', { class: 'empty' }, 'The state is empty.'),
    h('ul', { class: 'plain-list values' }, lines),
    rows.length > MOST_ROWS && h('p', { class: 'note' }, `There are more than ${MOST_ROWS} values: see the text.`),
    h('p', { id: 'value-problem', role: 'alert', class: 'problem' }, problem),
  );
}

/** An object or a list: its values can be put away. */
function HolderRow({ row, isOpen, toggle }: { row: StateRow; isOpen: boolean; toggle: (id: string) => void }) {
  const attributes = { type: 'button', class: 'holder', 'aria-expanded': isOpen, onClick: () => toggle(row.id) };
  const kind = Array.isArray(row.value) ? 'list' : 'object';
  return h('button', attributes, keyOf(row), h('span', { class: 'note' }, ` ${kind} of ${row.count}`));
}

interface ValueProps {
  readonly row: StateRow;
  readonly write: Write;
  readonly complain: (problem: string) => void;
}

function ValueRow(props: ValueProps) {
  const { row } = props;
  const field = row.value === null ? h('span', { class: 'note' }, 'null') : h(Field, props);
  return h('label', { class: 'value' }, h('span', { class: 'key' }, keyOf(row)), field);
}

/** What is being typed stays until it is written, also while the page changes the state. */
function Field({ row, write, complain }: ValueProps) {
  const [draft, setDraft] = useState<string>();
  const { value, name } = row;
  const common = { 'aria-label': name, 'aria-describedby': 'value-problem' };
  if (typeof value === 'boolean') {
    const onChange = (event: Event) => void write(row, (event.currentTarget as HTMLInputElement).checked);
    return h('input', { ...common, type: 'checkbox', checked: value, onChange });
  }
  const isNumber = typeof value === 'number';
  const commit = async (event: Event) => {
    const { value: text } = event.currentTarget as HTMLInputElement;
    const next = isNumber ? Number(text) : text;
    if (isNumber && (text.trim() === '' || !Number.isFinite(next))) return complain(`${name} takes a number.`);
    if (next !== value) await write(row, next);
    setDraft(undefined);
  };
  const takeBack = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    setDraft(undefined);
    complain('');
  };
  const onInput = (event: Event) => setDraft((event.currentTarget as HTMLInputElement).value);
  const attributes = { ...common, value: draft ?? String(value), onInput, onChange: commit, onKeyDown: takeBack };
  if (isNumber) return h('input', { ...attributes, type: 'number', step: 'any' });
  if (!String(value).includes('\n')) return h('input', { ...attributes, type: 'text', spellcheck: false });
  return h('textarea', { ...attributes, rows: 2, spellcheck: false });
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const others = [...ids].filter((one) => one !== id);
  return new Set(ids.has(id) ? others : [...others, id]);
}

function keyOf({ path }: StateRow): string {
  return String(path.at(-1));
}
