/// <reference lib="dom" />
import { h } from 'preact';
import type { AppProps } from './app.ts';
import { button } from './fields.ts';

/** The question before code of a link runs. */
export function ConsentBanner({ view, session }: AppProps) {
  if (view.consent === 'free' || !view.hasCode) return null;
  const text =
    view.consent === 'ask'
      ? 'This plan came by a link, and it has code. Nothing of it has run. Read the code, then decide.'
      : 'The code of this plan does not run.';
  return h(
    'section',
    { class: 'consent', 'aria-label': 'Code from a link' },
    h('p', { role: 'alert' }, text),
    button('Run the code', () => session.agree(true), { class: 'primary' }),
    view.consent === 'ask' && button('Do not run it', () => session.agree(false)),
  );
}
