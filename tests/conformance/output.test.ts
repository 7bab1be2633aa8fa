import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { JsonObject, PlanNode } from '../../src/plan/types.ts';
import { build, bundleOf, htmlOf, names, scriptOf } from '../helpers/door.ts';
import { createLab } from '../helpers/lab.ts';
import { el, planOf, stateful } from '../helpers/plan.ts';

const test = suite('conformance: output');
const lab = createLab();
test.after(lab.close);

const label = { 'aria-label': 'f' };
const set = (path: string) => [{ type: 'set', path, value: { $from: 'event.payload.v' } }];
const counter = stateful(
  el('main', { lang: 'en' }, el('h1', {}, 'Count {{n}}'), el('button', { id: 'b', onClick: 'go' }, '+')),
  { n: 0 },
  { go: [{ type: 'increment', path: 'n' }] },
);

test('C161: a plan that cannot change ships no script', async () => {
  const still: PlanNode[] = [
    el('main', {}, 'text'),
    el('p', { style: { color: 'red' } }, '{{n}}'),
    el('details', { open: true }, el('summary', {}, 's'), 'x'),
    el('input', { ...label, value: '{{n}}' }),
  ];
  for (const root of still) {
    for (const target of ['site', 'single-file']) {
      const bundle = await bundleOf(stateful(root, { n: 1 }, { unreachable: [{ type: 'increment', path: 'n' }] }), {
        target,
      });
      assert.not.match(htmlOf(bundle), /<script/);
      assert.is(scriptOf(bundle).trim(), '');
    }
  }
});

