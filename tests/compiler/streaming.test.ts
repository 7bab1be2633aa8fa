import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dashboardPlan } from '../../bench/pages.ts';
import type { Bundle } from '../../src/compiler/stages.ts';
import { createPlanStream, type PlanStream } from '../../src/compiler/streaming/plan-stream.ts';
import { PrefixReader } from '../../src/compiler/streaming/prefix-reader.ts';
import { build } from '../helpers/door.ts';
import { el, planOf } from '../helpers/plan.ts';

const test = suite('plans that arrive in pieces');

const COUNTER = readFileSync('templates/counter/plan.json', 'utf8');

function closed(text: string): unknown {
  const reader = new PrefixReader();
  reader.push(text);
  return reader.broken ? 'broken' : reader.document();
}

for (const [text, document] of [
  ['', undefined],
  ['{', {}],
  ['{"a', {}],
  ['{"a"', {}],
  ['{"a":', {}],
  ['{"a":1', {}],
  ['{"a":1,', { a: 1 }],
  ['{"a":tru', {}],
  ['{"a":true}', { a: true }],
  ['{"a":"x', { a: 'x' }],
  ['{"a":"x\\', { a: 'x' }],
  ['{"a":"x\\\\', { a: 'x\\' }],
  ['{"a":"x\\u00e', { a: 'x' }],
  ['{"a":"x\\u00e9', { a: 'xé' }],
  ['{"a":"\\ud83d', { a: '' }],
  ['{"a":"\\ud83d\\ude00', { a: '😀' }],
  ['{"a":["x', { a: ['x'] }],
  ['{"a":["x","', { a: ['x', ''] }],
  ['{"a":["x",{"b":[1,2', { a: ['x', { b: [1] }] }],
  ['{"a":{}}', { a: {} }],
  ['[1,]', 'broken'],
  ['{"a" 1', 'broken'],
  ['{"a":01,', 'broken'],
  ['{"a":"\n', 'broken'],
  ['{}}', 'broken'],
  ['[}', 'broken'],
  ['nothing', 'broken'],
] as const)
  test(`${JSON.stringify(text)} stands for ${JSON.stringify(document)}`, () => {
    if (document === 'broken' && text === '{"a":"\n') assert.is(closed(`${text}"`), 'broken');
    else if (document === 'broken') assert.is(closed(`${text} `), 'broken');
    else assert.equal(closed(text), document);
  });

test('every cut of a text gives the same document as the whole, one character at a time', () => {
  const reader = new PrefixReader();
  for (const char of COUNTER) {
    reader.push(char);
    reader.document();
    assert.not.ok(reader.broken);
  }
  assert.equal(reader.document(), JSON.parse(COUNTER));
});

test('a name of a prototype is a member like any other', () => {
  const document = closed('{"__proto__":{"polluted":1},"x":{"constructor":2}}');
  assert.is(JSON.stringify(document), '{"__proto__":{"polluted":1},"x":{"constructor":2}}');
  assert.is(({} as { polluted?: number }).polluted, undefined);
});

test('C150: every prefix of a plan can be shown, and the last one is the build', async () => {
  const stream = createPlanStream({ name: 'plan.json' });
  let last = '';
  let shown = 0;
  for (const char of COUNTER) {
    stream.push(char);
    const preview = await stream.preview({ force: true });
    if (!preview) continue;
    shown++;
    last = bodyOf(preview.bundle);
  }
  assert.ok(shown > COUNTER.length / 2, `${shown} of ${COUNTER.length}`);
  const { bundle } = await stream.end();
  assert.is(last, bodyOf(bundle));
});

test('a plan of 48 kB in 2,400 pieces shows at least 20 previews, and costs a bounded number of builds', async () => {
  const text = JSON.stringify(dashboardPlan(), null, 2).padEnd(48_000, ' ');
  const stream = createPlanStream({ profile: 'relaxed' });
  let previews = 0;
  const nodes: number[] = [];
  for (let at = 0; at < text.length; at += 20) {
    stream.push(text.slice(at, at + 20));
    const preview = await stream.preview();
    if (!preview) continue;
    previews++;
    nodes.push(preview.bundle.files[0]?.text.length ?? 0);
  }
  assert.ok(previews >= 20 && previews <= 180, `${previews}`);
  assert.ok(new Set(nodes).size > 15);
});

test('what is not finished waits: handlers, styles, components; text is shown as far as it goes', async () => {
  const stream = createPlanStream({ profile: 'relaxed' });
  stream.push(
    '{"specVersion":"runtime-plan/v1","id":"s","version":1,"root":{"type":"element","tag":"main","props":{"lang":"en"},"children":[',
  );
  stream.push(
    '{"type":"component","module":"./a.mjs"},{"type":"element","tag":"button","props":{"onClick":{"type":"go","payl',
  );
  assert.match(await shownNow(stream), '<span class=rf-pending aria-busy=true></span><button></button>');
  stream.push('oad":{}},"style":"color:r');
  assert.match(
    await shownNow(stream),
    /<span class=rf-pending aria-busy=true><\/span><span class=rf-pending aria-busy=true>/,
  );
  stream.push('ed"},"children":[{"type":"text","value":"Hello {{state.na');
  const html = await shownNow(stream);
  assert.match(html, /Hello <\/button>/);
  assert.not.match(html, 'state.na');
});

