/// <reference lib="dom" />
import { h } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { AppProps } from '../ui/app.ts';
import { button, select } from '../ui/fields.ts';

const MAKERS = ['this page', 'the server'];

/** Shows a plan while its text arrives, as a model would write it. */
export function StreamPanel({ view, session }: AppProps) {
  const { stream } = view;
  const [text, setText] = useState('');
  const [format, setFormat] = useState('json');
  const [piece, setPiece] = useState('20');
  const [maker, setMaker] = useState(MAKERS[0] as string);
  const far = view.server === 'ready' && maker === MAKERS[1];
  const speed = useRef(60);
  const start = () => {
    session.view.update({ pane: 'preview' });
    void session.stream.start({
      text: text || view.text,
      format: format as 'json' | 'patch',
      piece: Number(piece),
      speed: () => speed.current,
      by: far ? 'server' : 'page',
    });
  };
  const read = async (event: Event) => {
    const file = (event.currentTarget as HTMLInputElement).files?.[0];
    if (file) setText(await file.text());
  };
  const onSpeed = (event: Event) => {
    speed.current = Number((event.currentTarget as HTMLInputElement).value);
  };
  return h(
    'div',
    { class: 'stack' },
    h('label', { for: 'stream-text' }, 'Text that arrives; the plan in the editor when this is empty'),
    h('textarea', {
      id: 'stream-text',
      rows: 5,
      spellcheck: false,
      value: text,
      onInput: (event: Event) => setText((event.currentTarget as HTMLTextAreaElement).value),
    }),
    h(
      'div',
      { class: 'row' },
      h('label', { class: 'field' }, h('span', {}, 'From a file'), h('input', { type: 'file', onChange: read })),
      select('Form', format, ['json', 'patch'], setFormat),
      select('Characters a piece', piece, ['1', '5', '20', '100', '1000'], setPiece),
      view.server === 'ready' && select('Previews by', maker, MAKERS, setMaker),
      h(
        'label',
        { class: 'field', hidden: far },
        h('span', {}, 'Pieces a second'),
        h('input', { type: 'range', min: 5, max: 500, defaultValue: '60', onInput: onSpeed }),
      ),
    ),
    h(
      'div',
      { class: 'row' },
      button('Start', start, { class: 'primary' }),
      button(stream.paused ? 'Go on' : 'Pause', () => session.stream.pause(!stream.paused), {
        disabled: !stream.running,
      }),
      button('Stop', session.stream.stop, { disabled: !stream.running }),
      stream.running && stream.isFar
        ? h('progress', { key: 'far', 'aria-label': 'The server reads the plan' })
        : h('progress', { max: stream.total || 1, value: stream.sent, 'aria-label': 'How much has come' }),
      h('span', { class: 'note' }, `${stream.previews} previews`),
    ),
  );
}
