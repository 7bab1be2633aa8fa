import { allowedLinkHosts } from '../../../../../src/compiler/phases/4-check/rules/allowed-link-hosts.ts';
import { allowedUrlHosts } from '../../../../../src/compiler/phases/4-check/rules/allowed-url-hosts.ts';
import { allowedUrlSchemes } from '../../../../../src/compiler/phases/4-check/rules/allowed-url-schemes.ts';
import { maxDataUrlBytes } from '../../../../../src/compiler/phases/4-check/rules/max-data-url-bytes.ts';
import { noDataImages } from '../../../../../src/compiler/phases/4-check/rules/no-data-images.ts';
import { noFormAction } from '../../../../../src/compiler/phases/4-check/rules/no-form-action.ts';
import { noLegacyUrlAttributes } from '../../../../../src/compiler/phases/4-check/rules/no-legacy-url-attributes.ts';
import { noUnsafeCss } from '../../../../../src/compiler/phases/4-check/rules/no-unsafe-css.ts';
import { testRule, withChildren, withElement } from '../../../../helpers/test-rule.ts';

const link = (href: string) => withElement('a', { href });
const image = (src: string) => withElement('img', { src, alt: 'x' });
const withState = (plan: object, initial: object) => ({ ...plan, state: { initial } });
const png = (length: number) => `data:image/png;base64,${'A'.repeat(length)}`;
const at = (prop: string) => `/root/children/0/props/${prop}`;
const inSvg = (tag: string, props: object) =>
  withChildren({ type: 'element', tag: 'svg', children: [{ type: 'element', tag, props }] });

const SCRIPTS = [
  'javascript:x',
  'JaVaScRiPt:x',
  ' javascript:x',
  '\u0001javascript:x',
  'java\nscript:x',
  'java\tscript:x',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:x',
  'filesystem:x',
  'about:blank',
  'ws://h/',
  'data:text/html,x',
  'foo:bar',
];

testRule(allowedUrlSchemes, {
  accept: [
    ...[
      '/x?q=javascript:1',
      'x:y'.replace(':', '%3a'),
      '#a',
      '',
      '?q',
      'mailto:a@example.com',
      'tel:+1',
      './javascript:x',
    ].map((url) => ({
      name: `the link ${JSON.stringify(url)}`,
      plan: link(url),
    })),
    { name: 'a relative image', plan: image('p.png') },
    { name: 'a fragment in svg', plan: inSvg('use', { href: '#a' }) },
  ],
  reject: [
    ...SCRIPTS.map((url) => ({
      name: `${JSON.stringify(url)} in relaxed`,
      plan: link(url),
      profile: 'relaxed',
      pointer: at('href'),
    })),
    { name: 'a backslash', plan: link('\\\\h\\x'), pointer: at('href') },
    { name: 'credentials', plan: link('https://user:pw@ga.jspm.io/'), profile: 'relaxed', pointer: at('href') },
    { name: 'http in strict', plan: link('http://ga.jspm.io/'), pointer: at('href') },
    { name: 'an empty image', plan: image(''), pointer: at('src') },
    { name: 'mailto as an image', plan: image('mailto:a@example.com'), pointer: at('src') },
    {
      name: 'one bad candidate',
      plan: withElement('img', { alt: '', srcset: 'a.png 1x, javascript:x 2x' }),
      pointer: at('srcset'),
    },
    {
      name: 'a file in svg',
      plan: inSvg('use', { href: 'a.svg#b' }),
      pointer: '/root/children/0/children/0/props/href',
    },
    {
      name: 'what the initial state gives',
      plan: withState(link('{{state.url}}'), { url: 'javascript:x' }),
      profile: 'relaxed',
      pointer: at('href'),
      message: 'initial state',
    },
  ],
});

testRule(allowedUrlHosts, {
  accept: [
    { name: 'a listed host', plan: image('https://ga.jspm.io/a.png') },
    { name: 'any host in relaxed', plan: image('https://evil.example/p.png'), profile: 'relaxed' },
    {
      name: 'a host that a policy adds',
      plan: image('//cdn.example/p.png'),
      fields: { allowedNetworkHosts: { add: ['cdn.example'] } },
    },
  ],
  reject: [
    {
      name: 'an unlisted host',
      plan: image('https://evil.example/p.png'),
      profile: 'trusted',
      pointer: at('src'),
      message: 'evil.example',
    },
    { name: 'a host without scheme', plan: image('//evil.example/p.png'), pointer: at('src') },
    { name: 'a listed host on another port', plan: image('https://ga.jspm.io:8443/p.png'), pointer: at('src') },
    { name: 'a host that only ends alike', plan: image('https://evilga.jspm.io/p.png'), pointer: at('src') },
    { name: 'a poster', plan: withElement('video', { poster: 'https://evil.example/p.png' }), pointer: at('poster') },
  ],
});

