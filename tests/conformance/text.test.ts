import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { build, findings, htmlOf, names } from '../helpers/door.ts';
import { expectFinding, expectGood } from '../helpers/expect-finding.ts';
import { createLab } from '../helpers/lab.ts';
import { el, planOf, stateful } from '../helpers/plan.ts';

const test = suite('conformance: text and templates');
const lab = createLab();
test.after(lab.close);

const shows = async (value: string, initial = {}) => {
  const page = await lab.open(stateful(el('p', { id: 'p' }, value), initial));
  return page.text('#p');
};
const textPlan = (value: string, initial = {}) => stateful(el('p', {}, value), initial);
const POINTER = '/root/children/0/value';

test('C028: markup in text is shown as characters', async () => {
  const page = await lab.open(planOf(el('p', { id: 'p' }, '<script>x</script><b>')));
  assert.is(await page.text('#p'), '<script>x</script><b>');
  assert.is(await page.prop('#p', 'childElementCount'), 0);
});

test('C029: character references in plan text are not decoded', async () => {
  assert.is(await shows('&amp;nbsp; &lt; &#60;'), '&amp;nbsp; &lt; &#60;');
});

test('C030: U+0000 shows as U+FFFD at first paint and after an update', async () => {
  const set = [{ type: 'set', path: 's', value: 'b\0b' }];
  const page = await lab.open(stateful(el('p', { id: 'p', title: 'x{{s}}' }, '{{s}}'), { s: 'a\0a' }, { go: set }));
  assert.is(await page.text('#p'), 'a\uFFFDa');
  assert.is(await page.attr('#p', 'title'), 'xa\uFFFDa');
  await page.dispatch('go');
  assert.is(await page.text('#p'), 'b\uFFFDb');
  assert.is(await page.attr('#p', 'title'), 'xb\uFFFDb');
});

test('C031: a carriage return survives parsing', async () => {
  assert.is(await shows('a\rb\r\nc'), 'a\rb\r\nc');
  const page = await lab.open(planOf(el('main', {}, el('pre', { id: 'pre', title: 'x\ry' }, '\n\nlead'))));
  assert.is(await page.text('#pre'), '\n\nlead');
  assert.is(await page.attr('#pre', 'title'), 'x\ry');
});

test('C032: the root state may be left out', async () => {
  assert.is(await shows('{{ state.a.b }}|{{a.b}}', { a: { b: 7 } }), '7|7');
});

test('C033: a missing path shows nothing', async () => {
  assert.is(await shows('[{{nope}}]'), '[]');
});

test('C034: a template that gives false leaves the attribute off', async () => {
  const html = htmlOf(
    (
      await build(
        stateful(el('input', { type: 'checkbox', 'aria-label': 'x', checked: '{{state.on}}' }), { on: false }),
      )
    ).bundle!,
  );
  assert.not.match(html, /\schecked/);
});

test('C035: a missing boolean leaves the attribute off', async () => {
  const html = htmlOf((await build(planOf(el('p', { hidden: '{{state.nope}}' }, 'x')))).bundle!);
  assert.not.match(html, /<p[^>]*hidden/);
});

test('C036: payload templates keep JSON types', async () => {
  const payload = { n: '{{n}}', b: '{{b}}', a: '{{a}}', o: '{{o}}', mixed: '{{n}}!' };
  const initial = { n: 1.5, b: false, a: [1, { x: null }], o: { k: 'v' }, got: null };
  const page = await lab.open(
    stateful(el('button', { id: 'b', onClick: { type: 'go', payload } }, 'x'), initial, {
      go: [{ type: 'set', path: 'got', value: { $from: 'event.payload' } }],
    }),
  );
  await page.click('#b');
  assert.equal((await page.state()).got, { n: 1.5, b: false, a: [1, { x: null }], o: { k: 'v' }, mixed: '1.5!' });
});

test('C037: a missing payload template gives null', async () => {
  const binding = { type: 'go', payload: { x: '{{nope}}', deep: ['{{nope.y}}'] } };
  const page = await lab.open(
    stateful(
      el('button', { id: 'b', onClick: binding }, 'x'),
      { got: 1 },
      { go: [{ type: 'set', path: 'got', value: { $from: 'event.payload' } }] },
    ),
  );
  await page.click('#b');
  assert.equal((await page.state()).got, { x: null, deep: [null] });
});

test('C038: an object shows as compact JSON, cut at 4,096 units', async () => {
  assert.is(await shows('{{o}}', { o: { a: [1, 'x', null] } }), '{"a":[1,"x",null]}');
  const long = { o: ['x'.repeat(5000)] };
  assert.is(await shows('{{o}}', long), `${JSON.stringify(long.o).slice(0, 4096)}…`);
  const pair = { o: [`${'x'.repeat(4093)}😀😀`] };
  assert.is(await shows('{{o}}', pair), `${JSON.stringify(pair.o).slice(0, 4095)}…`);
  assert.is(await shows('{{o}}', { o: ['x'.repeat(4092)] }), JSON.stringify(['x'.repeat(4092)]));
});

test('C039: a backslash escapes braces and itself before them', async () => {
  assert.is(await shows('\\{{x}}', { x: 1 }), '{{x}}');
  assert.is(await shows('\\\\{{x}}', { x: 1 }), '\\1');
  assert.is(await shows('\\\\\\{{x}}', { x: 1 }), '\\{{x}}');
  assert.is(await shows('a\\b \\n', { x: 1 }), 'a\\b \\n');
});

