import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Json, JsonObject, PlanNode } from '../../src/plan/types.ts';
import { build, findings, names } from '../helpers/door.ts';
import { expectFinding, expectGood } from '../helpers/expect-finding.ts';
import { el, planOf, stateful } from '../helpers/plan.ts';

const test = suite('conformance: document');
const PROFILES = ['strict', 'balanced', 'trusted', 'relaxed'];
const plan = planOf(el('main', {}, 'ok'));
const change = (extra: JsonObject) => ({ ...plan, ...extra });
const { specVersion: _, ...unversioned } = plan;

test('C013: capabilities may be absent', () => {
  for (const profile of PROFILES) expectGood(plan, { profile });
});

test('C014: a blank or padded id is refused', () => {
  for (const id of ['', ' ', '\u00A0', ' a', 'a ', '\ta'])
    expectFinding(change({ id }), 'blank-or-padded', { pointer: '/id' });
});

test('C015: a version is an integer from 1', () => {
  for (const version of [0, 1.5, -1, '1', null]) {
    const errors = findings(change({ version })).filter((item) => item.severity === 'error');
    assert.equal([...new Set(errors.map((item) => item.pointer))], ['/version'], String(version));
  }
});

test('C016: an unknown specVersion is refused in every profile', () => {
  for (const profile of PROFILES)
    expectFinding(change({ specVersion: 'runtime-plan/v2' }), 'allowed-spec-versions', { options: { profile } });
});

test('C017: only relaxed does without specVersion', () => {
  for (const profile of PROFILES.slice(0, 3))
    expectFinding(unversioned, 'require-spec-version', { options: { profile } });
  expectGood(unversioned, { profile: 'relaxed' });
});

test('C018: an unknown top-level key warns in balanced and fails in strict', () => {
  const mistyped = change({ satte: {} });
  const finding = expectFinding(mistyped, 'no-unknown-keys', { pointer: '/satte', severity: 'warning' });
  assert.match(`${finding.message} ${finding.help}`, /`state`/);
  expectFinding(mistyped, 'no-unknown-keys', { options: { profile: 'strict' } });
});

test('C019: keys beginning with x- are ignored', () => {
  assert.equal(findings(change({ 'x-note': { any: 1 } }), { profile: 'strict', lang: 'en' }), []);
});

test('C020: unknown keys deeper down are errors in every profile', () => {
  const cases: [JsonObject, string][] = [
    [{ root: { ...el('p'), chidren: [] } as unknown as Json }, '/root/chidren'],
    [
      { state: { initial: { n: 0 }, transitions: { go: [{ type: 'increment', path: 'n', vaule: 1 }] } } },
      '/state/transitions/go/0/vaule',
    ],
    [{ capabilities: { timer: true } }, '/capabilities/timer'],
    [{ state: { initial: {}, transition: {} } }, '/state/transition'],
  ];
  for (const [extra, pointer] of cases)
    for (const profile of PROFILES) expectFinding(change(extra), 'no-unknown-keys', { pointer, options: { profile } });
  const near = expectFinding(change({ capabilities: { timer: true } }), 'no-unknown-keys');
  assert.match(`${near.message} ${near.help}`, /`timers`/);
  const binding = planOf(el('button', { onClick: { type: 'go', playload: {} } }, 'x'));
  assert.ok(names(findings(binding)).length > 0);
});

test('C021: an id never becomes a path', async () => {
  const { bundle } = await build(change({ id: '../../etc/x' }));
  for (const file of bundle!.files) assert.not.match(file.path, /\.\.|etc/);
});

test('C022: a text node has a value and nothing else', () => {
  for (const extra of [{ children: [] }, { props: {} }])
    assert.ok(names(findings(planOf({ type: 'text', value: 'x', ...extra } as PlanNode))).length > 0);
});

