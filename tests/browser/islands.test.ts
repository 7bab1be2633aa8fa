import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { JsonObject, PlanNode } from '../../src/plan/types.ts';
import { createLab } from '../helpers/lab.ts';
import { el, planOf, stateful } from '../helpers/plan.ts';
import { openWorkshop } from '../helpers/project.ts';

const test = suite('islands in the page');
const lab = createLab();
const workshop = await openWorkshop();
test.after(async () => {
  await lab.close();
  await workshop.close();
});

const INC = { inc: [{ type: 'increment', path: 'n' }] };

test('a factory that reads nothing that changes is markup, and ships no script', async () => {
  const plan = planOf(el('main', { lang: 'en' }, component('./card.mjs', { title: '{{braces}}' })));
  const files = {
    'card.mjs': `export default ({ title }) => ['a ', { type: 'element', tag: 'b', children: [{ type: 'text', value: '{{' + title + '}}' }] }]`,
  };
  const { html, script } = await workshop.build(plan, files);
  assert.is(script, '');
  assert.match(html, '<main lang=en>a <b>{{');
});

test('what a static factory binds works like the plan’s own bindings', async () => {
  const root = el('main', { lang: 'en' }, el('output', {}, '{{state.n}}'), component('./button.mjs'));
  const files = {
    'button.mjs': `export default () => ({ type: 'element', tag: 'button', props: { onClick: 'inc' }, children: [{ type: 'text', value: 'more' }] })`,
  };
  const { bundle, script } = await workshop.build(stateful(root, { n: 1 }, INC), files);
  const page = await lab.show(bundle);
  await page.click('button');
  assert.is(await page.text('output'), '2');
  assert.not.match(script, 'more');
  assert.equal(await page.complaints(), []);
});

test('a factory runs again when the state that it reads, or what it is given, changes', async () => {
  const root = el(
    'main',
    { lang: 'en' },
    el('button', { onClick: 'inc' }, '+'),
    el('p', {}, component('./reads.mjs')),
    el('i', {}, component('./given.mjs', { n: '{{state.n}}' }, { type: 'text', value: 'kid {{state.n}}' })),
    'after',
  );
  const files = {
    'reads.mjs': `export default (props, { state }) => 'reads ' + state.n`,
    'given.mjs': `export default ({ n }, context, children) => [String(n + 1), ...children]`,
  };
  const { bundle } = await workshop.build(stateful(root, { n: 1 }, INC), files);
  const page = await lab.show(bundle);
  assert.is(await page.text('main'), '+reads 12kid 1after');
  await page.click('button');
  assert.is(await page.text('main'), '+reads 23kid 2after');
  assert.equal(await page.complaints(), []);
});

test('nodes of a factory keep their elements, attributes, styles and events through a change', async () => {
  const files = {
    'panel.mjs': `export default (props, { state }) => ({ type: 'element', tag: 'section', props: { className: 's' + state.n, style: { width: state.n, color: 'red' } },
      children: [{ type: 'element', tag: 'button', props: { onClick: { type: 'inc', payload: { by: 2 } }, disabled: state.n > 4 }, children: [{ type: 'text', value: '{{no}} ' + state.n }] },
      ...(state.n > 3 ? [{ type: 'element', tag: 'em' }] : [])] })`,
  };
  const plan = stateful(el('main', { lang: 'en' }, component('./panel.mjs')), { n: 1 }, {
    inc: [
      { type: 'increment', path: 'n' },
      { type: 'set', path: 'last', value: { $from: 'event.payload.by' } },
    ],
  } as never);
  const { bundle } = await workshop.build(plan, files);
  const page = await lab.show(bundle);
  await page.page.evaluate('globalThis.first = document.querySelector("button")');
  for (let i = 0; i < 3; i++) await page.click('button');
  assert.is(await page.text('button'), '{{no}} 4');
  assert.is(await page.attr('section', 'class'), 's4');
  assert.is(await page.style('section', 'width'), '4px');
  assert.is(await page.style('section', 'color'), 'rgb(255, 0, 0)');
  assert.ok(
    await page.page.evaluate('globalThis.first === document.querySelector("button") && !!document.querySelector("em")'),
  );
  await page.click('button');
  assert.is(await page.prop('button', 'disabled'), true);
  assert.equal(await page.complaints(), []);
});

