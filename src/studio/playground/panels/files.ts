/// <reference lib="dom" />
import { Fragment, h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type Sizes, sizesOf } from '../session/sizes.ts';
import type { AppProps } from '../ui/app.ts';
import { button, bytes } from '../ui/fields.ts';
import { ReadOnly } from './read-only.ts';

/** The files of the bundle as `build` would write them, with what they weigh. */
export function FilesPanel({ view, session }: AppProps) {
  const files = view.bundle?.files ?? [];
  const [sizes, setSizes] = useState<readonly Sizes[]>([]);
  useEffect(() => {
    let current = true;
    void Promise.all(files.map(({ text }) => sizesOf(text))).then((all) => current && setSizes(all));
    return () => {
      current = false;
    };
  }, [view.bundle]);
  if (files.length === 0)
    return h('p', { class: 'empty' }, 'There are no files: the plan has errors, or was not compiled yet.');
  const chosen = files.find(({ path }) => path === view.file) ?? files[0];
  const rows = files.map(({ path }, i) =>
    h(
      'tr',
      {},
      h(
        'th',
        { scope: 'row' },
        button(path, () => session.view.update({ file: path }), { 'aria-pressed': path === chosen?.path }),
      ),
      [sizes[i]?.bytes, sizes[i]?.gzip, sizes[i]?.brotli].map((size) => h('td', {}, bytes(size))),
    ),
  );
  const heads = ['File', 'Bytes', 'gzip', 'brotli'].map((one) => h('th', { scope: 'col' }, one));
  return h(
    Fragment,
    {},
    h(
      'div',
      { class: 'wide', tabIndex: 0, role: 'region', 'aria-label': 'Files and sizes' },
      h('table', {}, h('thead', {}, h('tr', {}, heads)), h('tbody', {}, rows)),
    ),
    chosen && h(ReadOnly, { label: `Text of ${chosen.path}`, text: chosen.text }),
  );
}
