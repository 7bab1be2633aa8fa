import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { JsonObject } from '../../src/plan/types.ts';
import { build, findings, htmlOf, names, scriptOf } from '../helpers/door.ts';
import { expectFinding, expectGood } from '../helpers/expect-finding.ts';
import { createLab } from '../helpers/lab.ts';
import { el, planOf, stateful } from '../helpers/plan.ts';

const test = suite('conformance: elements');
const lab = createLab();
test.after(lab.close);

const PROFILES = ['strict', 'balanced', 'trusted', 'relaxed'];
const html = async (plan: unknown) => htmlOf((await build(plan)).bundle!);
const p = (props: JsonObject) => planOf(el('p', { id: 'p', ...props }, 'x'));
const inMain = (node: Parameters<typeof planOf>[0]) => planOf(el('main', {}, node));
const tag = (markup: string, name: string) => new RegExp(`<${name}\\b[^>]*>`).exec(markup)?.[0] ?? '';

test('C054: void elements have no end tag and no children', async () => {
  const markup = await html(planOf(el('p', {}, 'a', el('br'), 'b')));
  assert.match(markup, /a<br>b/);
  expectFinding(planOf(el('p', {}, el('br', {}, 'x'))), 'void-children');
});

test('C055: script is refused everywhere', () => {
  for (const profile of PROFILES) {
    for (const name of ['script', 'SCRIPT', 'iframe', 'style', 'template', 'meta', 'base', 'object', 'noscript'])
      expectFinding(inMain(el(name)), 'no-blocked-tags', { pointer: '/root/children/0/tag', options: { profile } });
    for (const name of ['script', 'foreignObject', 'animate', 'set'])
      expectFinding(planOf(el('svg', {}, el(name))), 'no-blocked-tags', { options: { profile } });
  }
});

test('C056: a padded tag is refused', () => {
  assert.ok(names(findings(inMain(el(' script ')))).length > 0);
  for (const bad of ['1x', 'a b', 'x>y', 'p/', 'é']) expectFinding(inMain(el(bad)), 'tag-name');
});

test('C057: a policy file cannot unblock a fixed tag', () => {
  const overrides = { blockedTags: { remove: ['iframe'] } };
  const policy = { format: 'renderify-policy/v1', extends: 'relaxed', overrides, reasons: { blockedTags: 'try' } };
  const options = { policy: { name: 'policy.json', text: JSON.stringify(policy) } };
  assert.ok(names(findings(inMain(el('iframe')), options)).length > 0);
  const replaced = { ...policy, overrides: { blockedTags: [] } };
  const whole = { policy: { name: 'policy.json', text: JSON.stringify(replaced) } };
  expectFinding(inMain(el('iframe')), 'no-blocked-tags', { options: whole });
});

test('C058: what the parser would move is refused', () => {
  expectFinding(inMain(el('table', {}, el('tr', {}, el('td', {}, 'x')))), 'html-reparented', {
    pointer: '/root/children/0/children/0',
  });
  for (const node of [
    el('p', {}, el('div')),
    el('a', {}, el('span', {}, el('a'))),
    el('button', {}, el('button', {}, 'x')),
    el('form', {}, el('form')),
    el('table', {}, 'text'),
    el('li', {}, el('h1', {}, el('h2', {}, 'x'))),
  ])
    expectFinding(inMain(node), 'html-reparented');
  expectGood(inMain(el('table', {}, el('tbody', {}, el('tr', {}, el('td', {}, 'x'))))));
});

test('C059: SVG names keep their case and namespace', async () => {
  const page = await lab.open(
    planOf(el('svg', { viewBox: '0 0 1 1' }, el('linearGradient', { id: 'g', gradientUnits: 'userSpaceOnUse' }))),
  );
  assert.is(await page.prop('#g', 'namespaceURI'), 'http://www.w3.org/2000/svg');
  assert.is(await page.prop('#g', 'localName'), 'linearGradient');
  assert.is(await page.attr('#g', 'gradientUnits'), 'userSpaceOnUse');
  assert.is(await page.attr('svg', 'viewBox'), '0 0 1 1');
});

