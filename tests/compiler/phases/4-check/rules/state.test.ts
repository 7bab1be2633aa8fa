import { allowedValueSources } from '../../../../../src/compiler/phases/4-check/rules/allowed-value-sources.ts';
import { maxActionsPerTransition } from '../../../../../src/compiler/phases/4-check/rules/max-actions-per-transition.ts';
import { maxStateBytes } from '../../../../../src/compiler/phases/4-check/rules/max-state-bytes.ts';
import { maxTransitions } from '../../../../../src/compiler/phases/4-check/rules/max-transitions.ts';
import { noUnsafePaths } from '../../../../../src/compiler/phases/4-check/rules/no-unsafe-paths.ts';
import { testRule, withChildren } from '../../../../helpers/test-rule.ts';

const add = { type: 'increment', path: 'n' };
const transitions = (count: number) => ({
  state: {
    initial: { n: 0 },
    transitions: Object.fromEntries(Array.from({ length: count }, (_, i) => [`e${i}`, [add]])),
  },
});
const actions = (count: number) => ({
  state: { initial: { n: 0 }, transitions: { 'a/b': Array.from({ length: count }, () => add) } },
});
const set = (path: string, value: unknown) => ({
  state: { initial: { a: {} }, transitions: { go: [{ type: 'set', path, value }] } },
});

testRule(maxTransitions, {
  accept: [{ name: '40 in strict', plan: transitions(40) }],
  reject: [
    { name: '41 in strict', plan: transitions(41), pointer: '/state/transitions', message: '41 transitions' },
    { name: '401 in relaxed', plan: transitions(401), profile: 'relaxed', pointer: '/state/transitions' },
  ],
});

testRule(maxActionsPerTransition, {
  accept: [{ name: '20 in strict', plan: actions(20) }],
  reject: [{ name: '21 in strict', plan: actions(21), pointer: '/state/transitions/a~1b', message: '21 actions' }],
});

testRule(noUnsafePaths, {
  accept: [{ name: 'names that only look alike', plan: set('a.constructors', 1) }],
  reject: [
    ...['a.__proto__.b', 'constructor', 'a.prototype'].map((path) => ({
      name: `the path ${path}`,
      plan: set(path, 1),
      profile: 'relaxed',
      pointer: '/state/transitions/go/0/path',
    })),
    {
      name: 'a reference',
      plan: set('a.b', { $from: 'state.a.constructor' }),
      pointer: '/state/transitions/go/0/value/$from',
    },
    {
      name: 'a template',
      plan: withChildren({ type: 'text', value: '{{state.__proto__.x}}' }),
      pointer: '/root/children/0/value',
    },
    {
      name: 'a template without root',
      plan: withChildren({ type: 'text', value: '{{constructor.x}}' }),
      pointer: '/root/children/0/value',
    },
  ],
});

testRule(allowedValueSources, {
  accept: ['state.a', 'event.payload.value', 'context.user', 'vars.theme'].map((path) => ({
    name: path,
    plan: set('a.b', { $from: path }),
  })),
  reject: ['window.location', 'a.b', 'globalThis', 'State.a'].map((path) => ({
    name: path,
    plan: set('a.b', [{ $from: path }]),
    profile: 'relaxed',
    pointer: '/state/transitions/go/0/value/0/$from',
  })),
});

testRule(maxStateBytes, {
  accept: [{ name: '65,536 bytes in strict', plan: { state: { initial: { a: 'x'.repeat(65_536 - 8) } } } }],
  reject: [
    {
      name: '65,537 bytes in strict',
      plan: { state: { initial: { a: 'x'.repeat(65_536 - 7) } } },
      pointer: '/state/initial',
      message: '65537 bytes',
    },
    {
      name: 'bytes and not characters',
      plan: { state: { initial: { a: 'ä'.repeat(40_000) } } },
      pointer: '/state/initial',
    },
  ],
});