test('C162: the CSP has no unsafe keyword and no wildcard', async () => {
  for (const profile of ['strict', 'relaxed'])
    for (const plan of [counter, planOf(el('p', { style: 'color:red' }, 'x'))]) {
      const bundle = await bundleOf(plan, { profile });
      const inPage = /http-equiv=["']?Content-Security-Policy["']? content="([^"]*)"/i.exec(htmlOf(bundle))?.[1] ?? '';
      for (const policy of [bundle.csp, inPage]) {
        assert.match(policy, /default-src 'none'/);
        assert.match(policy, /base-uri 'none'/);
        assert.match(policy, /form-action 'none'/);
        assert.not.match(policy, /unsafe-inline|unsafe-eval|\*/);
      }
    }
});

test('C163: script endings in state do not end the script', async () => {
  const s = '</script><script>globalThis.broken = 1</script><!--<script>\u2028\u2029]]>';
  const plan = stateful(
    el('main', {}, el('p', { id: 'p' }, '{{s}}{{t}}'), el('button', { id: 'b', onClick: 'go' }, 'x')),
    { s, t: '' },
    { go: [{ type: 'set', path: 't', value: s }] },
  );
  for (const target of ['site', 'single-file']) {
    const page = await lab.open(plan, { target });
    await page.click('#b');
    assert.is(await page.text('#p'), s + s);
    assert.is(await page.page.evaluate('globalThis.broken'), undefined);
    assert.equal(await page.complaints(), []);
  }
});

test('C164: the prompt of a plan stays private', async () => {
  const bundle = await bundleOf({
    ...counter,
    metadata: { sourcePrompt: 'top secret prompt', sourceModel: 'hidden-model' },
  });
  assert.not.match(JSON.stringify(bundle), /top secret prompt/);
  assert.not.match(htmlOf(bundle), /hidden-model/);
  const asked = await bundleOf(
    { ...counter, metadata: { sourcePrompt: 'top secret prompt' } },
    { includePrompt: true },
  );
  assert.match(JSON.stringify(asked.manifest), /top secret prompt/);
});

test('C165: the same input gives the same bytes', async () => {
  const zone = process.env.TZ;
  const first = await bundleOf(counter);
  process.env.TZ = 'Pacific/Kiritimati';
  const second = await bundleOf(counter);
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
  assert.equal(second, first);
});

test('C166: a failed event leaves event as it was and stands in the log', async () => {
  const root = el('main', {}, el('p', { id: 'p' }, '{{event.type}}'));
  const plan = stateful(
    root,
    { s: 'x', n: 0 },
    {
      good: [{ type: 'increment', path: 'n' }],
      bad: [{ type: 'increment', path: 's' }],
      fix: [{ type: 'set', path: 's', value: 1 }],
    },
  );
  const page = await lab.open(plan);
  await page.dispatch('good');
  await page.dispatch('bad');
  assert.is(await page.text('#p'), 'good');
  assert.is(((await page.call('snapshot')) as JsonObject).seq, 1);
  const types = JSON.stringify(await page.reports());
  assert.match(types, /"good"/);
  assert.match(types, /"bad"/);
});

test('C167: a native reset leaves bound controls showing state', async () => {
  const form = el(
    'form',
    { id: 'f' },
    el('input', { id: 'v', ...label, value: '{{v}}' }),
    el('input', { id: 'c', type: 'checkbox', ...label, checked: '{{c}}' }),
    el('button', { id: 'r', type: 'reset' }, 'reset'),
  );
  const page = await lab.open(
    stateful(el('main', {}, form), { v: 'one', c: false }, { go: [...set('v'), { type: 'toggle', path: 'c' }] }),
  );
  await page.dispatch('go', { v: 'two' });
  await page.page.fill('#v', 'typed');
  await page.click('#r');
  await page.page.waitForTimeout(20);
  assert.is(await page.prop('#v', 'value'), 'two');
  assert.is(await page.prop('#c', 'checked'), true);
});

test('C168: a select whose value equals no option shows none', async () => {
  const select = el('select', { id: 's', ...label, value: '{{v}}' }, el('option', {}, 'a'), el('option', {}, 'b'));
  const page = await lab.open(stateful(el('main', {}, select), { v: 'nowhere' }, { go: set('v') }));
  assert.is(await page.prop('#s', 'selectedIndex'), -1);
  await page.dispatch('go', { v: 'b' });
  assert.is(await page.prop('#s', 'selectedIndex'), 1);
  await page.dispatch('go', { v: 'c' });
  assert.is(await page.prop('#s', 'selectedIndex'), -1);
  const still = await build(planOf(el('select', { ...label, value: 'nowhere' }, el('option', {}, 'a'))));
  assert.is.not(scriptOf(still.bundle!).trim(), '');
});

test('C170: an invalid CSS value from state removes the declaration', async () => {
  const plan = (style: JsonObject[string]) =>
    stateful(el('p', { id: 'p', style }, 'x'), { c: 'rgb(1, 2, 3)' }, { go: set('c') });
  for (const style of ['color: {{c}}', { color: '{{c}}' }]) {
    for (const v of ['no-such-colour', 'url(https://evil.example/)', 'red; margin: 9px', 'red !important', null]) {
      const page = await lab.open(plan(style));
      assert.is(await page.style('#p', 'color'), 'rgb(1, 2, 3)');
      await page.dispatch('go', { v });
      assert.is(await page.style('#p', 'color'), 'rgb(0, 0, 0)', String(v));
      await page.dispatch('go', { v: 'rgb(4, 5, 6)' });
      assert.is(await page.style('#p', 'color'), 'rgb(4, 5, 6)');
      assert.equal(
        (await page.complaints()).filter((item) => !item.startsWith('console')),
        [],
      );
    }
  }
});

test('C171: the order of declarations decides', async () => {
  const plan = (style: JsonObject) => stateful(el('p', { id: 'p', style }, 'x'), { m: 9 }, { go: set('m') });
  const late = await lab.open(plan({ marginTop: '{{m}}', margin: '3px' }));
  assert.is(await late.style('#p', 'margin-top'), '3px');
  await late.dispatch('go', { v: 20 });
  assert.is(await late.style('#p', 'margin-top'), '3px');
  const early = await lab.open(plan({ margin: '3px', marginTop: '{{m}}' }));
  assert.is(await early.style('#p', 'margin-top'), '9px');
  await early.dispatch('go', { v: 20 });
  assert.is(await early.style('#p', 'margin-top'), '20px');
  assert.is(await early.style('#p', 'margin-left'), '3px');
});

test('a bundle from disk behaves like one from a server', async () => {
  for (const how of ['http', 'file'] as const) {
    const page = await lab.open(counter, { target: 'single-file' }, how);
    await page.click('#b');
    assert.is(await page.text('h1'), 'Count 1');
    assert.equal(await page.complaints(), []);
  }
});

test('title and language come from the plan', async () => {
  const page = await lab.open(counter);
  assert.is(await page.page.title(), 'Count 0');
  assert.is(await page.attr('html', 'lang'), 'en');
  const bare = await lab.open(planOf(el('p', {}, 'x')));
  assert.is(await bare.page.title(), 'test');
  assert.is(await bare.attr('html', 'lang'), null);
  assert.ok(
    names((await build(planOf(el('p', {}, 'x')))).diagnostics, 'warning').some((name) => name.startsWith('a11y-')),
  );
  const given = await lab.open(counter, { title: 'Given', lang: 'fr' });
  assert.is(await given.page.title(), 'Given');
  assert.is(await given.attr('html', 'lang'), 'fr');
});

test.run();
