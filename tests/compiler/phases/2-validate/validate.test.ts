import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { findings } from '../../../helpers/door.ts';

const text = { type: 'text', value: 'x' };
const base = { specVersion: 'runtime-plan/v1', id: 'a', version: 1, root: text };
const element = (fields: object) => ({ root: { type: 'element', tag: 'p', ...fields } });
const transitions = (go: unknown) => ({ state: { initial: {}, transitions: { go } } });
const nested = (levels: number, inner: unknown = 1) => {
  let value = inner;
  for (let i = 0; i < levels; i++) value = { a: value };
  return value;
};

/** Errors as `name pointer`. */
function errors(change: object): string[] {
  const all = findings({ ...base, ...change }, { profile: 'relaxed' });
  return all.filter((one) => one.severity === 'error').map((one) => `${one.name} ${one.pointer}`);
}

const test = suite('validate');

const REFUSED: readonly (readonly [string, object, readonly string[]])[] = [
  ['no id', { id: undefined }, ['missing-key ']],
  ['a null id', { id: null }, ['wrong-type /id']],
  ['a blank id', { id: '' }, ['blank-or-padded /id']],
  ['a padded id', { id: ' a' }, ['blank-or-padded /id']],
  ['an id padded by another space', { id: 'a\u2003' }, ['blank-or-padded /id']],
  ['an id with a control character', { id: 'a\u0007b' }, ['control-character /id']],
  ['an id of 201 characters', { id: '😀'.repeat(201) }, ['value-range /id']],
  ['version 0', { version: 0 }, ['value-range /version']],
  ['version -1', { version: -1 }, ['value-range /version']],
  ['version 1.5', { version: 1.5 }, ['wrong-type /version']],
  ['version "1"', { version: '1' }, ['wrong-type /version']],
  ['a version that is not exact', { version: 2 ** 53 }, ['json-number-precision /version']],
  ['a number as specVersion', { specVersion: 1 }, ['wrong-type /specVersion']],
  ['no root', { root: undefined }, ['missing-key ']],
  ['a null root', { root: null }, ['wrong-type /root']],
  ['a node without type', { root: {} }, ['missing-key /root']],
  ['a node of type Element', { root: { type: 'Element' } }, ['unknown-node-type /root/type']],
  ['a node of type constructor', { root: { type: 'constructor' } }, ['unknown-node-type /root/type']],
  ['a node with a number as type', { root: { type: 1 } }, ['wrong-type /root/type']],
  [
    'children that are no nodes',
    element({ children: ['x', 1, null, []] }),
    [0, 1, 2, 3].map((i) => `wrong-type /root/children/${i}`),
  ],
  ['children that are no array', element({ children: {} }), ['wrong-type /root/children']],
  ['null children', element({ children: null }), ['wrong-type /root/children']],
  ['props that are no object', element({ props: [] }), ['wrong-type /root/props']],
  ['a text with props', { root: { ...text, props: {} } }, ['no-unknown-keys /root/props']],
  ['a text with children', { root: { ...text, children: [] } }, ['no-unknown-keys /root/children']],
  ['a text without value', { root: { type: 'text' } }, ['missing-key /root']],
  ['an element without tag', { root: { type: 'element' } }, ['missing-key /root']],
  ['a padded tag', element({ tag: ' p' }), ['blank-or-padded /root/tag']],
  ['a blank tag', element({ tag: '' }), ['blank-or-padded /root/tag']],
  ['a tag with an attribute', element({ tag: 'p class' }), ['tag-name /root/tag']],
  ['a tag with a colon', element({ tag: 'svg:p' }), ['tag-name /root/tag']],
  ['a tag that begins with a digit', element({ tag: '1p' }), ['tag-name /root/tag']],
  ['a padded module', { root: { type: 'component', module: 'a ' } }, ['blank-or-padded /root/module']],
  ['state without initial', { state: {} }, ['missing-key /state']],
  ['state with another key', { state: { initial: {}, init: 1 } }, ['no-unknown-keys /state/init']],
  ['initial that is no object', { state: { initial: [] } }, ['wrong-type /state/initial']],
  ['a transition that is no list', transitions({}), ['wrong-type /state/transitions/go']],
  ['a blank event type', { state: { initial: {}, transitions: { '': [] } } }, ['blank-or-padded /state/transitions/']],
  [
    'a long event type',
    { state: { initial: {}, transitions: { ['x'.repeat(129)]: [] } } },
    [`value-range /state/transitions/${'x'.repeat(129)}`],
  ],
  ['an action that is no object', transitions(['set']), ['wrong-type /state/transitions/go/0']],
  ['an action without type', transitions([{ path: 'a' }]), ['missing-key /state/transitions/go/0']],
  ['an unknown action', transitions([{ type: 'add', path: 'a' }]), ['unknown-action /state/transitions/go/0/type']],
  [
    'the action toString',
    transitions([{ type: 'toString', path: 'a' }]),
    ['unknown-action /state/transitions/go/0/type'],
  ],
  ['set without value', transitions([{ type: 'set', path: 'a' }]), ['missing-key /state/transitions/go/0']],
  [
    'toggle with a value',
    transitions([{ type: 'toggle', path: 'a', value: 1 }]),
    ['no-unknown-keys /state/transitions/go/0/value'],
  ],
  [
    'increment by a string',
    transitions([{ type: 'increment', path: 'a', by: '1' }]),
    ['wrong-type /state/transitions/go/0/by'],
  ],
  [
    'increment by null',
    transitions([{ type: 'increment', path: 'a', by: null }]),
    ['wrong-type /state/transitions/go/0/by'],
  ],
  ['a padded path', transitions([{ type: 'toggle', path: ' a' }]), ['blank-or-padded /state/transitions/go/0/path']],
  ['an unknown capability', { capabilities: { timer: true } }, ['no-unknown-keys /capabilities/timer']],
  ['a null capability', { capabilities: { timers: null } }, ['wrong-type /capabilities/timers']],
  [
    'an unknown execution profile',
    { capabilities: { executionProfile: 'vm' } },
    ['unknown-value /capabilities/executionProfile'],
  ],
  ['an unknown store', { capabilities: { storage: ['cookies'] } }, ['unknown-value /capabilities/storage/0']],
  ['a negative budget', { capabilities: { maxImports: -1 } }, ['value-range /capabilities/maxImports']],
  ['no time at all', { capabilities: { maxExecutionMs: 0.5 } }, ['value-range /capabilities/maxExecutionMs']],
  ['imports that are no list', { imports: 'a' }, ['wrong-type /imports']],
  ['a blank import', { imports: [''] }, ['blank-or-padded /imports/0']],
  ['a manifest entry without URL', { moduleManifest: { a: {} } }, ['missing-key /moduleManifest/a']],
  [
    'a manifest entry with another key',
    { moduleManifest: { a: { resolvedUrl: 'https://ga.jspm.io/a', url: 1 } } },
    ['no-unknown-keys /moduleManifest/a/url'],
  ],
  ['a source without language', { source: { code: 'x' } }, ['missing-key /source']],
  ['a source in another language', { source: { code: 'x', language: 'python' } }, ['unknown-value /source/language']],
  ['a blank source', { source: { code: '\n', language: 'js' } }, ['blank-or-padded /source/code']],
  ['tags that are no strings', { metadata: { tags: [1] } }, ['wrong-type /metadata/tags/0']],
  ['metadata that is no object', { metadata: null }, ['wrong-type /metadata']],
  [
    'constructor in the initial state',
    { state: { initial: { a: [{ constructor: 1 }] } } },
    ['forbidden-state-key /state/initial/a/0/constructor'],
  ],
  [
    'prototype in the value of an action',
    transitions([{ type: 'set', path: 'a', value: { prototype: 1 } }]),
    ['forbidden-state-key /state/transitions/go/0/value/prototype'],
  ],
  [
    'constructor in a payload',
    element({ props: { onClick: { type: 'go', payload: { constructor: 1 } } } }),
    ['forbidden-state-key /root/props/onClick/payload/constructor'],
  ],
  [
    'data of 65 levels in the state',
    { state: { initial: nested(65) } },
    [`data-depth /state/initial${'/a'.repeat(64)}`],
  ],
  ['data of 65 levels in the metadata', { metadata: nested(65) as object }, [`data-depth /metadata${'/a'.repeat(64)}`]],
  [
    'data of 65 levels in a prop',
    { root: { type: 'component', module: 'a', props: { x: nested(65) } } },
    [`data-depth /root/props/x${'/a'.repeat(64)}`],
  ],
];
for (const [name, change, expected] of REFUSED) {
  test(`refuses ${name}`, () => assert.equal(errors(change), expected));
}

