import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createCompiler } from '../../src/compiler/create-compiler.ts';
import { localHost } from '../helpers/module-host.ts';
import { el, planOf } from '../helpers/plan.ts';

const test = suite('a compiler that stays');

const card = (text: string) => ({
  name: 'card.json',
  text: JSON.stringify(planOf(el('main', { lang: 'en' }, text))),
});

test('the same plan gives the same object, also while it is under way', async () => {
  const compiler = createCompiler({ profile: 'strict' });
  const [one, two] = await Promise.all([compiler.compile(card('a')), compiler.compile(card('a'))]);
  assert.ok(one.bundle);
  assert.is(one, two);
  assert.is(compiler.check(card('a')), compiler.check(card('a')));
});

test('another text, option, policy or name gives another result', async () => {
  const compiler = createCompiler();
  const first = await compiler.compile(card('a'));
  assert.is.not(await compiler.compile(card('b')), first);
  assert.is.not(await compiler.compile(card('a'), { target: 'single-file' }), first);
  assert.is.not(await compiler.compile({ ...card('a'), name: 'other.json' }), first);
  const policy = { name: 'p.json', text: '{"format":"renderify-policy/v1","extends":"strict"}' };
  assert.is.not(await compiler.compile(card('a'), { policy }), first);
  assert.is(await compiler.compile(card('a')), first);
  const bytes = new TextEncoder().encode(card('a').text);
  assert.ok((await compiler.compile({ name: 'card.json', text: bytes })).bundle);
});

test('what is kept is bounded, and can be forgotten', async () => {
  const compiler = createCompiler({ keep: 2 });
  const first = await compiler.compile(card('a'));
  await compiler.compile(card('b'));
  assert.is(await compiler.compile(card('a')), first);
  await compiler.compile(card('c'));
  assert.is(await compiler.compile(card('a')), first);
  await compiler.compile(card('b'));
  await compiler.compile(card('c'));
  const again = await compiler.compile(card('a'));
  assert.is.not(again, first);
  compiler.forget('card.json');
  assert.is.not(await compiler.compile(card('a')), again);
});

test('plans with modules are compiled each time, and say what they read', async () => {
  const folder = 'fixtures/diagnostics/RF5502-component-export-kind';
  const compiler = createCompiler({ host: localHost(folder) });
  const plan = {
    name: 'plan.json',
    text: JSON.stringify(planOf(el('main', { lang: 'en' }, { type: 'component', module: './card.mjs' }))),
  };
  const first = await compiler.compile(plan);
  assert.equal(compiler.dependencies(plan.name), ['./card.mjs']);
  assert.is.not(await compiler.compile(plan), first);
});

test('stages are given only to those who ask', async () => {
  const compiler = createCompiler();
  assert.is((await compiler.compile(card('a'))).stages, undefined);
  assert.ok((await compiler.compile(card('a'), { stages: true })).stages?.emitted);
});

test('after dispose nothing is compiled', async () => {
  const compiler = createCompiler();
  compiler.dispose();
  assert.throws(
    () => compiler.check(card('a')),
    (error: Error) => error.name === 'AbortError',
  );
  const failure = await compiler.compile(card('a')).catch((error: Error) => error);
  assert.is((failure as Error).name, 'AbortError');
});

test.run();
