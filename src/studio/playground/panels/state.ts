/// <reference lib="dom" />
import { h } from 'preact';
import { useState } from 'preact/hooks';
import type { JsonObject } from '../../../plan/types.ts';
import type { PlanEvent } from '../../../runtime-lite/store.ts';
import { appliedOf, type LoggedEvent } from '../session/view.ts';
import type { AppProps } from '../ui/app.ts';
import { button } from '../ui/fields.ts';
import { StateValues } from './state-values.ts';

/** The state of the page: to read, to write, to go back in, to keep. */
export function StatePanel(props: AppProps) {
  if (!props.view.snapshot) return h('p', { class: 'empty' }, 'The preview has no state yet.');
  return h(
    'div',
    { class: 'columns' },
    h('div', {}, h(StateValues, props), h(StateText, props)),
    h('div', {}, h(Travel, props), h(Kept, props), h(Send, props)),
  );
}

/** The whole state, where its structure changes. */
function StateText({ view, session }: AppProps) {
  const shown = `${JSON.stringify(view.snapshot?.state, null, 2)}`;
  const [draft, setDraft] = useState<string>();
  const [problem, setProblem] = useState('');
  const apply = async () => {
    try {
      await session.writeState(draft ?? shown);
      setDraft(undefined);
      setProblem('');
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  const onInput = (event: Event) => setDraft((event.currentTarget as HTMLTextAreaElement).value);
  const form = h(
    'form',
    { class: 'stack', onSubmit: submit(apply) },
    h('label', { for: 'state-text' }, 'State as JSON'),
    h('textarea', {
      id: 'state-text',
      rows: 10,
      spellcheck: false,
      value: draft ?? shown,
      onInput,
      'aria-describedby': 'state-problem',
    }),
    h('p', { id: 'state-problem', role: 'alert', class: 'problem' }, problem),
    h(
      'div',
      { class: 'row' },
      h('button', { type: 'submit', class: 'primary', disabled: draft === undefined }, 'Apply'),
      button('Undo', () => setDraft(undefined), { disabled: draft === undefined }),
    ),
  );
  return h('details', {}, h('summary', {}, 'As text'), form);
}

/** The log of events: any moment of it can be shown again. */
function Travel({ view, session }: AppProps) {
  const applied = appliedOf(view.log);
  const onInput = (event: Event) => void session.travel(Number((event.currentTarget as HTMLInputElement).value));
  const moments = [
    h(Moment, { at: 0, text: 'the beginning', view, session }),
    ...applied.map((event, i) => h(Moment, { at: i + 1, text: describe(event), view, session })),
  ];
  return h(
    'section',
    { 'aria-labelledby': 'travel-title' },
    h('h2', { id: 'travel-title' }, 'Time travel'),
    h(
      'label',
      { class: 'field' },
      h('span', {}, 'Events shown'),
      h('input', { type: 'range', min: 0, max: applied.length, value: view.cursor, onInput }),
    ),
    h('ol', { class: 'plain-list log', start: 0 }, moments),
    view.log.filter((entry) => 'name' in entry).map((entry) => h('p', { class: 'problem' }, describe(entry))),
  );
}

function Moment({
  at,
  text,
  view,
  session,
}: Pick<AppProps, 'view' | 'session'> & { readonly at: number; readonly text: string }) {
  const current = view.cursor === at;
  return h(
    'li',
    {},
    button(text, () => void session.travel(at), { class: 'moment', 'aria-current': current ? 'step' : undefined }),
  );
}

function Kept({ view, session }: AppProps) {
  const lines = view.kept.map((snapshot, i) =>
    h(
      'li',
      {},
      button(`Restore snapshot ${i + 1}`, () => void session.restore(snapshot)),
      h('span', { class: 'note' }, ` after ${snapshot.seq} events`),
    ),
  );
  return h(
    'section',
    { 'aria-labelledby': 'kept-title' },
    h('h2', { id: 'kept-title' }, 'Snapshots'),
    button('Take a snapshot', session.keep),
    h('ol', { class: 'plain-list' }, lines),
  );
}

/** Delivers an event without a click on the page. */
function Send({ view, session }: AppProps) {
  const [type, setType] = useState('');
  const [payload, setPayload] = useState('{}');
  const [problem, setProblem] = useState('');
  const chosen = type || (view.eventTypes[0] ?? '');
  const send = async () => {
    try {
      await session.dispatch({ type: chosen, payload: JSON.parse(payload) as JsonObject });
      setProblem('');
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  if (view.eventTypes.length === 0) return null;
  const read = (set: (value: string) => void) => (event: Event) => set((event.currentTarget as HTMLInputElement).value);
  return h(
    'form',
    { class: 'stack', onSubmit: submit(send), 'aria-labelledby': 'send-title' },
    h('h2', { id: 'send-title' }, 'Send an event'),
    h(
      'label',
      { class: 'field' },
      h('span', {}, 'Type'),
      h(
        'select',
        { value: chosen, onChange: read(setType) },
        view.eventTypes.map((one) => h('option', { value: one }, one)),
      ),
    ),
    h(
      'label',
      { class: 'field' },
      h('span', {}, 'Payload'),
      h('input', { value: payload, onInput: read(setPayload), spellcheck: false }),
    ),
    h('p', { role: 'alert', class: 'problem' }, problem),
    h('div', { class: 'row' }, h('button', { type: 'submit' }, 'Send')),
  );
}

function describe(entry: LoggedEvent | PlanEvent): string {
  if ('name' in entry)
    return `${entry.name}${entry.eventType ? ` in ${entry.eventType}` : ''}${entry.path ? ` at ${entry.path}` : ''}`;
  const payload =
    entry.payload && Object.keys(entry.payload).length > 0 ? ` ${JSON.stringify(entry.payload).slice(0, 120)}` : '';
  return `${entry.type}${payload}`;
}

function submit(run: () => Promise<void>) {
  return (event: Event) => {
    event.preventDefault();
    void run();
  };
}