test('C060: an SVG element outside svg is refused', () => {
  expectFinding(inMain(el('rect')), 'wrong-namespace');
});

test('C061: title is for drawings only', () => {
  expectFinding(inMain(el('title', {}, 'x')), 'no-blocked-tags');
  expectGood(planOf(el('svg', {}, el('title', {}, 'x'))));
});

test('C062: React names are understood and canonical ones win', async () => {
  const both = inMain(el('label', { className: 'a', class: 'b', htmlFor: 'f' }, 'x', el('input', { id: 'f' })));
  expectFinding(both, 'attribute-alias-shadowed', { severity: 'warning' });
  const page = await lab.open(both);
  assert.is(await page.attr('label', 'class'), 'b');
  assert.is(await page.attr('label', 'for'), 'f');
});

test('C063: one attribute twice is refused', () => {
  expectFinding(p({ ID: 'q' }), 'attribute-duplicate', { pointer: '/root/props/ID' });
});

test('C064: aria-expanded false is written', async () => {
  assert.match(tag(await html(p({ 'aria-expanded': false })), 'p'), /aria-expanded="?false/);
});

test('C065: hidden is present or absent', async () => {
  assert.not.match(tag(await html(p({ hidden: false })), 'p'), /hidden/);
  assert.not.match(tag(await html(p({ hidden: null })), 'p'), /hidden/);
  const page = await lab.open(p({ hidden: true }));
  assert.is(await page.attr('#p', 'hidden'), '');
  assert.is(await (await lab.open(p({ hidden: 'until-found' }))).attr('#p', 'hidden'), 'until-found');
});

test('C066: disabled "false" is absent and warns', async () => {
  const plan = planOf(el('button', { disabled: 'false' }, 'x'));
  expectFinding(plan, 'attribute-boolean-string', { severity: 'warning' });
  assert.not.match(tag(await html(plan), 'button'), /disabled/);
});

test('C067: draggable true is written', async () => {
  const page = await lab.open(p({ draggable: true, spellCheck: false, translate: false, autoComplete: 'x' }));
  assert.equal(await Promise.all(['draggable', 'spellcheck', 'translate'].map((name) => page.attr('#p', name))), [
    'true',
    'false',
    'no',
  ]);
});

test('C068: an object is no attribute value', () => {
  expectFinding(p({ title: { a: 1 } }), 'attribute-type', { pointer: '/root/props/title' });
  expectFinding(p({ 'data-x': ['a'] }), 'attribute-type');
});

test('C069: style numbers get px where CSS wants it', async () => {
  const page = await lab.open(
    p({
      style: { marginTop: 12, lineHeight: 2, zIndex: 3, position: 'relative', '--x': 5, paddingLeft: 0, fontSize: 10 },
    }),
  );
  assert.is(await page.style('#p', 'margin-top'), '12px');
  assert.is(await page.style('#p', 'line-height'), '20px');
  assert.is(await page.style('#p', 'z-index'), '3');
  assert.is((await page.style('#p', '--x')).trim(), '5');
  assert.is(await page.style('#p', 'padding-left'), '0px');
});

test('C070: CSS that fetches is refused however it is written', () => {
  for (const value of [
    'url(https://h.example/x)',
    'u\\72l(//h.example)',
    'u\\000072 l(//h)',
    'url/**/(//h)',
    'URL( "//h" )',
    'image-set("x" 1x)',
    '-webkit-image-set(url(x) 1x)',
    'expression(1)',
    'src("x")',
  ])
    expectFinding(p({ style: { background: value } }), 'no-unsafe-css');
  for (const style of [
    'background:url(//h)',
    'behavior:url(#x)',
    '-moz-binding:url(#x)',
    '@import "x"',
    'color:red;</style>',
    'color:red !important',
  ])
    expectFinding(p({ style }), 'no-unsafe-css');
  expectGood(p({ style: 'clip-path: url(#c)' }));
});

test('C071: an object value is one declaration', () => {
  for (const value of ['red; margin: 1px', 'red}', '{', '(', '"open', 'rgb(1,2,3))'])
    expectFinding(p({ style: { color: value } }), 'no-unsafe-css');
});

test('C072: state cannot add a declaration', async () => {
  const set = [{ type: 'set', path: 'c', value: { $from: 'event.payload.c' } }];
  const page = await lab.open(
    stateful(el('p', { id: 'p', style: 'color: {{c}}; opacity: 0.5' }, 'x'), { c: 'rgb(1, 2, 3)' }, { go: set }),
  );
  assert.is(await page.style('#p', 'color'), 'rgb(1, 2, 3)');
  await page.dispatch('go', { c: 'red; margin-top: 77px' });
  assert.is(await page.style('#p', 'margin-top'), await (await lab.open(p({}))).style('#p', 'margin-top'));
});

test('C073: functional values name fragments', () => {
  const circle = (fill: string) => planOf(el('svg', {}, el('circle', { r: 1, fill })));
  expectGood(circle('url(#g)'));
  assert.ok(names(findings(circle('url(https://h.example/x)'))).length > 0);
});

test('C074: script addresses are refused in every profile', () => {
  const urls = [
    'javascript:alert(1)',
    'JaVaScRiPt:1',
    'java\nscript:1',
    'java\tscript:1',
    '\u0001javascript:1',
    ' javascript:1',
    'vbscript:x',
    'file:///x',
    'blob:x',
    'filesystem:x',
    'about:blank',
    'ws://x',
    'data:text/html,x',
  ];
  for (const profile of PROFILES)
    for (const href of urls)
      expectFinding(inMain(el('a', { href }, 'x')), 'allowed-url-schemes', {
        pointer: '/root/children/0/props/href',
        options: { profile },
      });
});

test('C075: a scheme inside a query is text', () => {
  expectGood(inMain(el('a', { href: '/x?q=javascript:1' }, 'x')), { profile: 'strict' });
});

test('C076: mail links are links only', () => {
  expectGood(inMain(el('a', { href: 'mailto:a@b.example' }, 'x')));
  assert.ok(names(findings(inMain(el('img', { src: 'mailto:a@b.example', alt: '' })))).length > 0);
});

test('C077: an address without scheme and with host is https', () => {
  const link = inMain(el('a', { href: '//docs.example/x' }, 'x'));
  expectFinding(link, 'allowed-link-hosts', { options: { profile: 'strict' } });
  expectGood(link, { profile: 'balanced' });
  expectFinding(inMain(el('img', { src: '//evil.example/x.png', alt: '' })), 'allowed-url-hosts');
});

test('C078: a backslash is refused', () => {
  for (const href of ['\\\\evil.example', '/\\evil.example', 'https:\\\\x', 'a\\b'])
    assert.ok(names(findings(inMain(el('a', { href }, 'x')))).length > 0, href);
});

test('C079: one bad candidate fails the whole srcset', () => {
  const srcset = 'https://ga.jspm.io/a.png 1x, javascript:1 2x';
  assert.ok(names(findings(inMain(el('img', { srcset, alt: '' })))).length > 0);
  expectGood(inMain(el('img', { srcset: 'https://ga.jspm.io/a.png 1x, /b.png 2x', alt: '' })));
});

test('C080: raster data images pass where policy says so', () => {
  const image = (src: string) => inMain(el('img', { src, alt: '' }));
  const png = image('data:image/png;base64,iVBORw0KGgo=');
  expectGood(png, { profile: 'balanced' });
  expectFinding(png, 'no-data-images', { options: { profile: 'strict' } });
  for (const profile of PROFILES)
    for (const src of [
      'data:image/svg+xml,<svg/>',
      'data:image/svg+xml;base64,PHN2Zy8+',
      'data:image/png,raw',
      'data:text/html,x',
    ])
      assert.ok(names(findings(image(src), { profile })).length > 0, `${profile} ${src}`);
});

test('C081: link hosts follow the policy, and a template never decides the origin', () => {
  const link = (href: string) =>
    stateful(el('p', {}, el('a', { href }, 'x')), { h: 'evil.example', q: 'x', u: 'https://evil.example/' });
  const finding = expectFinding(link('https://other.example/'), 'allowed-link-hosts', {
    options: { profile: 'strict' },
  });
  assert.match(`${finding.help}`, /allowedLinkHosts/);
  for (const profile of PROFILES.slice(1)) expectGood(link('https://other.example/{{q}}?{{q}}'), { profile });
  for (const profile of PROFILES)
    for (const href of ['https://{{state.h}}/', '//{{h}}', '{{u}}', 'https://a.example{{h}}/'])
      assert.ok(names(findings(link(href), { profile })).length > 0, `${profile} ${href}`);
});

test('C082: an address that turns bad is removed and reported', async () => {
  const set = [{ type: 'set', path: 'u', value: { $from: 'event.payload.u' } }];
  const page = await lab.open(
    stateful(el('p', {}, el('a', { id: 'a', href: '{{u}}' }, 'x')), { u: '/ok' }, { go: set }),
  );
  for (const u of [
    'javascript:alert(1)',
    'java\tscript:1',
    'https://evil.example/',
    '//evil.example',
    '\\\\x',
    'https://a:b@docs.example/',
  ]) {
    await page.dispatch('go', { u });
    assert.is(await page.attr('#a', 'href'), null, u);
  }
  assert.ok((await page.faults()).includes('url-blocked'));
  await page.dispatch('go', { u: '#again' });
  assert.is(await page.attr('#a', 'href'), '#again');
});

test('C083: a form has no action below relaxed', () => {
  const form = inMain(el('form', { action: 'https://h.example/c' }, 'x'));
  for (const profile of PROFILES.slice(0, 3)) expectFinding(form, 'no-form-action', { options: { profile } });
});

test('C084: a link to a new window is cut off from its opener', async () => {
  const link = (props: JsonObject) => inMain(el('a', { id: 'a', href: '/x', target: '_blank', ...props }, 'x'));
  assert.is(await (await lab.open(link({}))).attr('#a', 'rel'), 'noopener noreferrer');
  assert.is(await (await lab.open(link({ rel: 'author' }))).attr('#a', 'rel'), 'author');
  const opener = await lab.open(link({ rel: 'opener author' }));
  assert.is(await opener.attr('#a', 'rel'), 'author');
  assert.ok(findings(link({ rel: 'opener' })).some((item) => item.severity === 'warning'));
  expectFinding(link({ target: 'frame' }), 'attribute-value');
});

test('C085: key is never emitted', async () => {
  assert.not.match(tag(await html(p({ key: 'secret-key' })), 'p'), /key/);
});

test('C086: reserved attributes are refused', () => {
  for (const name of ['data-rf-e', 'DATA-RF-x', 'is', 'slot', 'nonce', 'integrity', 'ref', 'http-equiv'])
    expectFinding(p({ [name]: '1' }), 'no-reserved-attributes');
});

test('C087: raw HTML is refused', () => {
  for (const name of ['dangerouslySetInnerHTML', 'innerHTML', 'outerHTML', 'textContent', 'srcdoc', 'SRCDOC'])
    expectFinding(p({ [name]: '<b>' }), 'no-raw-html');
});

test('C088: what a screen reader needs is missed with a warning', () => {
  for (const node of [el('label', {}, 'x'), el('img', { src: '/x.png' }), el('button')]) {
    const warnings = names(findings(inMain(node)), 'warning');
    assert.ok(
      warnings.some((name) => name.startsWith('a11y-')),
      warnings.join(),
    );
  }
});

test('C089: inline handlers never reach the output', async () => {
  for (const name of ['onclick', 'OnClick', 'ONCLICK', 'onload', 'on-x', 'on'].slice(0, 5)) {
    for (const profile of PROFILES.slice(0, 3))
      expectFinding(p({ [name]: 'alert(1)' }), 'no-inline-handlers', { options: { profile } });
    expectFinding(p({ [name]: 'alert(1)' }), 'no-inline-handlers', {
      severity: 'warning',
      options: { profile: 'relaxed' },
    });
    const { bundle } = await build(p({ [name]: 'alert(1)' }), { profile: 'relaxed' });
    assert.not.match(htmlOf(bundle!) + scriptOf(bundle!), /alert/);
  }
});

test.run();