test('C040: an expression is refused with its offset', () => {
  const finding = expectFinding(textPlan('ab {{ state.n + 1 }}'), 'template-malformed', { pointer: POINTER });
  assert.match(finding.message, /\b3\b/);
});

test('C041: what looks like handlebars is refused', () => {
  for (const bad of [
    '{{{state.x}}}',
    '{{}}',
    '{{state.}}',
    '{{state.x|f}}',
    '{{ }}',
    '{{#if x}}',
    '{{f(x)}}',
    "{{a['b']}}",
    '{{a..b}}',
    '{{a b}}',
    '{{01}}',
    '{{-a}}',
  ])
    expectFinding(textPlan(bad, { x: 1 }), 'template-malformed', { pointer: POINTER });
});

test('C042: a template without end is refused', () => {
  for (const bad of ['{{', 'x {{ state.a', '{{state.a}', '{{a}} {{'])
    expectFinding(textPlan(bad), 'template-malformed');
});

test('C043: single braces and a lone end are text', async () => {
  assert.is(await shows('a }} { b } }{'), 'a }} { b } }{');
});

test('C044: a JavaScript template is refused only when it names a root', async () => {
  for (const bad of ['${state.n}', 'x ${event.type}', '${vars}', '${context.a}'])
    expectFinding(textPlan(bad), 'template-dollar');
  assert.is(await shows('${HOME} ${{state.n}} ${statement}', { n: 4 }), '${HOME} $4 ${statement}');
});

test('C045: reserved segments are refused in templates', () => {
  for (const bad of ['{{state.__proto__.x}}', '{{a.prototype}}', '{{constructor}}', '{{event.payload.constructor}}'])
    expectFinding(textPlan(bad), 'no-unsafe-paths', { pointer: POINTER });
});

test('C046: inherited names read as missing', async () => {
  assert.is(await shows('[{{state.toString}}{{state.s.length}}{{hasOwnProperty.name}}]', { s: 'abc' }), '[]');
});

test('C047: length belongs to arrays only', async () => {
  assert.is(
    await shows('{{state.items.length}}/{{s.length}}/{{o.length}}', { items: [1, 2, 3], s: 'abc', o: {} }),
    '3//',
  );
});

test('C048: braces followed by a million spaces cost one pass', () => {
  expectFinding(textPlan(`{{${' '.repeat(1_000_000)}`), 'template-malformed');
  expectFinding(textPlan('{'.repeat(1_000_000)), 'template-malformed');
});

test('C049: text from state is never expanded', async () => {
  const set = [{ type: 'set', path: 's', value: { $from: 'event.payload.s' } }];
  const page = await lab.open(stateful(el('p', { id: 'p' }, '{{s}}'), { s: '', x: 'secret' }, { go: set }));
  await page.dispatch('go', { s: '{{state.x}}' });
  assert.is(await page.text('#p'), '{{state.x}}');
  assert.is(
    (await build(textPlan('{{s}}', { s: '{{ not a template' }))).diagnostics.some((item) => item.severity === 'error'),
    false,
  );
});

test('C050: a template in data is refused', () => {
  expectFinding(textPlan('x', { a: { b: 'v {{state.x}}' } }), 'template-in-data', { pointer: '/state/initial/a/b' });
  const plan = stateful(
    el('button', { onClick: 'go' }, 'x'),
    { a: 1 },
    { go: [{ type: 'set', path: 'a', value: ['{{n}}'] }] },
  );
  expectFinding(plan, 'template-in-data', { pointer: '/state/transitions/go/0/value/0' });
});

test('C051: a path that nothing supplies warns', () => {
  expectFinding(textPlan('{{state.nope}}', { yes: 1 }), 'template-path-unknown', { severity: 'warning' });
  expectGood(textPlan('{{state.yes}}', { yes: 1 }), {}, 'template-path-unknown');
  const created = stateful(
    el('button', { onClick: 'go' }, '{{made.x}}'),
    {},
    { go: [{ type: 'set', path: 'made.x', value: 1 }] },
  );
  expectGood(created, {}, 'template-path-unknown');
});

test('C052: context and vars of the build are in the page', async () => {
  const plan = planOf(el('p', { title: '{{vars.t}}' }, '{{context.user.name}}'));
  const html = htmlOf((await build(plan, { context: { user: { name: 'Léa & co' } }, vars: { t: '"q"' } })).bundle!);
  assert.match(html, /Léa &amp; co/);
  assert.match(html, /&quot;q&quot;|&#34;q&#34;/);
});

test('C053: inputs given at mount override those of the build key by key', async () => {
  const plan = planOf(el('p', { id: 'p' }, '{{context.a}}-{{context.b}}-{{vars.c}}'));
  const built = { context: { a: 'A', b: 'B' }, vars: { c: 'C' } };
  const page = await lab.mount(plan, { context: { b: '<i>' }, vars: {} }, built);
  assert.is(await page.text('#p'), 'A-<i>-C');
});

test('a plan without templates has no template findings', () => {
  assert.equal(names(findings(textPlan('plain'))), []);
});

test.run();