test('asynchronous factories show what was asked for last', async () => {
  const files = { 'late.mjs': `export default async (props, { state }) => { await null; return ['late ' + state.n] }` };
  const root = el('main', { lang: 'en' }, el('button', { onClick: 'inc' }, '+'), component('./late.mjs'));
  const { bundle, html } = await workshop.build(stateful(root, { n: 1 }, INC), files);
  assert.match(html, 'late 1');
  const page = await lab.show(bundle);
  await page.click('button');
  await page.click('button');
  assert.is(await page.text('main'), '+late 3');
});

test('a factory that throws leaves what was shown, and the rest of the page goes on', async () => {
  const files = {
    'fails.mjs': `export default (props, { state }) => { if (state.n > 1) throw new Error('no'); return 'good' }`,
  };
  const root = el('main', { lang: 'en' }, el('button', { onClick: 'inc' }, '{{state.n}}'), component('./fails.mjs'));
  const { bundle } = await workshop.build(stateful(root, { n: 1 }, INC), files);
  const page = await lab.show(bundle);
  await page.click('button');
  assert.is(await page.text('main'), '2good');
  assert.equal(await page.faults(), ['component-failed']);
});

test('C129: what a function is, its module says', async () => {
  const files = {
    'kinds.mjs': `import { h } from 'preact'; export const Card = ({ title }) => h('b', null, title);
      export const factory = Object.assign(() => ['from a factory'], { renderifyKind: 'factory' });`,
    'plain.mjs': `export const plain = () => ['plain'];`,
  };
  const root = el(
    'main',
    { lang: 'en' },
    component('./kinds.mjs', { title: 'vnode' }, undefined, 'Card'),
    ' ',
    component('./kinds.mjs', {}, undefined, 'factory'),
    ' ',
    component('./plain.mjs', {}, undefined, 'plain'),
  );
  const { html } = await workshop.build(planOf(root), files);
  assert.match(html, '<b>vnode</b><!----> from a factory plain');
});

test('C131: output is text, and its braces are not expanded', async () => {
  const text = await workshop.build(planOf(el('p', { lang: 'en' }, component('./text.mjs'))), {
    'text.mjs': `export default () => '{{state.secret}} <i>'`,
  });
  assert.match(text.html, '<p lang=en>{{state.secret}} &lt;i&gt;</p>');
  const place = workshop.folder(planOf(el('p', { lang: 'en' }, component('./bad.mjs'))), {
    'bad.mjs': `export default () => ({ type: 'element', tag: 'script' })`,
  });
  workshop.run(place, 'pin', 'plan.json');
  const { status, stderr } = workshop.run(place, 'build', 'plan.json');
  assert.is(status, 1);
  assert.match(stderr, 'no-blocked-tags');
});

test('C133: a missing export is an error, and `default` is no way out', async () => {
  const place = workshop.folder(planOf(el('p', { lang: 'en' }, component('./card.mjs', {}, undefined, 'Crad'))), {
    'card.mjs': 'export default () => "x"',
  });
  workshop.run(place, 'pin', 'plan.json');
  const { status, stderr } = workshop.run(place, 'build', 'plan.json');
  assert.is(status, 1);
  assert.match(stderr, 'component-export-missing');
});

test('C137: a Preact source with hooks is prerendered, adopted and works', async () => {
  const { bundle, html } = await workshop.build(
    source(
      'tsx',
      `
    import { useEffect, useState } from 'preact/hooks';
    export default function App() {
      const [n, set] = useState<number>(0);
      const [note, say] = useState('');
      useEffect(() => say('mounted'), []);
      return <main style={{ color: 'red' }}><button onClick={() => set(n + 1)}>Count: {n}</button><i>{note}</i></main>;
    }`,
    ),
    {},
    ['--profile', 'trusted'],
  );
  assert.match(html, '<button>Count: 0</button>');
  const page = await lab.show(bundle);
  assert.is(await page.style('main', 'color'), 'rgb(255, 0, 0)');
  await page.click('button');
  await page.click('button');
  assert.is(await page.text('main'), 'Count: 2mounted');
  assert.equal(await page.complaints(), []);
  assert.equal(await (await lab.show(bundle, 'file')).text('button'), 'Count: 0');
});

test('a Preact source may use context and classes, and its error leaves the page alone', async () => {
  const { bundle } = await workshop.build(
    source(
      'jsx',
      `
    import { Component, createContext } from 'preact';
    import { useContext } from 'preact/hooks';
    const Theme = createContext('light');
    const Name = () => <b>{useContext(Theme)}</b>;
    export default class App extends Component {
      state = { n: 0 };
      render() { if (this.state.n > 1) throw new Error('no'); return <Theme.Provider value="dark"><button onClick={() => this.setState({ n: this.state.n + 1 })}>{this.state.n}</button><Name /></Theme.Provider>; }
    }`,
    ),
    {},
    ['--profile', 'trusted'],
  );
  const page = await lab.show(bundle);
  await page.click('button');
  assert.is(await page.page.innerText('body'), '1dark');
  await page.click('button');
  assert.equal(await page.faults(), ['component-failed']);
});