test('C023: children are nodes', () => {
  for (const child of ['text', 5, null, ['x']]) {
    const broken = planOf({ ...el('p'), children: [el('b'), child] } as PlanNode);
    assert.ok(findings(broken).some((item) => item.severity === 'error' && item.pointer === '/root/children/1'));
  }
});

test('C024: a node type is written in lower case', () => {
  assert.ok(names(findings(planOf({ type: 'Element', tag: 'p' } as unknown as PlanNode))).length > 0);
});

test('C025: four hundred levels are refused by policy', () => {
  let root: PlanNode = el('b', {}, 'deep');
  for (let level = 0; level < 398; level++) root = el('div', {}, root);
  assert.ok(names(findings(planOf(root))).includes('max-tree-depth'));
});

test('C026: strict accepts depth 8 and refuses 9', () => {
  const chain = (depth: number) => {
    let root: PlanNode = { type: 'text', value: 'x' };
    for (let level = 0; level < depth; level++) root = el('div', {}, root);
    return planOf(root);
  };
  expectGood(chain(8), { profile: 'strict' });
  expectFinding(chain(9), 'max-tree-depth', { options: { profile: 'strict' } });
});

test('C027: strict accepts 250 nodes and refuses 251, texts included', () => {
  const wide = (nodes: number) =>
    planOf(el('ul', {}, ...Array.from({ length: (nodes - 1) / 2 }, () => el('li', {}, 'x'))));
  const odd = (nodes: number) =>
    planOf(el('ul', {}, el('li'), ...Array.from({ length: (nodes - 2) / 2 }, () => el('li', {}, 'x'))));
  expectGood(odd(250), { profile: 'strict' });
  expectFinding(wide(251), 'max-node-count', { options: { profile: 'strict' } });
});

test('C140: domWrite false with a reachable transition is refused', () => {
  const clicking = stateful(
    el('button', { onClick: 'go' }, '{{n}}'),
    { n: 0 },
    { go: [{ type: 'increment', path: 'n' }] },
  );
  expectFinding({ ...clicking, capabilities: { domWrite: false } }, 'capability-dom-write', {
    pointer: '/capabilities/domWrite',
  });
  expectGood(change({ capabilities: { domWrite: false } }));
});

test('C142: a host beyond the policy is refused', () => {
  const capabilities = { networkHosts: ['evil.example'] };
  expectFinding(change({ capabilities }), 'allowed-network-hosts', { pointer: '/capabilities/networkHosts/0' });
  expectGood(change({ capabilities: { networkHosts: ['ga.jspm.io'] } }));
});

test('C143: a malformed host is refused and never reaches the CSP', async () => {
  for (const host of [
    "a.example 'unsafe-inline'",
    'a;script-src *',
    '"x"',
    '*',
    'localhost',
    '127.0.0.1',
    'https://a.example',
    'a.example/x',
    '',
  ]) {
    for (const profile of PROFILES) {
      const { bundle, diagnostics } = await build(change({ capabilities: { networkHosts: [host] } }), { profile });
      assert.is(bundle, undefined, host);
      assert.ok(names(diagnostics).length > 0);
    }
  }
});

test('C145: strict accepts 5000 milliseconds and refuses 5001', () => {
  const asks = (maxExecutionMs: number) => change({ capabilities: { maxExecutionMs } });
  expectGood(asks(5000), { profile: 'strict' });
  expectFinding(asks(5001), 'max-execution-ms', { options: { profile: 'strict' } });
});

test('C147: every execution profile gives the same declarative page', async () => {
  const pages = new Set<string>();
  for (const executionProfile of [
    'standard',
    'isolated-vm',
    'sandbox-worker',
    'sandbox-iframe',
    'sandbox-shadowrealm',
  ]) {
    const { bundle } = await build(change({ capabilities: { executionProfile } }));
    const files = bundle!.files.filter((file) => !file.path.endsWith('manifest.json'));
    pages.add(JSON.stringify(files));
    assert.is(bundle!.manifest.executionProfile, executionProfile);
  }
  assert.is(pages.size, 1);
});

test.run();
