import { createHash } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from '../../../../src/compiler/index.ts';
import { FIELDS, PROFILES } from '../../../../src/compiler/phases/4-check/policy/fields.ts';
import type { CompileOptions, EffectivePolicy } from '../../../../src/compiler/stages.ts';

const good = { format: 'renderify-policy/v1', extends: 'balanced' };
const plan = { specVersion: 'runtime-plan/v1', id: 'a', version: 1, root: { type: 'text', value: 'x' } };

function run(policy: unknown, options: CompileOptions = {}, input: object = plan) {
  const text = typeof policy === 'string' ? policy : JSON.stringify(policy);
  const source = { name: 'plan.json', text: JSON.stringify(input) };
  const given = policy === undefined ? {} : { policy: { name: 'policy.json', text } };
  const { diagnostics, stages } = check(source, { ...given, ...options, stages: true });
  return { diagnostics, policy: stages?.policy as EffectivePolicy | undefined };
}

/** Errors of the policy file as `name pointer`. */
function errors(policy: unknown, options: CompileOptions = {}): string[] {
  const { diagnostics } = run(policy, options);
  for (const one of diagnostics) if (one.code.startsWith('RF400')) assert.ok(one.help, one.name);
  return diagnostics.filter((one) => one.severity === 'error').map((one) => `${one.name} ${one.pointer}`);
}

const profiles = suite('policy: profiles');

profiles('the default is balanced', () => assert.is(run(undefined).policy?.profile, 'balanced'));

profiles('an option wins over the file, the file over the default', () => {
  assert.is(run({ ...good, extends: 'strict' }).policy?.profile, 'strict');
  assert.is(run({ ...good, extends: 'strict' }, { profile: 'trusted' }).policy?.profile, 'trusted');
});

profiles('an unknown profile is an error that lists the four, and never falls back', () => {
  const { diagnostics, policy } = run(undefined, { profile: 'strickt' });
  assert.is(policy, undefined);
  assert.is(diagnostics[0]?.name, 'unknown-profile');
  assert.match(diagnostics[0]?.help ?? '', 'Did you mean `strict`?');
  for (const name of PROFILES) assert.match(diagnostics[0]?.help ?? '', `\`${name}\``);
  assert.equal(errors({ ...good, extends: 'none' }), ['unknown-profile /extends']);
  assert.equal(errors({ ...good, extends: 'constructor' }), ['unknown-profile /extends']);
});

profiles('numbers never shrink from strict to relaxed', () => {
  for (const [name, { kind, values }] of Object.entries(FIELDS)) {
    if (kind !== 'number') continue;
    assert.equal(
      [...values].sort((a, b) => Number(a) - Number(b)),
      [...values],
      name,
    );
  }
});

profiles.run();

const file = suite('policy: the file');

file('a greater release age is tighter, a smaller one needs a reason', () => {
  const { policy } = run({ ...good, overrides: { minimumReleaseAge: 14 } });
  assert.is(policy?.overrides[0]?.direction, 'tightening');
  assert.equal(errors({ ...good, overrides: { minimumReleaseAge: 1 } }), [
    'override-needs-reason /overrides/minimumReleaseAge',
  ]);
  assert.equal(errors({ ...good, overrides: { minimumReleaseAge: 3651 } }), [
    'policy-value /overrides/minimumReleaseAge',
  ]);
});

file('applies overrides and records them by name, with direction and reason', () => {
  const { policy, diagnostics } = run({
    ...good,
    name: 'acme',
    overrides: { maxNodeCount: 800, blockedTags: { add: ['video', 'audio'] }, maxTreeDepth: 12, allowTimers: false },
    reasons: { maxNodeCount: 'one page' },
  });
  assert.is(policy?.name, 'acme');
  assert.is(policy?.fields['maxNodeCount'], 800);
  assert.equal(
    policy?.overrides.map(({ field, direction, reason }) => [field, direction, reason]),
    [
      ['allowTimers', 'tightening', undefined],
      ['blockedTags', 'tightening', undefined],
      ['maxNodeCount', 'loosening', 'one page'],
      ['maxTreeDepth', 'neutral', undefined],
    ],
  );
  assert.equal(policy?.overrides[2]?.from, 500);
  assert.equal(policy?.overrides[2]?.to, 800);
  assert.equal(
    diagnostics.filter((one) => one.severity === 'error'),
    [],
  );
});