test('C138: what cannot be prerendered shows the fallback, with a warning, until it runs', async () => {
  const { bundle, html, build } = await workshop.build(
    source(
      'jsx',
      `const width = document.body.clientWidth > 0; export default () => <p id="ready">{String(width)}</p>`,
    ),
    {},
    ['--profile', 'trusted'],
  );
  assert.match(build.stderr, 'prerender-skipped');
  assert.match(html, '<p lang=en>fallback</p>');
  const page = await lab.show(bundle);
  assert.is(await page.page.innerText('body'), 'true');
});

test('a source that fails in the page keeps its fallback, which works', async () => {
  const plan = {
    ...source('jsx', `document.title; export default () => { throw new Error('no') }`),
    state: { initial: { n: 1 }, transitions: INC },
    root: el('button', { onClick: 'inc', lang: 'en' }, 'fallback {{state.n}}'),
  };
  const { bundle } = await workshop.build(plan, {}, ['--profile', 'trusted']);
  const page = await lab.show(bundle);
  await page.click('button');
  assert.is(await page.text('button'), 'fallback 2');
  assert.ok((await page.faults()).includes('component-failed'));
});

test('a source of nodes runs again after each event', async () => {
  const plan = {
    ...source(
      'jsx',
      `export default ({ state, event }) => <><button onClick="inc">{state.n}</button><em>{event?.type ?? 'none'}</em></>`,
      'renderify',
    ),
    state: { initial: { n: 1 }, transitions: INC },
  };
  const { bundle, html } = await workshop.build(plan, {}, ['--profile', 'trusted']);
  assert.match(html, '<button>1</button><em>none</em>');
  const page = await lab.show(bundle);
  await page.click('button');
  assert.is(await page.page.innerText('body'), '2inc');
  assert.equal(await page.complaints(), []);
});

test('styles of modules stand in the page’s one sheet, in order, and JSON is data', async () => {
  const files = {
    'card.mjs': `import './card.css'; import data from './data.json'; export default () => ({ type: 'element', tag: 'p', props: { className: 'card' }, children: [{ type: 'text', value: data.text }] })`,
    'card.css': '.card { color: rgb(1, 2, 3) }',
    'data.json': { text: 'from json' },
  };
  const { bundle, html } = await workshop.build(planOf(el('main', { lang: 'en' }, component('./card.mjs'))), files);
  assert.match(html, 'from json');
  const page = await lab.show(bundle);
  assert.is(await page.style('p', 'color'), 'rgb(1, 2, 3)');
  assert.equal(await page.complaints(), []);
});

test('components in the output of a factory are those that the plan names, also among children', async () => {
  const files = {
    'list.mjs': `export default (props, { state }) => ['n ' + state.n, { type: 'component', module: './part.mjs', props: { n: state.n } }]`,
    'part.mjs': `export default ({ n }, { state }) => { if (n !== state.n) throw 1; return { type: 'element', tag: 'b', children: [{ type: 'text', value: 'part ' + n }] } }`,
    'wrap.mjs': `import { h } from 'preact'; export default ({ children }) => h('section', null, children); export const Badge = ({ n }) => h('i', null, 'badge ' + n);`,
  };
  const badge = component('./wrap.mjs', { n: '{{state.n}}' }, undefined, 'Badge');
  const root = el(
    'main',
    { lang: 'en' },
    el('button', { onClick: 'inc' }, '+'),
    component('./list.mjs'),
    component('./part.mjs', { n: 1 }),
    component('./wrap.mjs', {}, badge),
  );
  const { bundle, html } = await workshop.build(stateful(root, { n: 1 }, INC), files);
  assert.match(html, '<b>part 1</b>');
  const page = await lab.show(bundle);
  await page.click('button');
  await page.page.getByText('part 2').waitFor();
  assert.is(await page.text('i'), 'badge 2');
});