test('C155: what a build would refuse is never in a preview', async () => {
  const bad = planOf(
    el(
      'main',
      { lang: 'en' },
      el('h1', {}, 'good'),
      el('iframe', { src: 'https://evil.example/' }),
      el('a', { href: 'javascript:alert(1)' }, 'bad'),
      el('p', {}, 'also good'),
    ),
  );
  const stream = createPlanStream();
  for (const char of JSON.stringify(bad)) {
    stream.push(char);
    const html = (await stream.preview({ force: true }))?.bundle.files[0]?.text ?? '';
    assert.not.match(html, /iframe|javascript:|evil/);
  }
  assert.match(await shownAgain(stream), /good.*also good/);
  assert.is((await stream.end()).bundle, undefined);
});

test('nodes that wait in a table or a list are left out, so that the rest stays where it is', async () => {
  const stream = createPlanStream();
  stream.push(
    '{"root":{"type":"element","tag":"main","props":{"lang":"en"},"children":[{"type":"element","tag":"table","children":[{"type":"element","tag":"tbody","children":[{"type":"element","ta',
  );
  assert.match(await shownNow(stream), '<table><tbody></tbody></table>');
});

test('text that is no JSON shows nothing new, and the end says why', async () => {
  const stream = createPlanStream();
  stream.push('{"root" nonsense');
  assert.is(await stream.preview({ force: true }), undefined);
  const { bundle, diagnostics } = await stream.end();
  assert.is(bundle, undefined);
  assert.is(diagnostics[0]?.severity, 'error');
});

test('C151: lines of a patch build a plan, and the final one is the whole', async () => {
  const plan = JSON.parse(COUNTER) as Record<string, unknown>;
  const stream = createPlanStream({ format: 'patch' });
  const lines = Object.entries(plan).map(([key, value]) => JSON.stringify({ op: 'add', path: `/${key}`, value }));
  for (const line of lines) {
    stream.push(`${line}\n`);
    assert.ok(await stream.preview({ force: true }), line);
  }
  const { bundle } = await stream.end();
  const { bundle: whole } = await build(plan as never);
  assert.is(bodyOf(bundle), bodyOf(whole));
});

test('C157: a line that cannot be applied is named; one brace too many is not', async () => {
  const stream = createPlanStream({ format: 'patch' });
  stream.push(
    `{"op":"add","path":"/root","value":{"type":"element","tag":"main","props":{"lang":"en"},"children":[]}}}\n`,
  );
  stream.push(
    `{"op":"add","path":"/root/children/-","value":{"type":"text","value":"one"}}\n{"op":"remove","path":"/root/children/7"}\nnonsense\n`,
  );
  stream.push(`{"op":"replace","path":"/root/children/0/value","value":"two"}`);
  const { bundle, diagnostics } = await stream.end();
  assert.is(bundle, undefined);
  const skipped = diagnostics.filter(({ name }) => name === 'patch-skipped').map(({ message }) => message);
  assert.is(skipped.length, 2);
  assert.match(skipped[0] ?? '', /^Line 3 .*`7` is no place in an array of 1/);
  assert.match(skipped[1] ?? '', /^Line 4 /);
});

for (const [operation, after] of [
  ['{"op":"copy","from":"/a","path":"/b/c"}', { a: [1, 2], b: { c: [1, 2] } }],
  ['{"op":"move","from":"/a/0","path":"/a/1"}', { a: [2, 1] }],
  ['{"op":"test","path":"/a","value":[1,2]}', { a: [1, 2] }],
  ['{"op":"replace","path":"/a/0","value":{"x":1}}', { a: [{ x: 1 }, 2] }],
  ['{"op":"remove","path":"/a"}', {}],
  ['{"op":"add","path":"/a/2","value":3}', { a: [1, 2, 3] }],
  ['{"op":"test","path":"/a","value":[2]}', undefined],
  ['{"op":"add","path":"/__proto__/x","value":3}', undefined],
  ['{"op":"move","from":"/a","path":"/a/0"}', undefined],
] as const)
  test(`patch ${operation}`, async () => {
    const { applyOperation } = await import('../../src/compiler/streaming/json-patch.ts');
    const apply = () => applyOperation({ a: [1, 2] }, JSON.parse(operation));
    if (after) assert.equal(apply(), after);
    else assert.throws(apply);
  });

test.run();

async function shownNow(stream: PlanStream): Promise<string> {
  return (await stream.preview({ force: true }))?.bundle.files[0]?.text ?? '';
}

/** One more character that changes nothing. */
async function shownAgain(stream: PlanStream): Promise<string> {
  stream.push(' ');
  return shownNow(stream);
}

function bodyOf(bundle: Bundle | undefined): string {
  return bundle?.files[0]?.text.replace(/<title>.*?<\/title>/, '') ?? '';
}
