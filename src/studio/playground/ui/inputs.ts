/// <reference lib="dom" />
import { Fragment, h } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Editor } from '../editor/editor.ts';
import { createJsonEditor } from '../editor/plan-editor.ts';
import { INPUT_NAMES } from '../worker/protocol.ts';
import type { AppProps } from './app.ts';
import { Host } from './host.ts';

type InputName = keyof typeof INPUT_NAMES;

/** The switch that shows and hides the fields for context and vars; it says when one of them is in force. */
export function InputsSwitch({ view, session }: AppProps) {
  const { inputsOpen, settings } = view;
  const given = settings.context.trim() !== '' || settings.vars.trim() !== '';
  const attributes = {
    type: 'button',
    title: 'Values for {{context.…}} and {{vars.…}}',
    'aria-expanded': inputsOpen,
    'aria-controls': 'inputs',
    onClick: () => session.view.update({ inputsOpen: !inputsOpen }),
  };
  return h('button', attributes, 'Inputs', given && h('span', { class: 'note' }, ' set'));
}

/** Context and vars as texts, below the plan. */
export function Inputs(props: AppProps) {
  return h(
    'div',
    { id: 'inputs', class: 'inputs', hidden: !props.view.inputsOpen },
    props.view.inputsOpen &&
      h(
        Fragment,
        {},
        h(Input, { ...props, name: 'context', title: 'Context' }),
        h(Input, { ...props, name: 'vars', title: 'Vars' }),
      ),
  );
}

function Input({ view, session, name, title }: AppProps & { readonly name: InputName; readonly title: string }) {
  const text = view.settings[name];
  const editor = useRef<Editor>();
  const mount = (parent: HTMLElement) => {
    const onChange = (next: string) => session.set({ [name]: next });
    editor.current = createJsonEditor({ parent, label: `${title}: a JSON object`, text, onChange });
  };
  // A link brings other values; the editor follows.
  useEffect(() => editor.current?.setText(text), [text]);
  const wrong = view.findings.filter(({ source }) => source === INPUT_NAMES[name]);
  return h(
    'section',
    { 'aria-label': title },
    h('h2', {}, title),
    h(Host, { class: 'input-editor', mount }),
    h(
      'div',
      { role: 'alert' },
      wrong.map(({ message, frame }) => [h('p', { class: 'problem' }, message), frame && h('pre', {}, frame)]),
    ),
  );
}