test('links and functions in the output of a factory', async () => {
  const files = {
    'links.mjs': `export default (props, { state }) => [{ type: 'element', tag: 'a', props: { href: '#here', target: '_blank', rel: 'opener nofollow' } },
      { type: 'element', tag: 'q', props: { target: state.n > 1 ? '_top' : '_self' } },
      { type: 'element', tag: 'p', props: state.n > 1 ? { onClick: () => {} } : {}, children: [{ type: 'text', value: 'p ' + state.n }] }]`,
  };
  const root = el('main', { lang: 'en' }, el('button', { onClick: 'inc' }, '+'), component('./links.mjs'));
  const { bundle } = await workshop.build(stateful(root, { n: 1 }, INC), files);
  const page = await lab.show(bundle);
  await page.click('button');
  await page.page.getByText('p 2').waitFor();
  assert.is((await page.attr('a', 'rel'))?.trim(), 'nofollow');
  assert.is(await page.attr('q', 'target'), '_self');
  assert.equal(await page.faults(), ['attribute-value', 'binding-shape']);
});

test('a style sheet of the plan’s own that fetches is refused where it does', async () => {
  const files = {
    'card.mjs': `import './card.css'; export default () => 'card'`,
    'card.css': '.a { scroll-behavior: smooth }\n.b { background: url(https://img.example/a.png) }\n',
  };
  const { status, stderr } = await workshop
    .build(planOf(el('main', { lang: 'en' }, component('./card.mjs'))), files)
    .then(
      () => ({ status: 0, stderr: '' }),
      (error: Error) => ({ status: 1, stderr: error.message }),
    );
  assert.is(status, 1);
  assert.match(stderr, 'no-unsafe-css');
  assert.match(stderr, 'card.css:2:18');
});

test('C150: an endless loop is stopped, and the page stays usable', async () => {
  const plan = {
    ...source(
      'jsx',
      `export default ({ state }) => { if (state.n > 1) for (;;) { try { state.n } catch {} } return <button onClick="inc">{state.n}</button> }`,
      'renderify',
    ),
    state: { initial: { n: 1 }, transitions: INC },
    capabilities: { maxExecutionMs: 200 },
  };
  const { bundle } = await workshop.build(plan, {}, ['--profile', 'trusted']);
  const page = await lab.show(bundle);
  await page.click('button');
  await page.click('button');
  assert.equal(await page.faults(), ['max-execution-ms']);
  assert.is(await page.text('button'), '1');
});

test('C135: code that looks for the build machine finds none, and leaves no trace', async () => {
  const code = `const g = ['process', 'require', 'Deno', 'fetch', 'XMLHttpRequest', 'WebAssembly', 'setTimeout'].map((name) => typeof self[name]);
    export default () => <p>{g.join() + ' ' + new Date().toISOString() + ' ' + Math.random()}</p>`;
  const plan = source('jsx', code, 'renderify');
  const [one, two] = [
    await workshop.build(plan, {}, ['--profile', 'relaxed']),
    await workshop.build(plan, {}, ['--profile', 'relaxed']),
  ];
  assert.match(one.html, `${Array(7).fill('undefined').join()} 2000-01-01T00:00:00.000Z`);
  assert.is(one.html, two.html);
});

test('a mounted module has islands too, and ends them when it is unmounted', async () => {
  const root = el(
    'main',
    { lang: 'en' },
    el('button', { onClick: 'inc' }, '{{state.n}}'),
    component('./clock.jsx', { n: '{{state.n}}' }),
  );
  const files = {
    'clock.jsx': `import { useLayoutEffect } from 'preact/hooks'; export default ({ n }) => { useLayoutEffect(() => () => document.body.setAttribute('data-ended', n), [n]); return <i>{n}</i> }`,
  };
  const { bundle } = await workshop.build(stateful(root, { n: 1 }, INC), files, ['--target', 'module']);
  const page = await lab.show({
    ...bundle,
    entry: 'host.html',
    files: [...bundle.files, { path: 'host.html', text: HOST }],
  });
  await page.page.waitForSelector('button');
  await page.click('button');
  assert.is(await page.text('i'), '2');
  await page.page.evaluate('globalThis.mounted.unmount()');
  assert.is(await page.attr('body', 'data-ended'), '2');
  assert.is(await page.text('#place'), '');
});

test.run();

const HOST = `<!doctype html><meta charset=utf-8><body><div id=place></div><script type=module>import { mount } from './plan.js'; globalThis.mounted = mount(document.querySelector('#place'))</script>`;

function component(module: string, props: JsonObject = {}, child?: PlanNode, exportName?: string): PlanNode {
  return { type: 'component', module, props, ...(child && { children: [child] }), ...(exportName && { exportName }) };
}

function source(language: string, code: string, runtime = 'preact'): object {
  return planOf(el('p', { lang: 'en' }, 'fallback'), { source: { language, runtime, code } } as never);
}
