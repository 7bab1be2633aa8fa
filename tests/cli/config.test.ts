import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createSandbox, planNamed, type Sandbox } from '../helpers/cli.ts';

let sandbox: Sandbox;
test.before.each(() => {
  sandbox = createSandbox({ 'plans/a.json': planNamed('a'), 'plans/b.json': planNamed('b') });
});
test.after.each(() => sandbox.remove());

test('the config file gives plans, folder, target and profile', () => {
  sandbox.write({
    'renderify.config.json': { plans: ['plans/*.json'], out: 'site', target: 'single-file', profile: 'strict' },
  });
  assert.is(sandbox.run(['build']).status, 0);
  const files = sandbox.tree('site');
  assert.equal(
    Object.keys(files).filter((path) => path.endsWith('.html')),
    ['a/index.html', 'b/index.html'],
  );
  const manifest = JSON.parse(files['a/renderify.manifest.json'] ?? '') as {
    target: string;
    policy: { profile: string };
  };
  assert.equal([manifest.target, manifest.policy.profile], ['single-file', 'strict']);
});

test('so does the renderify key of package.json', () => {
  sandbox.write({ 'package.json': { name: 'x', renderify: { plans: 'plans/a.json', out: 'pages' } } });
  assert.is(sandbox.run(['build']).status, 0);
  assert.ok(sandbox.tree('pages')['index.html']);
});

test('flags win', () => {
  sandbox.write({
    'renderify.config.json': { plans: ['plans/a.json'], out: 'site', profile: 'strict', context: { x: 1 } },
  });
  assert.is(sandbox.run(['build', 'plans/b.json', '--out', 'other', '--profile', 'relaxed']).status, 0);
  const files = sandbox.tree('other');
  assert.match(files['index.html'] ?? '', 'This is b');
  assert.is(
    (JSON.parse(files['renderify.manifest.json'] ?? '') as { policy: { profile: string } }).policy.profile,
    'relaxed',
  );
});

test('paths are relative to the config', () => {
  const plan = planNamed('c') as { root: { children: unknown[] } };
  plan.root.children.push({ type: 'element', tag: 'p', children: [{ type: 'text', value: '{{context.user}}' }] });
  sandbox.write({
    'sub/c.json': plan,
    'sub/ctx.json': { user: 'Grace' },
    'sub/renderify.config.json': { plans: ['c.json'], out: 'out', context: 'ctx.json' },
  });
  assert.is(sandbox.run(['build', '--config', 'sub/renderify.config.json']).status, 0);
  assert.match(sandbox.tree('sub/out')['index.html'] ?? '', 'Grace');
});

/** What is wrong with a config, and what is said. */
const WRONG: readonly (readonly [unknown, RegExp, RegExp?])[] = [
  [{ plan: ['a.json'] }, /unknown key `plan`/, /`plans`/],
  [{ plans: [] }, /`plans` in `renderify.config.json` must be/],
  [{ plans: [1] }, /`plans` in `renderify.config.json` must be/],
  [{ out: '' }, /`out` in `renderify.config.json` must be a string/],
  [{ profile: 'strickt' }, /`profile` .* is `strickt`/, /`strict`/],
  [{ target: 'sight' }, /`target` .* is `sight`/, /`site`/],
  [{ context: 5 }, /`context` .* must be a string or an object/],
  [[], /must be an object/],
  ['{"plans": "a", "plans": "b"}', /occurs twice/],
  ['{', /config file `renderify.config.json` cannot be read/],
];

for (const [config, message, help] of WRONG)
  test(`refuses the config ${JSON.stringify(config)}`, () => {
    sandbox.write({ 'renderify.config.json': config });
    const { status, stdout, stderr } = sandbox.run(['build', 'plans/a.json']);
    assert.equal({ status, stdout }, { status: 2, stdout: '' });
    assert.match(stderr, message);
    if (help) assert.match(stderr, help);
  });

test('a policy file counts beside the plan and upwards to the workspace, no further', () => {
  const policy = { format: 'renderify-policy/v1', extends: 'balanced', name: 'mine', overrides: { maxNodeCount: 1 } };
  sandbox.write({ 'renderify.policy.json': policy, 'ws/.git/HEAD': '', 'ws/plans/a.json': planNamed('a') });
  assert.is(sandbox.run(['check', 'plans/a.json']).status, 1);
  assert.is(sandbox.run(['check', 'plans/a.json', '--no-policy-file']).status, 0);
  assert.is(sandbox.run(['check', 'ws/plans/a.json']).status, 0);
  sandbox.write({ 'ws/renderify.policy.json': policy });
  const { status, stderr } = sandbox.run(['check', 'ws/plans/a.json']);
  assert.is(status, 1);
  assert.match(stderr, /max-node-count/);
});

test('a bad policy file is a finding in it', () => {
  sandbox.write({ 'renderify.policy.json': { format: 'renderify-policy/v1', extends: 'strickt' } });
  const { status, stdout } = sandbox.run(['check', 'plans/a.json', '--format', 'json']);
  assert.is(status, 1);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { name: string; file: string }[] };
  assert.equal(
    diagnostics.map(({ name, file }) => [name, file]),
    [['unknown-profile', 'renderify.policy.json']],
  );
});

test('hosts from the command line are recorded in the manifest', () => {
  const args = [
    'build',
    'plans/a.json',
    '--profile',
    'strict',
    '--allow-link-host',
    'a.example',
    '--allow-link-host=b.example',
  ];
  assert.is(sandbox.run(args).status, 0);
  const { policy } = JSON.parse(sandbox.read('dist/renderify.manifest.json')) as { policy: { overrides: unknown[] } };
  assert.equal(policy.overrides, [
    {
      direction: 'loosening',
      field: 'allowedLinkHosts',
      from: [],
      reason: 'command line',
      to: ['a.example', 'b.example'],
    },
  ]);
});

test('renderify policy prints the policy in force', () => {
  const { status, stdout } = sandbox.run(['policy', '--profile', 'strict']);
  assert.is(status, 0);
  const policy = JSON.parse(stdout) as { profile: string; digest: string; fields: Record<string, unknown> };
  assert.is(policy.profile, 'strict');
  assert.match(policy.digest, /^sha256-[0-9a-f]{64}$/);
  assert.is(policy.fields['maxNodeCount'], 250);
  sandbox.run(['build', 'plans/a.json', '--profile', 'strict']);
  assert.is(sandbox.run(['verify', 'dist', '--expect-policy', policy.digest]).status, 0);
});

test.run();
