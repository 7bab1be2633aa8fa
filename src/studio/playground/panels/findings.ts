/// <reference lib="dom" />
import { h } from 'preact';
import type { View } from '../session/view.ts';
import type { AppProps } from '../ui/app.ts';
import { button } from '../ui/fields.ts';
import type { Finding } from '../worker/protocol.ts';

/** Findings as the terminal shows them; each leads to its place, and its fix is one button away. */
export function FindingsPanel(props: AppProps) {
  const { view } = props;
  const missing = serverNote(view);
  const empty = view.findings.length === 0 && !missing;
  return h(
    'div',
    { class: 'findings' },
    view.server === 'locked' && h(Unlock, props),
    missing && h('p', { class: 'finding warning' }, missing),
    empty && h('p', { class: 'empty' }, view.preview === 'empty' ? 'Nothing was compiled yet.' : 'No findings.'),
    h(
      'ol',
      { class: 'plain-list' },
      view.findings.map((finding) => h(OneFinding, { ...props, finding })),
    ),
  );
}

function OneFinding({ finding, session, editors }: AppProps & { readonly finding: Finding }) {
  const { severity, code, name, message, frame, help, fix, span, inside } = finding;
  return h(
    'li',
    { class: `finding ${severity}` },
    h('p', {}, h('strong', {}, `${severity} ${code} `), h('code', {}, name)),
    h('p', {}, inCode(message)),
    frame && h('pre', { tabIndex: 0, 'aria-label': `Where ${code} is` }, frame),
    help && h('p', {}, h('span', { class: 'note' }, 'help: '), inCode(help)),
    h(
      'p',
      { class: 'row' },
      (span || inside) &&
        button('Go to the place', () => editors.reveal(finding), {
          'aria-label': `Go to the place of ${code} ${name}`,
        }),
      fix && button('Fix', () => session.fix(finding), { class: 'primary', 'aria-label': `Fix ${code} ${name}` }),
    ),
  );
}

/** The server wants its token; it is kept as long as the page is open. */
function Unlock({ session }: AppProps) {
  const onSubmit = (event: Event) => {
    event.preventDefault();
    void session.unlock(new FormData(event.currentTarget as HTMLFormElement).get('token') as string);
  };
  return h(
    'form',
    { class: 'row', onSubmit },
    h(
      'label',
      { class: 'field' },
      h('span', {}, 'Token of the server'),
      h('input', { type: 'password', name: 'token' }),
    ),
    h('button', { type: 'submit' }, 'Use'),
  );
}

/** What stands in backticks is code. */
function inCode(text: string) {
  return text.split('`').map((part, i) => (i % 2 ? h('code', {}, part) : part));
}

function serverNote({ hasCode, server, consent }: View): string | undefined {
  if (!hasCode || server !== 'none' || consent !== 'free') return undefined;
  return 'This plan has code or modules. They are compiled by the server of `renderify playground`, which this page does not have; without it the page compiles plans that are data only.'.replaceAll(
    '`',
    '',
  );
}