const DIRECTIONS: readonly (readonly [string, unknown, string])[] = [
  ['maxNodeCount', 499, 'tightening'],
  ['maxNodeCount', 501, 'loosening'],
  ['allowedLinkHosts', [], 'tightening'],
  ['allowedLinkHosts', ['docs.example'], 'loosening'],
  ['allowedNetworkHosts', { remove: ['cdn.jspm.io'] }, 'tightening'],
  ['allowedNetworkHosts', { add: ['a.example'], remove: ['cdn.jspm.io'] }, 'loosening'],
  ['blockedTags', [], 'loosening'],
  ['sourceBannedGlobals', { add: ['alert'] }, 'tightening'],
  ['allowFormAction', true, 'loosening'],
  ['requireModuleIntegrity', true, 'tightening'],
  ['requireSpecVersion', false, 'loosening'],
  ['unknownTopLevelKeys', 'error', 'tightening'],
  ['allowedStorage', [], 'neutral'],
];
for (const [field, value, direction] of DIRECTIONS) {
  file(`${field}: ${JSON.stringify(value)} is ${direction}`, () => {
    const { policy } = run({ ...good, overrides: { [field]: value }, reasons: { [field]: 'because' } });
    assert.is(policy?.overrides[0]?.direction, direction);
    const without = errors({ ...good, overrides: { [field]: value } });
    assert.equal(without, direction === 'loosening' ? [`override-needs-reason /overrides/${field}`] : []);
  });
}

const WRONG: readonly (readonly [object | string, string])[] = [
  ['[]', 'policy-shape '],
  ['{', 'json-syntax '],
  ['{"format":"renderify-policy/v1","extends":"strict","extends":"relaxed"}', 'json-duplicate-key /extends'],
  [{ extends: 'strict' }, 'policy-shape '],
  [{ ...good, format: 'renderify-policy/v2' }, 'policy-shape /format'],
  [{ format: good.format }, 'policy-shape '],
  [{ ...good, extends: null }, 'policy-shape /extends'],
  [{ ...good, override: {} }, 'policy-shape /override'],
  [{ ...good, name: ' ' }, 'policy-shape /name'],
  [{ ...good, overrides: [] }, 'policy-shape /overrides'],
  [{ ...good, reasons: { maxNodeCount: 1 } }, 'policy-shape /reasons/maxNodeCount'],
  [{ ...good, overrides: { maxNodes: 1 } }, 'policy-unknown-field /overrides/maxNodes'],
  [{ ...good, overrides: { constructor: 1 } }, 'policy-unknown-field /overrides/constructor'],
  [{ ...good, overrides: { maxNodeCount: '1' } }, 'policy-value /overrides/maxNodeCount'],
  [{ ...good, overrides: { maxNodeCount: -1 } }, 'policy-value /overrides/maxNodeCount'],
  [{ ...good, overrides: { maxNodeCount: 1.5 } }, 'policy-value /overrides/maxNodeCount'],
  [{ ...good, overrides: { maxNodeCount: 200_001 } }, 'policy-value /overrides/maxNodeCount'],
  [{ ...good, overrides: { maxTreeDepth: 513 } }, 'policy-value /overrides/maxTreeDepth'],
  [{ ...good, overrides: { allowTimers: 1 } }, 'policy-value /overrides/allowTimers'],
  [{ ...good, overrides: { unknownTopLevelKeys: 'off' } }, 'policy-value /overrides/unknownTopLevelKeys'],
  [{ ...good, overrides: { blockedTags: 'video' } }, 'policy-value /overrides/blockedTags'],
  [{ ...good, overrides: { blockedTags: ['a b'] } }, 'policy-value /overrides/blockedTags/0'],
  [{ ...good, overrides: { blockedTags: { plus: [] } } }, 'policy-value /overrides/blockedTags/plus'],
  [{ ...good, overrides: { blockedTags: { add: 'video' } } }, 'policy-value /overrides/blockedTags/add'],
  [{ ...good, overrides: { blockedTags: { add: ['video', ' x'] } } }, 'policy-value /overrides/blockedTags/add/1'],
  [{ ...good, overrides: { blockedTags: { remove: ['video'] } } }, 'policy-value /overrides/blockedTags/remove/0'],
  [{ ...good, overrides: { blockedTags: { remove: ['iframe'] } } }, 'policy-fixed-tag /overrides/blockedTags/remove/0'],
  [{ ...good, overrides: { allowedNetworkHosts: ['*'] } }, 'policy-value /overrides/allowedNetworkHosts/0'],
  [{ ...good, overrides: { allowedLinkHosts: ['https://a.example'] } }, 'policy-value /overrides/allowedLinkHosts/0'],
  [{ ...good, overrides: { allowedStorage: ['cookies'] } }, 'policy-value /overrides/allowedStorage/0'],
  [
    { ...good, overrides: { supportedSpecVersions: ['runtime-plan/v9'] } },
    'policy-value /overrides/supportedSpecVersions/0',
  ],
  [{ ...good, warnings: { 'a11y-lable': { level: 'off', reason: 'x' } } }, 'policy-warning /warnings/a11y-lable'],
  [
    { ...good, warnings: { 'no-blocked-tags': { level: 'off', reason: 'x' } } },
    'policy-warning /warnings/no-blocked-tags',
  ],
  [{ ...good, warnings: { 'a11y-lang': { level: 'off' } } }, 'policy-warning /warnings/a11y-lang'],
  [{ ...good, warnings: { 'a11y-lang': { level: 'off', reason: ' ' } } }, 'policy-warning /warnings/a11y-lang'],
  [{ ...good, warnings: { 'a11y-lang': { level: 'fatal' } } }, 'policy-warning /warnings/a11y-lang'],
  [{ ...good, warnings: { 'a11y-lang': 'off' } }, 'policy-warning /warnings/a11y-lang'],
  [{ ...good, warnings: { 'a11y-lang': { level: 'error', why: 'x' } } }, 'policy-warning /warnings/a11y-lang'],
];
for (const [policy, expected] of WRONG) {
  file(
    `${typeof policy === 'string' ? policy : JSON.stringify({ ...policy, format: undefined, extends: undefined })}: ${expected}`,
    () => {
      assert.ok(errors(policy).includes(expected), errors(policy).join(', '));
      assert.is(run(policy).policy, undefined);
      assert.ok(
        run(policy)
          .diagnostics.filter((one) => one.severity === 'error')
          .every((one) => one.source === 'policy.json'),
      );
    },
  );
}

