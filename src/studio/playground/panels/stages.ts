/// <reference lib="dom" />
import { Fragment, h } from 'preact';
import { STAGES } from '../session/view.ts';
import type { AppProps } from '../ui/app.ts';
import { select } from '../ui/fields.ts';
import { ReadOnly } from './read-only.ts';

/** What the plan is after any phase of the compiler. */
export function StagesPanel({ view, session }: AppProps) {
  return h(
    Fragment,
    {},
    h('div', { class: 'row' }, select('Stage', view.stage, STAGES, session.chooseStage)),
    view.stageText
      ? h(ReadOnly, { label: `The stage ${view.stage}`, text: view.stageText })
      : h('p', { class: 'empty' }, 'The plan does not get this far: see the findings.'),
  );
}
