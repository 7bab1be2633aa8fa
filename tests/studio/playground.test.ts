import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { applyFix } from '../../src/studio/playground/editor/apply-fix.ts';
import { codeOf, withCode } from '../../src/studio/playground/editor/code-text.ts';
import { formatJson } from '../../src/studio/playground/editor/format-json.ts';
import { toBase64Url } from '../../src/studio/playground/links/base64url.ts';
import { LARGEST_LINK, readLink } from '../../src/studio/playground/links/read-link.ts';
import { linkTo } from '../../src/studio/playground/links/write-link.ts';
import { readMessage } from '../../src/studio/playground/preview/read-message.ts';

const it = suite('the parts of the playground');

const NO_INPUTS = { context: '', vars: '' };
const TEXT = `{
  "id": "a",
  "root": {
    "type": "text",
    "value": 1.50
  },
  "list": [1, 2, 3]
}
`;

it('a fix changes what it names and leaves the rest as it was written', () => {
  const replaced = applyFix(TEXT, [{ op: 'replace', path: '/root/value', value: 'x' }]);
  assert.is(replaced, TEXT.replace('1.50', '"x"'));
  const added = applyFix(TEXT, [{ op: 'add', path: '/version', value: 1 }]);
  assert.is(added, TEXT.replace('[1, 2, 3]', '[1, 2, 3],\n  "version": 1'));
  const inner = applyFix(TEXT, [{ op: 'add', path: '/root/props', value: { lang: 'en' } }]);
  assert.is(inner, TEXT.replace('1.50', '1.50,\n    "props": {\n      "lang": "en"\n    }'));
  assert.is(applyFix(TEXT, [{ op: 'remove', path: '/list/2' }]), TEXT.replace('1, 2, 3', '1, 2'));
  assert.is(applyFix(TEXT, [{ op: 'remove', path: '/list/0' }]), TEXT.replace('1, 2, 3', '2, 3'));
  assert.is(applyFix(TEXT, [{ op: 'remove', path: '/id' }]), TEXT.replace('"id": "a",\n  ', ''));
  assert.is(applyFix(TEXT, [{ op: 'add', path: '/list/1', value: 9 }]), TEXT.replace('1, 2', '1, 9, 2'));
  assert.is(applyFix(TEXT, [{ op: 'add', path: '/list/-', value: 9 }]), TEXT.replace('2, 3', '2, 3, 9'));
  assert.is(applyFix('{}', [{ op: 'add', path: '/a~1b', value: [] }]), '{"a/b": []}');
});

it('several operations are applied one after another, and a fix that does not fit gives nothing', () => {
  const operations = [
    { op: 'add', path: '/version', value: 1 },
    { op: 'replace', path: '/version', value: 2 },
  ] as const;
  assert.is(JSON.parse(applyFix(TEXT, operations)!).version, 2);
  assert.is(applyFix(TEXT, [{ op: 'replace', path: '/nothing', value: 1 }]), undefined);
  assert.is(applyFix(TEXT, [{ op: 'remove', path: '/root/nothing' }]), undefined);
});

it('formatting keeps every token, and twice is once', () => {
  const text = '{"a":1.50,"a":1e400,"b":[],"c":{},"d":"\\u0041","long":["' + 'x'.repeat(90) + '",{"y":[1,2]}]}';
  const formatted = formatJson(text);
  assert.is(formatted.replace(/\s/g, ''), text.replace(/\s/g, ''));
  assert.is(formatJson(formatted), formatted);
  assert.is(formatJson('{"a": [1, 2]}'), '{ "a": [1, 2] }\n');
  assert.is(formatJson('{"a": '), '{"a": ');
  assert.ok(formatJson(`${'['.repeat(5000)}${']'.repeat(5000)}`).length > 10_000, 'depth is no limit');
});

it('code goes into its string and out again', () => {
  const text = '{ "source": { "language": "tsx", "code": "a\\n\\"b\\"" }, "x":1 }';
  assert.equal(codeOf(text), { code: 'a\n"b"', language: 'tsx' });
  assert.is(withCode(text, 'c\td'), '{ "source": { "language": "tsx", "code": "c\\td" }, "x":1 }');
  assert.is(codeOf('{ "source": 1 }'), undefined);
  assert.equal(codeOf('{ "source": { "code": "x" ')?.code, 'x');
});

it('a link holds a plan, whatever its letters', () => {
  const text = '{"id":"ä €𝄞"}';
  const hash = new URL(linkTo({ text, settings: NO_INPUTS }, 'http://127.0.0.1/x/#old')!).hash;
  assert.equal(readLink(hash), { ok: true, text, strict: false });
  assert.is(readLink('#elsewhere'), undefined);
  assert.is(readLink(''), undefined);
});

