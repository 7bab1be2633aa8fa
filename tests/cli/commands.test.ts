import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createSandbox, planNamed, type Sandbox } from '../helpers/cli.ts';

const COUNTER = {
  ...planNamed('counter'),
  state: { initial: { count: 0 }, transitions: { add: [{ type: 'increment', path: 'count' }] } },
  root: {
    type: 'element',
    tag: 'main',
    props: { lang: 'en' },
    children: [
      {
        type: 'element',
        tag: 'button',
        props: { onClick: 'add' },
        children: [{ type: 'text', value: 'Count {{count}}' }],
      },
    ],
  },
};

let sandbox: Sandbox;
test.before.each(() => {
  sandbox = createSandbox({
    'plan.json': COUNTER,
    'bad.json': '[',
    'renderify.policy.json': { format: 'renderify-policy/v1', extends: 'strict' },
  });
});
test.after.each(() => sandbox.remove());

test('check writes nothing', () => {
  const { status, stdout, stderr } = sandbox.run(['check', 'plan.json']);
  assert.equal({ status, stdout, stderr }, { status: 0, stdout: '', stderr: 'The plan is good.\n' });
  assert.equal(sandbox.run(['check', 'plan.json', '--quiet']).stderr, '');
  assert.is(sandbox.run(['check', 'bad.json', 'plan.json']).status, 1);
});

test('check prints each format for programs on standard output', () => {
  assert.match(sandbox.run(['check', 'bad.json', '--format', 'github']).stdout, /^::error file=bad\.json/);
  const sarif = JSON.parse(sandbox.run(['check', 'bad.json', '--format', 'sarif']).stdout) as { version: string };
  assert.is(sarif.version, '2.1.0');
  const json = JSON.parse(sandbox.run(['check', 'plan.json', '--format', 'json']).stdout) as { diagnostics: unknown[] };
  assert.equal(json.diagnostics, []);
});

test('inspect prints every stage as JSON', () => {
  for (const stage of ['parsed', 'plan', 'analyzed', 'checked', 'program', 'emitted']) {
    const { status, stdout } = sandbox.run(['inspect', 'plan.json', '--stage', stage]);
    assert.is(status, 0);
    assert.type(JSON.parse(stdout), 'object');
  }
});

test('inspect narrows a stage to a place of the plan', () => {
  const at = (stage: string, pointer: string) =>
    sandbox.run(['inspect', 'plan.json', '--stage', stage, '--pointer', pointer]);
  assert.equal(JSON.parse(at('plan', '/state/initial').stdout), { count: 0 });
  assert.equal((JSON.parse(at('checked', '/root/children/0').stdout) as { tag: string }).tag, 'button');
  const { element, listeners } = JSON.parse(at('program', '/root/children/0').stdout) as {
    element: { tag: string };
    listeners: { type: string }[];
  };
  assert.equal([element.tag, listeners.map(({ type }) => type)], ['button', ['add']]);
  for (const [stage, pointer] of [
    ['plan', '/none'],
    ['plan', 'root'],
    ['checked', '/state'],
    ['program', '/root/children/0/children/0'],
    ['emitted', '/root'],
  ] as const)
    assert.is(at(stage, pointer).status, 2, `${stage} ${pointer}`);
});

test('inspect of a plan that does not get so far is exit 1', () => {
  const { status, stdout, stderr } = sandbox.run(['inspect', 'bad.json']);
  assert.equal({ status, stdout }, { status: 1, stdout: '' });
  assert.match(stderr, /json-syntax/);
});

test('render-plan prints the HTML of the first paint', () => {
  const { status, stdout } = sandbox.run(['render-plan', 'plan.json']);
  assert.is(status, 0);
  assert.match(stdout, /^<main lang=en>.*Count 0.*\n$/);
  assert.not.match(stdout, /<script|<!doctype/);
});

test('explain prints meaning, example and fix by code or name', () => {
  const byCode = sandbox.run(['explain', 'rf1003']);
  assert.is(byCode.status, 0);
  assert.match(byCode.stdout, /^RF1003 json-duplicate-key \(error\)\n\n.+\n\n {2}instead of .+\n {2}write .+\n$/s);
  assert.equal(sandbox.run(['explain', 'json-duplicate-key']).stdout, byCode.stdout);
  for (const code of ['RF0001', 'RF0101', 'RF8103']) assert.is(sandbox.run(['explain', code]).status, 0);
});

test('init makes a project whose printed next command works', () => {
  for (const template of ['counter', 'dashboard', 'form', 'report']) {
    const { status, stdout } = sandbox.run(['init', `my ${template}`, '--template', template]);
    assert.is(status, 0);
    assert.is(sandbox.shell(stdout).status, 0, stdout);
    const { status: checked } = sandbox.run([
      'check',
      `my ${template}/plan.json`,
      '--profile',
      'strict',
      '--max-warnings',
      '0',
    ]);
    assert.is(checked, 0);
    assert.ok(sandbox.tree(`my ${template}/dist`)['index.html']);
    assert.is(sandbox.run(['verify', `my ${template}/dist`]).status, 0);
  }
});

test('init overwrites nothing', () => {
  const before = sandbox.tree();
  const { status, stderr } = sandbox.run(['init']);
  assert.is(status, 2);
  assert.match(stderr, /`plan.json` exists already/);
  assert.equal(sandbox.tree(), before);
});

test.run();