const ACCEPTED: readonly (readonly [string, object])[] = [
  ['the smallest plan', {}],
  ['an id of 200 characters', { id: '😀'.repeat(200) }],
  ['the greatest version', { version: Number.MAX_SAFE_INTEGER }],
  ['a tag with hyphens and digits', element({ tag: 'my-part2' })],
  ['a tag in the case of SVG', element({ tag: 'svg', children: [{ type: 'element', tag: 'linearGradient' }] })],
  ['constructor as plain data', { metadata: { constructor: { prototype: 1 } } }],
  ['a key that only begins so', { state: { initial: { constructorStandings: 1 } } }],
  ['data of 64 levels', { state: { initial: nested(64) }, metadata: nested(64) as object }],
  [
    'every capability',
    {
      capabilities: {
        domWrite: true,
        networkHosts: [],
        timers: false,
        storage: ['localStorage'],
        executionProfile: 'isolated-vm',
        maxImports: 0,
        maxComponentInvocations: 0,
        maxExecutionMs: 1,
      },
    },
  ],
  ['free metadata', { metadata: { sourcePrompt: 'x', tags: ['a'], anything: { at: ['all', null] } } }],
];
for (const [name, change] of ACCEPTED) test(`accepts ${name}`, () => assert.equal(errors(change), []));