it('a link holds context and vars as they are, within the same bound', () => {
  const settings = { context: '{"user": "Ada"}', vars: '{"n": ' };
  const link = linkTo({ text: '{}', settings }, 'http://127.0.0.1/')!;
  assert.equal(readLink(new URL(link).hash), { ok: true, text: '{}', strict: false, ...settings });
  const large = { context: 'x'.repeat(LARGEST_LINK), vars: '' };
  assert.is(linkTo({ text: '{}', settings: large }, 'http://127.0.0.1/'), undefined);
  const refused = readLink(`#plan64=e30&context64=${toBase64Url(large.context)}`);
  assert.match(refused && !refused.ok ? refused.message : '', '256 KiB');
  assert.is(readLink('#plan64=e30&vars64=%25')?.ok, false);
});

it('a link with code becomes a plan around it', () => {
  const manifest = toBase64Url('{"x":{"resolvedUrl":"https://ga.jspm.io/npm:x@1.0.0/x.js"}}');
  const hash = `#tsx64=${toBase64Url('export const A = 1')}&runtime=preact&exportName=A&manifest64=${manifest}`;
  const link = readLink(hash);
  assert.ok(link?.ok);
  const plan = JSON.parse(link.ok ? link.text : '');
  assert.equal(plan.source, { language: 'tsx', runtime: 'preact', exportName: 'A', code: 'export const A = 1' });
  assert.is(plan.moduleManifest.x.resolvedUrl, 'https://ga.jspm.io/npm:x@1.0.0/x.js');
});

it('a link can be stricter and never looser', () => {
  const code = toBase64Url('{}');
  assert.is((readLink(`#plan64=${code}&profile=strict`) as { strict: boolean }).strict, true);
  for (const profile of ['relaxed', 'trusted', 'balanced', '__proto__'])
    assert.equal(readLink(`#plan64=${code}&profile=${profile}`), { ok: true, text: '{}', strict: false });
});

it('damaged, doubled and large links are refused with a reason', () => {
  const messages = [
    '#plan64=%%%',
    '#plan64=_w',
    `#plan64=e30&js64=e30`,
    `#js64=e30&manifest64=${toBase64Url('[]')}`,
    `#plan64=${toBase64Url('x'.repeat(LARGEST_LINK + 1))}`,
    `#plan64=${'A'.repeat(4_000_000)}`,
  ].map((hash) => readLink(hash));
  for (const link of messages)
    assert.ok(link && !link.ok && link.message.endsWith('.'), JSON.stringify(link).slice(0, 99));
  assert.is(linkTo({ text: 'x'.repeat(LARGEST_LINK + 1), settings: NO_INPUTS }, 'http://127.0.0.1/'), undefined);
});

it('what a frame says counts only in the shapes of the protocol', () => {
  const snapshot = {
    format: 'renderify-state/v1',
    planId: 'a',
    planVersion: 1,
    planDigest: 'd',
    seq: 1,
    state: { n: 1 },
    event: null,
  };
  const entry = { n: 1, seq: 1, type: 'add', payload: {}, applied: true };
  const good = readMessage(JSON.stringify({ kind: 'events', entries: [entry, 1, null], snapshot, more: 1 }));
  assert.equal(good, { kind: 'events', entries: [entry], snapshot });
  const hostile = [
    undefined,
    null,
    1,
    { kind: 'ready' },
    '{',
    '[]',
    '"ready"',
    '{"kind":"other"}',
    '{"kind":"answer","id":"1","ok":true}',
    '{"kind":"answer","id":-1,"ok":true}',
    '{"kind":"painted"}',
    '{"kind":"shown","digest":"x\\" onload","fresh":true}',
    '{"kind":"shown","fresh":true}',
    JSON.stringify({ kind: 'events', entries: {}, snapshot }),
    JSON.stringify({ kind: 'events', entries: [], snapshot: { ...snapshot, state: [] } }),
    JSON.stringify({ kind: 'events', entries: [], snapshot: { ...snapshot, seq: 1.5 } }),
    `{"kind":"ready","x":"${'x'.repeat(7_000_000)}"}`,
  ];
  for (const one of hostile) assert.is(readMessage(one), undefined);
  const long = readMessage(JSON.stringify({ kind: 'answer', id: 1, ok: false, message: 'x'.repeat(9999) }));
  assert.ok(long?.kind === 'answer' && !long.ok && long.message.length === 500);
});

it.run();
