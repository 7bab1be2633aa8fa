import { allowedSpecVersions } from '../../../../../src/compiler/phases/4-check/rules/allowed-spec-versions.ts';
import { maxNodeCount } from '../../../../../src/compiler/phases/4-check/rules/max-node-count.ts';
import { maxTreeDepth } from '../../../../../src/compiler/phases/4-check/rules/max-tree-depth.ts';
import { noBlockedTags } from '../../../../../src/compiler/phases/4-check/rules/no-blocked-tags.ts';
import { noInlineHandlers } from '../../../../../src/compiler/phases/4-check/rules/no-inline-handlers.ts';
import { noRawHtml } from '../../../../../src/compiler/phases/4-check/rules/no-raw-html.ts';
import { noReservedAttributes } from '../../../../../src/compiler/phases/4-check/rules/no-reserved-attributes.ts';
import { noUnknownKeys } from '../../../../../src/compiler/phases/4-check/rules/no-unknown-keys.ts';
import { requireSpecVersion } from '../../../../../src/compiler/phases/4-check/rules/require-spec-version.ts';
import { testRule, withChildren, withElement } from '../../../../helpers/test-rule.ts';

const text = { type: 'text', value: 'x' };
const texts = (count: number) => withChildren(...Array.from({ length: count }, () => text));
const nested = (depth: number) => {
  let node: object = text;
  for (let i = 0; i < depth; i++) node = { type: 'element', tag: 'div', children: [node] };
  return { root: node };
};

testRule(requireSpecVersion, {
  accept: [
    { name: 'a plan that says its version', plan: {} },
    { name: 'none in relaxed', plan: { specVersion: undefined }, profile: 'relaxed' },
  ],
  reject: ['strict', 'balanced', 'trusted'].map((profile) => ({
    name: `none in ${profile}`,
    plan: { specVersion: undefined },
    profile,
    pointer: '',
  })),
});

testRule(allowedSpecVersions, {
  accept: [{ name: 'v1', plan: {} }],
  reject: ['strict', 'balanced', 'trusted', 'relaxed'].map((profile) => ({
    name: `v2 in ${profile}`,
    plan: { specVersion: 'runtime-plan/v2' },
    profile,
    pointer: '/specVersion',
    message: 'runtime-plan/v2',
  })),
});

testRule(noUnknownKeys, {
  accept: [
    { name: 'a key of its own', plan: { 'x-note': 1 } },
    { name: '$schema', plan: { $schema: 'https://example.com/plan.json' } },
  ],
  reject: [
    { name: 'a mistyped key in strict', plan: { satte: {} }, pointer: '/satte' },
    {
      name: 'a mistyped key in balanced',
      plan: { satte: {} },
      profile: 'balanced',
      pointer: '/satte',
      severity: 'warning',
    },
    { name: 'the key constructor', plan: { constructor: 1 }, pointer: '/constructor' },
  ],
});

testRule(maxTreeDepth, {
  accept: [
    { name: 'depth 8 in strict', plan: nested(8) },
    { name: 'depth 12 in balanced', plan: nested(12), profile: 'balanced' },
    { name: 'what an override allows', plan: nested(400), fields: { maxTreeDepth: 400 } },
  ],
  reject: [
    { name: 'depth 9 in strict', plan: nested(9), pointer: `/root${'/children/0'.repeat(9)}`, message: '9 levels' },
    { name: 'depth 25 in relaxed', plan: nested(25), profile: 'relaxed', pointer: `/root${'/children/0'.repeat(25)}` },
  ],
});

testRule(maxNodeCount, {
  accept: [
    { name: '250 nodes in strict', plan: texts(249) },
    { name: 'no node where none is counted twice', plan: texts(0), fields: { maxNodeCount: 1 } },
  ],
  reject: [
    { name: '251 nodes in strict', plan: texts(250), pointer: '/root', message: '251' },
    { name: '501 nodes in balanced', plan: texts(500), profile: 'balanced', pointer: '/root' },
  ],
});

const FIXED = (
  'script style link meta base title html head body iframe frame frameset fencedframe portal object embed applet param ' +
  'noscript noembed noframes template slot plaintext xmp listing marquee SCRIPT foreignObject animate set discard ' +
  'handler listener annotation-xml maction semantics'
).split(' ');

testRule(noBlockedTags, {
  accept: [
    {
      name: 'ordinary elements',
      plan: withChildren({ type: 'element', tag: 'p' }, { type: 'element', tag: 'my-part' }),
    },
    {
      name: 'a title inside svg',
      plan: withChildren({
        type: 'element',
        tag: 'svg',
        children: [{ type: 'element', tag: 'title', children: [text] }],
      }),
    },
  ],
  reject: [
    ...FIXED.map((tag) => ({
      name: `${tag} in relaxed`,
      plan: withElement(tag),
      profile: 'relaxed',
      pointer: '/root/children/0/tag',
    })),
    {
      name: 'script inside svg',
      plan: withChildren({ type: 'element', tag: 'svg', children: [{ type: 'element', tag: 'script' }] }),
      pointer: '/root/children/0/children/0/tag',
    },
    {
      name: 'what a policy adds, in any case',
      plan: withElement('VIDEO'),
      fields: { blockedTags: { add: ['video'] } },
      pointer: '/root/children/0/tag',
      message: 'policy blocks',
    },
    {
      name: 'a fixed tag although the policy lists none',
      plan: withElement('iframe'),
      fields: { blockedTags: [] },
      pointer: '/root/children/0/tag',
    },
  ],
});

testRule(noInlineHandlers, {
  accept: [{ name: 'a binding', plan: withElement('button', { onClick: 'go', title: 'x' }) }],
  reject: [
    ...['onclick', 'OnClick', 'ONCLICK', 'on-click', 'once', 'on'].map((prop) => ({
      name: prop,
      plan: withElement('button', { [prop]: 'x()' }),
      profile: 'trusted',
      pointer: `/root/children/0/props/${prop}`,
    })),
    {
      name: 'onclick in relaxed, with a warning',
      plan: withElement('button', { onclick: 'x()' }),
      profile: 'relaxed',
      pointer: '/root/children/0/props/onclick',
      severity: 'warning',
    },
  ],
});

testRule(noRawHtml, {
  accept: [{ name: 'an attribute', plan: withElement('p', { title: '<b>' }) }],
  reject: ['innerHTML', 'innerhtml', 'outerHTML', 'textContent', 'dangerouslySetInnerHTML', 'srcdoc'].map((prop) => ({
    name: prop,
    plan: withElement('p', { [prop]: '<b>' }),
    profile: 'relaxed',
    pointer: `/root/children/0/props/${prop}`,
  })),
});

testRule(noReservedAttributes, {
  accept: [{ name: 'a data attribute', plan: withElement('p', { 'data-step': '1', id: 'a' }) }],
  reject: ['ref', 'is', 'slot', 'nonce', 'integrity', 'http-equiv', 'data-rf-e', 'DATA-RF-E', 'Is'].map((prop) => ({
    name: prop,
    plan: withElement('p', { [prop]: 'x' }),
    profile: 'relaxed',
    pointer: `/root/children/0/props/${prop}`,
  })),
});
