import { readdirSync, readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { problemsOfAction, problemsOfWorkflow, readAction, type Workflow } from '../helpers/workflows.ts';

const test = suite('workflows');
const text = readFileSync('action.yml', 'utf8');
const action = readAction();
const { steps } = action.runs;

test('the action is one that GitHub takes', () => {
  assert.equal(problemsOfAction('action.yml', text), []);
  assert.is(action.runs.using, 'composite');
});

test('a mistake would be seen', () => {
  const wrong = [
    ['  using: composite', '  using: composite\n  bogus: 1'],
    ['      shell: bash\n', ''],
    ['inputs.cache ==', 'input.cache =='],
    ['@55cc8345863c7cc4c66a329aec7e433d2d1c52a9', '@main'],
    ['node "$RENDERIFY_ACTION/dist/action.js"', 'node ${{ inputs.out }}'],
  ] as const;
  for (const [good, bad] of wrong) {
    assert.ok(text.includes(good), good);
    assert.ok(problemsOfAction('action.yml', text.replace(good, bad)).length > 0, bad);
  }
});

test('what others have made is pinned to a commit', () => {
  for (const { uses } of steps) if (uses) assert.match(uses, /@[0-9a-f]{40}$/);
  for (const [line] of text.matchAll(/^.*uses:.*$/gm)) assert.match(line, /@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test('every input is used, and no other', () => {
  const used = new Set([...text.matchAll(/\binputs\.([\w-]+)/g)].map(([, name = '']) => name));
  assert.equal([...used].sort(), Object.keys(action.inputs).sort());
});

test('what the entry reads is what it is given', () => {
  const source = readFileSync('src/action/inputs.ts', 'utf8');
  const names = [...source.matchAll(/text\('([\w-]+)'\)/g)].map(([, name = '']) => name);
  const texts = /const TEXTS = \[(.*?)\]/s.exec(source)?.[1] ?? '';
  names.push('plans', ...[...texts.matchAll(/'([\w-]+)'/g)].map(([, name = '']) => name));
  const env = Object.entries(steps.find(({ id }) => id === 'build')?.env ?? {});
  const given = env.filter(([name]) => name.startsWith('INPUT_'));
  assert.equal(
    given.map(([name]) => name).sort(),
    [...new Set(names)].map((name) => `INPUT_${name.replaceAll('-', '_').toUpperCase()}`).sort(),
  );
  for (const [name, value] of given)
    assert.is(value, `\${{ inputs.${name.slice('INPUT_'.length).replaceAll('_', '-').toLowerCase()} }}`);
});

test('outputs are what the entry writes', () => {
  const source = readFileSync('src/action/outputs.ts', 'utf8');
  for (const [, name = ''] of text.matchAll(/steps\.build\.outputs\.([\w-]+)/g)) assert.match(source, `${name}`);
  for (const [name, { value }] of Object.entries(action.outputs))
    assert.is(value, `\${{ steps.build.outputs.${name} }}`);
});

for (const name of readdirSync('.github/workflows'))
  test(`${name} is one that GitHub takes, with the least permissions`, () => {
    const path = `.github/workflows/${name}`;
    const content = readFileSync(path, 'utf8');
    assert.equal(problemsOfWorkflow(path, content), []);
    const { permissions, jobs } = parse(content) as Workflow;
    assert.equal(permissions, { contents: 'read' });
    for (const job of Object.values(jobs)) assert.is(job.permissions, undefined);
    for (const [line] of content.matchAll(/^.*uses: [^.].*$/gm)) assert.match(line, /@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

test('the action is tried on plans that are there', () => {
  const { jobs } = parse(readFileSync('.github/workflows/ci.yml', 'utf8')) as Workflow;
  const [own] = Object.values(jobs).flatMap((job) => job.steps.filter(({ uses }) => uses === './'));
  assert.is(own?.with?.['out'], 'site', 'dist is where the program is');
  const plans = String(own?.with?.['plans']).trim().split('\n');
  for (const plan of plans) assert.match(readFileSync(plan, 'utf8'), 'runtime-plan/v1');
});

test.run();
