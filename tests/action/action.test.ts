import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { planNamed } from '../helpers/cli.ts';
import { commandsIn, createStage, gitIn, type Stage } from './stage.ts';

const test = suite('the action');
const PLANS = { plans: 'plans/**/*.json' };

let stage: Stage;
let first: string;
test.before.each(() => {
  stage = createStage({
    'plans/a.json': planNamed('a'),
    'plans/b.json': planNamed('b'),
    'plans/c.json': withWords('c'),
  });
  first = stage.git('rev-parse', 'HEAD').trim();
});
test.after.each(() => stage.remove());

/** With enough of its own that it is known again under another name. */
function withWords(id: string): object {
  const plan = planNamed(id) as { metadata?: object };
  plan.metadata = { tags: Array.from({ length: 40 }, (_, i) => `${id}-${i}`) };
  return plan;
}

function linking(id: string, host: string): object {
  const link = {
    type: 'element',
    tag: 'a',
    props: { href: `https://${host}/` },
    children: [{ type: 'text', value: 'x' }],
  };
  return {
    ...planNamed(id),
    capabilities: { networkHosts: [host] },
    root: { type: 'element', tag: 'main', props: { lang: 'en' }, children: [link] },
  };
}

test('a push: plans are held against the commit before', async () => {
  stage.commit({ 'plans/a.json': planNamed('another'), 'plans/d.json': planNamed('d') });
  const { status, stderr, summary, outputs } = await stage.step({ payload: { before: first }, inputs: PLANS });
  assert.equal([status, stderr], [0, '']);
  assert.is(outputs['changed'], '["plans/a.json","plans/d.json"]');
  assert.equal([outputs['dist'], outputs['findings']], ['dist', '0']);
  const manifest = readFileSync(join(stage.path, 'dist/renderify.build.json'));
  assert.is(outputs['digest'], `sha256-${createHash('sha256').update(manifest).digest('hex')}`);
  assert.match(summary, `Compared with <code>${first.slice(0, 12)}</code>`);
  assert.match(summary, /<code>plans\/a\.json<\/code> \| ✅ built, changed \| [\d,]+ \| \+12 \|/);
  assert.match(summary, /<code>plans\/d\.json<\/code> \| ✅ built, added \| [\d,]+ \| new \|/);
  assert.match(summary, /<code>plans\/b\.json<\/code> \| ✅ built \| [\d,]+ \| 0 \|/);
  assert.match(summary, '<code>This is a</code> → <code>This is another</code>');
});