test('a repeated import is a warning with its fix', () => {
  const found = findings({ ...base, imports: ['./a.mjs', './a.mjs'] }).find((one) => one.name === 'import-duplicate');
  assert.is(found?.severity, 'warning');
  assert.equal(found?.fix, [{ op: 'remove', path: '/imports/1' }]);
});

test('near names are suggested, and messages name what was found', () => {
  const [first] = findings({ ...base, root: { type: 'text', vlaue: 'x', value: 'y' } });
  assert.is(first?.message, '`vlaue` is no key of `root`.');
  assert.is(first?.help, 'Did you mean `value`?');
  const [second] = findings({ ...base, version: '1' });
  assert.is(second?.message, '`version` must be a whole number, but is the string `1`.');
});

test('a document that is no object is one finding', () => {
  for (const document of [[], 'x', 1, null])
    assert.equal(
      findings(JSON.stringify(document)).map((one) => one.name),
      ['wrong-type'],
    );
});

test('trees are walked without recursion, to 512 levels of nodes', () => {
  const deep = (levels: number) =>
    `{"id":"a","version":1,"root":${'{"type":"element","tag":"div","children":['.repeat(levels)}${JSON.stringify(text)}${']}'.repeat(levels)}}`;
  const names = (levels: number) => findings(deep(levels), { profile: 'relaxed' }).map((one) => one.name);
  assert.not(names(512).includes('node-depth'));
  assert.ok(names(512).includes('max-tree-depth'));
  assert.ok(names(513).includes('node-depth'));
  assert.equal(names(1100), ['json-depth']);
});

test('a hundred thousand wrong nodes end in a hundred findings and one line', () => {
  const bad = `{"type":"text","vlaue":1},`.repeat(100_000);
  const all = findings(`{"id":"a","version":1,"root":{"type":"element","tag":"p","children":[${bad}1]}}`);
  assert.is(all.length, 101);
  assert.match(all.at(-1)?.message ?? '', /^199901 more/);
});

test.run();