file('a reason without override is a warning', () => {
  const { diagnostics } = run({ ...good, reasons: { maxNodeCount: 'x' } });
  assert.ok(diagnostics.some((one) => one.name === 'policy-unused-reason' && one.severity === 'warning'));
});

file('the command line overrides on top, recorded as such', () => {
  const policy = { ...good, overrides: { allowedLinkHosts: ['a.example'] }, reasons: { allowedLinkHosts: 'ours' } };
  const options = { policyOverrides: { allowedLinkHosts: { add: ['b.example'] }, maxNodeCount: 900 } };
  const { overrides, fields } = run(policy, options).policy as EffectivePolicy;
  assert.equal(fields['allowedLinkHosts'], ['a.example', 'b.example']);
  assert.equal(
    overrides.map(({ reason }) => reason),
    ['command line', 'command line'],
  );
  const { diagnostics } = run(good, { policyOverrides: { maxNodes: 1 } });
  assert.equal(
    diagnostics.filter((one) => one.severity === 'error').map((one) => [one.name, one.source]),
    [['policy-unknown-field', 'command line']],
  );
});

file.run();

const digest = suite('policy: digest');

digest('is the SHA-256 of the fields with sorted keys, whatever the way to them', () => {
  const { fields: all, digest: found } = run(undefined).policy as EffectivePolicy;
  const { minimumReleaseAge: _, ...fields } = all;
  const sorted = JSON.stringify(Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))));
  assert.is(found, `sha256-${createHash('sha256').update(sorted).digest('hex')}`);
  assert.is(run({ ...good, name: 'other', overrides: { maxNodeCount: 500 } }).policy?.digest, found);
  assert.is.not(run({ ...good, overrides: { maxNodeCount: 499 } }).policy?.digest, found);
  // What pinning may choose is nothing that a bundle is held to.
  assert.is(run({ ...good, overrides: { minimumReleaseAge: 14 } }).policy?.digest, found);
});

digest('is known to differ between the profiles', () => {
  assert.is(new Set(PROFILES.map((profile) => run(undefined, { profile }).policy?.digest)).size, 4);
});

digest.run();

const levels = suite('policy: levels of warnings');
const warned = { ...plan, satte: 1 };
const names = (policy: unknown) =>
  run(policy, {}, warned)
    .diagnostics.filter((one) => one.name === 'no-unknown-keys')
    .map((one) => one.severity);

levels('a warning can become an error, stay, or be left out with a reason', () => {
  assert.equal(names(good), ['warning']);
  assert.equal(names({ ...good, warnings: { 'no-unknown-keys': { level: 'warning' } } }), ['warning']);
  assert.equal(names({ ...good, warnings: { 'no-unknown-keys': { level: 'error' } } }), ['error']);
  assert.equal(names({ ...good, warnings: { 'no-unknown-keys': { level: 'off', reason: 'x' } } }), []);
});

levels('an error of the same name stays', () => {
  const off = { ...good, extends: 'strict', warnings: { 'no-unknown-keys': { level: 'off', reason: 'x' } } };
  assert.equal(names(off), ['error']);
});

levels.run();
