/// <reference lib="dom" />
import { h } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Json } from '../../../plan/types.ts';
import type { Editor } from '../editor/editor.ts';
import { createJsonEditor } from '../editor/plan-editor.ts';
import type { AppProps } from '../ui/app.ts';
import { button } from '../ui/fields.ts';
import { Host } from '../ui/host.ts';

/** An override that tightens every profile, so that it needs no reason. */
const example = (profile: string) => `{
  "format": "renderify-policy/v1",
  "extends": "${profile}",
  "overrides": { "maxNodeCount": 200 }
}
`;

/** The policy in force, and a policy file of one's own. */
export function PolicyPanel({ view, session }: AppProps) {
  const editor = useRef<Editor>();
  const mount = (parent: HTMLElement) => {
    const onChange = (policy: string) => session.set({ policy });
    editor.current = createJsonEditor({ parent, label: 'Policy file', text: view.settings.policy, onChange });
  };
  // A link takes the file away; the editor follows.
  useEffect(() => editor.current?.setText(view.settings.policy), [view.settings.policy]);
  const fill = (policy: string) => session.set({ policy });
  return h(
    'div',
    { class: 'stack' },
    h(
      'section',
      { 'aria-labelledby': 'policy-file' },
      h(
        'div',
        { class: 'row' },
        h('h2', { id: 'policy-file' }, 'Own policy file'),
        button('Example', () => fill(example(view.settings.profile))),
        button('None', () => fill('')),
      ),
      h(Host, { class: 'small-editor', mount }),
    ),
    h(Effective, { view }),
  );
}

function Effective({ view: { policy } }: Pick<AppProps, 'view'>) {
  if (!policy) return h('p', { class: 'empty' }, 'No policy: see the findings.');
  const changed = new Map(policy.overrides.map((one) => [one.field, one]));
  const rows = Object.entries(policy.fields).map(([name, value]) => {
    const override = changed.get(name);
    return h(
      'tr',
      {},
      h('th', { scope: 'row' }, h('code', {}, name)),
      h('td', {}, print(value as Json)),
      h('td', {}, override ? `${override.direction}, was ${print(override.from)}` : ''),
    );
  });
  const heads = ['Field', 'Value', 'Override'].map((one) => h('th', { scope: 'col' }, one));
  return h(
    'section',
    { 'aria-labelledby': 'policy-effective' },
    h('h2', { id: 'policy-effective' }, `In force: ${policy.name ?? policy.profile}`),
    h(
      'div',
      { class: 'wide', tabIndex: 0, role: 'region', 'aria-label': 'Fields of the policy' },
      h('table', {}, h('thead', {}, h('tr', {}, heads)), h('tbody', {}, rows)),
    ),
  );
}

function print(value: Json): string {
  if (Array.isArray(value)) return value.length ? value.join(', ') : 'none';
  return String(value);
}