test('a pull request: what asks for more comes first', async () => {
  stage.commit({ 'plans/b.json': linking('b', 'cdn.example.com'), 'plans/a.json': planNamed('a2') });
  const payload = { pull_request: { number: 7, base: { sha: first } } };
  const { summary } = await stage.step({ event: 'pull_request', payload, inputs: PLANS });
  assert.match(summary, /### ⚠️ Plans that ask for more\n\n- <code>plans\/b\.json<\/code> .*cdn\.example\.com/);
  const rows = summary.split('\n').filter((line) => line.startsWith('| <code>plans'));
  assert.match(rows[0] ?? '', /plans\/b\.json.*⚠️ \d more/);
  assert.match(rows[1] ?? '', 'plans/a.json');
});

test('no base: of a dispatch, of the first push, of a commit that is nowhere', async () => {
  const zeros = '0'.repeat(40);
  const gone = '1234567890'.repeat(4);
  const cases = [
    ['workflow_dispatch', {}, 'the event does not name one'],
    ['push', { before: zeros }, 'the first push'],
    ['push', { before: gone }, 'could not be fetched'],
    ['push', { before: '--upload-pack=x' }, 'the first push'],
  ] as const;
  for (const [event, payload, reason] of cases) {
    const { status, summary, outputs } = await stage.step({ event, payload, inputs: PLANS });
    assert.is(status, 0);
    assert.match(summary, new RegExp(`No base: .*${reason}`));
    assert.is(outputs['changed'], '[]');
  }
});

test('a base that a shallow clone has not is fetched', async () => {
  stage.commit({ 'plans/a.json': planNamed('a2') });
  const clone = mkdtempSync(join(tmpdir(), 'renderify-clone-'));
  try {
    stage.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    gitIn(clone, ['clone', '--quiet', '--depth=1', `file://${stage.path}`, 'it']);
    const folder = join(clone, 'it');
    const { outputs, summary } = await stage.step({
      payload: { before: first },
      inputs: PLANS,
      folder: `../${folder.slice(tmpdir().length + 1)}`,
      env: { GITHUB_WORKSPACE: folder },
    });
    assert.is(outputs['changed'], '["plans/a.json"]');
    assert.match(summary, 'Compared with');
  } finally {
    rmSync(clone, { recursive: true });
  }
});

test('plans that were renamed or removed, and files that are no plans', async () => {
  stage.commit({ 'plans/e.json': withWords('c'), 'other/x.txt': 'x' }, ['plans/c.json', 'plans/b.json']);
  const { summary, outputs } = await stage.step({ payload: { before: first }, inputs: PLANS });
  assert.match(summary, '<code>plans/e.json</code> (was <code>plans/c.json</code>) | ✅ built, renamed');
  assert.match(summary, '### Removed plans\n\n- <code>plans/b.json</code>\n');
  assert.is(outputs['changed'], '["plans/e.json"]');
});

test('a plan differs where a module beside it does', async () => {
  const files = ['plan.json', 'list.tsx'].map((name) => [
    `plans/m/${name}`,
    readFileSync(`templates/component/${name}`, 'utf8'),
  ]);
  const before = stage.commit(Object.fromEntries(files));
  stage.commit({ 'plans/m/list.tsx': `${files[1]?.[1]}\nexport const more = 1;\n` });
  const { status, stdout, outputs } = await stage.step({
    payload: { before },
    inputs: { plans: 'plans/m/plan.json', profile: 'trusted', frozen: 'false' },
  });
  assert.is(status, 0, stdout);
  assert.is(outputs['changed'], '["plans/m/plan.json"]');
});

test('findings stand at their lines, in files of the change first, and no more than are shown', async () => {
  const wrong = (count: number) =>
    JSON.stringify(
      { ...planNamed('x'), root: { type: 'element', tag: 'main', children: Array(count).fill({ type: 'text' }) } },
      null,
      1,
    );
  const before = stage.commit({ 'plans/a.json': wrong(20) });
  stage.commit({ 'plans/z.json': wrong(3) });
  const { status, stdout, summary, outputs } = await stage.step({ payload: { before }, inputs: PLANS });
  assert.is(status, 1);
  const errors = commandsIn(stdout).filter(({ name }) => name === 'error');
  assert.is(errors.length, 10);
  assert.equal(errors.map(({ properties }) => /^file=([^,]+)/.exec(properties)?.[1]).slice(0, 4), [
    ...Array(3).fill('plans/z.json'),
    'plans/a.json',
  ]);
  assert.match(errors[0]?.properties ?? '', /line=\d+,.*title=RF\d{4}/);
  assert.ok(Number(outputs['findings']) >= 23);
  assert.match(summary, '❌ failed, added');
  assert.is(outputs['dist'], 'dist', 'the others are built');
});

test('a build that cannot run says why', async () => {
  const { status, stdout, summary, outputs } = await stage.step({ inputs: { ...PLANS, profile: 'lax' } });
  assert.is(status, 2);
  assert.match(summary, /The build could not run:\n\n- <code>.*lax/);
  assert.equal(
    commandsIn(stdout).map(({ name }) => name),
    ['error'],
  );
  assert.not.ok('dist' in outputs);
});

test('inputs are no options', async () => {
  const { status, summary } = await stage.step({ inputs: { plans: '--stdout\n-o=evil' } });
  assert.is(status, 2);
  assert.match(summary, '&#45;&#45;stdout'.replaceAll('&#45;', '-'));
  assert.not.ok(existsSync(join(stage.path, 'evil')));
});

test('too many warnings: nothing is written, and nothing is given on', async () => {
  stage.commit({ 'plans/w.json': { ...planNamed('w'), root: { type: 'element', tag: 'main', children: [] } } });
  const { status, outputs } = await stage.step({ inputs: { ...PLANS, 'max-warnings': '0' } });
  assert.equal([status, outputs['dist'], outputs['digest']], [1, undefined, undefined]);
});

test('one plan is the bundle itself, twice alike', async () => {
  for (const id of ['a', 'b', 'b']) {
    stage.write({ 'plans/a.json': planNamed(id) });
    const { status, outputs } = await stage.step({ inputs: { plans: 'plans/a.json' } });
    assert.is(status, 0);
    const manifest = readFileSync(join(stage.path, 'dist/renderify.manifest.json'));
    assert.is(outputs['digest'], `sha256-${createHash('sha256').update(manifest).digest('hex')}`);
    assert.match(stage.read('dist/index.html'), `This is ${id}`);
    assert.equal(Object.keys(stage.tree('dist')), ['_headers', 'index.html', 'renderify.manifest.json']);
  }
});

test('a shard says which it is', async () => {
  const { summary, outputs } = await stage.step({ inputs: { ...PLANS, shard: '1/2', artifact: 'pages' } });
  assert.match(summary, '(shard <code>1/2</code>)');
  assert.is(outputs['artifact'], 'pages-1-of-2');
});

test('code scanning gets paths from the top of the repository', async () => {
  stage.commit({ 'site/plans/x y.json': '{' });
  const { status, stdout, outputs } = await stage.step({ inputs: { plans: 'plans/', sarif: 'true' }, folder: 'site' });
  assert.is(status, 1);
  const { runs } = JSON.parse(readFileSync(outputs['sarif'] ?? '', 'utf8'));
  assert.is(runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri, 'site/plans/x%20y.json');
  assert.match(stdout, /^error RF\d{4} .*site\/plans\/x y\.json:1/m);
  assert.match(commandsIn(stdout)[0]?.properties ?? '', 'file=site/plans/x y.json');
});

test('names of the config are built', async () => {
  stage.commit({ 'renderify.config.json': { plans: ['plans/a.json'], out: 'site' } });
  stage.commit({ 'renderify.config.json': { plans: ['plans/b.json'], out: 'site' } });
  const before = stage.git('rev-parse', 'HEAD~1').trim();
  const { outputs, summary } = await stage.step({ payload: { before } });
  assert.is(outputs['dist'], 'site');
  assert.match(summary, 'every plan may depend on them: <code>renderify.config.json</code>');
});

test('where git is not, plans are built all the same', async () => {
  rmSync(join(stage.path, '.git'), { recursive: true });
  const { status, summary } = await stage.step({ payload: { before: first }, inputs: PLANS });
  assert.is(status, 0);
  assert.match(summary, 'No base: this is no clone of a repository');
});

test.run();