testRule(allowedLinkHosts, {
  accept: [
    { name: 'any literal origin in balanced', plan: link('https://other.example/'), profile: 'balanced' },
    {
      name: 'a path by template',
      plan: withState(link('https://other.example/{{state.p}}'), { p: 'x' }),
      profile: 'balanced',
    },
    {
      name: 'a listed host in strict',
      plan: link('https://docs.example/'),
      fields: { allowedLinkHosts: ['docs.example'] },
    },
    {
      name: 'an origin by template where the host is listed by name',
      plan: withState(link('https://{{state.h}}/'), { h: 'docs.example' }),
      fields: { allowedLinkHosts: ['docs.example'] },
    },
  ],
  reject: [
    { name: 'an unlisted host in strict', plan: link('https://other.example/'), pointer: at('href') },
    { name: 'a citation', plan: withElement('blockquote', { cite: 'https://other.example/' }), pointer: at('cite') },
    ...['strict', 'balanced', 'trusted', 'relaxed'].map((profile) => ({
      name: `an origin by template in ${profile}`,
      plan: withState(link('https://{{state.h}}/'), { h: 'other.example' }),
      profile,
      pointer: at('href'),
    })),
  ],
});

testRule(noLegacyUrlAttributes, {
  accept: [{ name: 'a map by fragment', plan: withElement('img', { alt: '', src: 'a.png', useMap: '#m' }) }],
  reject: [
    'ping',
    'background',
    'manifest',
    'profile',
    'codebase',
    'classid',
    'archive',
    'attributionsrc',
    'dynsrc',
    'lowsrc',
    'xml:base',
  ].map((prop) => ({ name: prop, plan: withElement('a', { [prop]: '/a' }), profile: 'relaxed', pointer: at(prop) })),
});

testRule(noDataImages, {
  accept: [{ name: 'a PNG in balanced', plan: image(png(8)), profile: 'balanced' }],
  reject: [
    { name: 'a PNG in strict', plan: image(png(8)), pointer: at('src') },
    { name: 'an svg image', plan: image('data:image/svg+xml;base64,AAAA'), profile: 'relaxed', pointer: at('src') },
  ],
});

testRule(maxDataUrlBytes, {
  accept: [{ name: '65,536 bytes in balanced', plan: image(png(65_536 - 22)), profile: 'balanced' }],
  reject: [
    {
      name: 'more in balanced',
      plan: image(png(65_536 - 21)),
      profile: 'balanced',
      pointer: at('src'),
      message: '65537',
    },
  ],
});

testRule(noFormAction, {
  accept: [
    { name: 'a form without action', plan: withElement('form') },
    { name: 'a relative action in relaxed', plan: withElement('form', { action: '/x' }), profile: 'relaxed' },
  ],
  reject: ['strict', 'balanced', 'trusted'].flatMap((profile) => [
    { name: `action in ${profile}`, plan: withElement('form', { action: '/x' }), profile, pointer: at('action') },
    {
      name: `formaction in ${profile}`,
      plan: withElement('button', { formAction: '/x', title: 'x' }),
      profile,
      pointer: at('formAction'),
    },
  ]),
});

const styled = (style: unknown) => withElement('p', { style });
testRule(noUnsafeCss, {
  accept: [
    { name: 'plain declarations', plan: styled('color: #333; margin: 0 auto') },
    { name: 'an object', plan: styled({ marginTop: 4, '--x': 'a b' }) },
    { name: 'a fragment', plan: inSvg('rect', { fill: 'url(#g)' }) },
  ],
  reject: [
    ...[
      'background:url(//h)',
      'background:u\\72l(//h)',
      'background:u/**/rl(//h);color:url(//h)',
      'color:expression(x)',
      'behavior:url(x)',
      'color:red !important',
    ].map((style) => ({ name: style, plan: styled(style), profile: 'relaxed', pointer: at('style') })),
    { name: 'a second declaration', plan: styled({ color: 'red;background:blue' }), pointer: at('style/color') },
    {
      name: 'a URL in svg',
      plan: inSvg('rect', { fill: 'url(https://h/x)' }),
      pointer: '/root/children/0/children/0/props/fill',
    },
  ],
});
