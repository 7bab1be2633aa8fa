import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { planNamed } from '../helpers/cli.ts';
import { commandsIn, createStage, type Stage } from './stage.ts';

const test = suite('the action and what nobody trusts');

/** Names that would be a command, a line, a cell, a mention or an element. */
const NAMES = [
  '::error::pwned',
  '::set-output name=dist::evil',
  'a\n::error::pwned\n',
  '##[set-output name=dist;]evil',
  'end-of\nrenderify<<x\ny',
  '<img src=x onerror=alert(1)>',
  '| a | [x](javascript:alert(1)) | `@octocat` #1',
  '%0A::error::x',
  '\u202egnp.exe',
];
const TEXT = `::error::pwned\n##[error]pwned\n<script>alert(1)</script> @octocat [a](b) | \`x\` ${'\u202e'}`;

let stage: Stage;
test.before.each(() => {
  stage = createStage({ 'plans/good.json': planNamed('good') });
});
test.after.each(() => stage.remove());

function saying(text: string): object {
  return {
    ...planNamed('x'),
    capabilities: { networkHosts: [text] },
    root: {
      type: 'element',
      tag: 'main',
      props: { lang: 'en', [text]: text },
      children: [{ type: 'text', value: text }],
    },
  };
}

test('nothing in names and texts is a command, a line of an output, or Markdown', async () => {
  const before = stage.git('rev-parse', 'HEAD').trim();
  stage.commit(
    Object.fromEntries(NAMES.map((name, i) => [`plans/${i}${name.replaceAll('/', '')}.json`, saying(TEXT + name)])),
  );
  const { status, stdout, stderr, summary, outputs } = await stage.step({
    payload: { before },
    inputs: { plans: 'plans/' },
  });
  assert.is(status, 1);
  assert.is(stderr, '');
  const commands = commandsIn(stdout);
  assert.ok(commands.length > 0);
  for (const { name, properties } of commands) {
    assert.match(name, /^(error|warning)$/);
    assert.match(properties, /^file=plans\/[^,]*,line=\d+,endLine=\d+,col=\d+(,endColumn=\d+)?,title=RF\d{4} [\w-]+$/);
  }
  assert.equal(Object.keys(outputs).sort(), ['artifact', 'changed', 'digest', 'dist', 'findings', 'report']);
  assert.is((JSON.parse(outputs['changed'] ?? '') as string[]).length, NAMES.length);
  assertHarmless(summary);
});

test('also where plans are good, and what changes is told', async () => {
  const plan = (text: string) => ({
    ...planNamed('p'),
    root: {
      type: 'element',
      tag: 'main',
      props: { lang: 'en', title: text },
      children: [{ type: 'text', value: text }],
    },
  });
  const files = (text: string) =>
    Object.fromEntries(NAMES.map((name, i) => [`plans/${i}${name.replaceAll('/', '')}.json`, plan(text)]));
  const before = stage.commit(files('before'));
  stage.commit(files(TEXT));
  const { status, stdout, summary } = await stage.step({ payload: { before }, inputs: { plans: 'plans/' } });
  assert.is(status, 0);
  assert.ok(commandsIn(stdout).every(({ name, properties }) => name === 'warning' && properties.includes('RF3043')));
  assert.match(summary, '### What changed');
  assertHarmless(summary);
});

test('a build that cannot run says only words', async () => {
  const { status, stdout, summary } = await stage.step({ inputs: { plans: `${NAMES[0]}\n`, profile: '::error::x' } });
  assert.is(status, 2);
  assert.equal(
    commandsIn(stdout).map(({ message }) => message),
    ['The build failed with exit code 2; the log says why.'],
  );
  assertHarmless(summary);
});

test('a summary has an end', async () => {
  const long = Object.fromEntries(
    Array.from({ length: 400 }, (_, i) => [`plans/${'y'.repeat(150)}${i}.json`, saying(`${'<'.repeat(600)}${i}`)]),
  );
  stage.commit(long);
  const zeros = '0'.repeat(40);
  const { summary } = await stage.step({ payload: { before: zeros }, inputs: { plans: 'plans/' } });
  assert.ok(Buffer.byteLength(summary) < 1024 * 1024);
  assert.match(summary, /and \d+ more/);
});

test.run();

/** No HTML but ours, nothing outside of it that Markdown reads, and no character that hides. */
function assertHarmless(markdown: string): void {
  const elements = [...markdown.matchAll(/<[^>]*>/g)].map(([element]) => element);
  assert.equal(
    [...new Set(elements)].filter((one) => !/^<\/?(code|details|summary)>$/.test(one)),
    [],
  );
  for (const [, inner = ''] of markdown.matchAll(/<code>(.*?)<\/code>/gs))
    assert.match(inner, /^(?:[\p{L}\p{N} ,./()%=+;…-]|&#\d+;)*$/u);
  assert.not.match(markdown, /@octocat|\]\(|[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
  assert.not.match(markdown, /^::|##\[/m);
}
