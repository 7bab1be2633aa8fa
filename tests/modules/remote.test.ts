import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createModuleLab, type ModuleLab } from '../helpers/registry/lab.ts';
import { startRegistry, type TestRegistry } from '../helpers/registry/registry.ts';
import { startWeb, type Web, type WebAnswer } from '../helpers/registry/web.ts';

const test = suite('modules by URL');
const HOSTS = ['code.example', 'other.example', 'evil.example'];
const URL_OF = 'https://code.example/card.js';
const fields = { allowedNetworkHosts: ['code.example', 'other.example'] };
let registry: TestRegistry;
let pages: Record<string, WebAnswer>;
let web: Web;
let lab: ModuleLab;
test.before(async () => {
  registry = await startRegistry();
});
test.before.each(async () => {
  pages = {
    'code.example/card.js': { body: 'import { text } from "./text.js"; export default () => text;' },
    'code.example/text.js': { body: 'export const text = "from afar";' },
  };
  web = await startWeb(HOSTS, pages);
  lab = createModuleLab(registry, 'good', web.npmrc);
});
test.after.each(async () => {
  lab.remove();
  await web.close();
});
test.after(() => registry.stop());

test('a module and what it imports are fetched once, locked by their digests, and loaded without a network', async () => {
  const pinned = await lab.pin([URL_OF], { fields });
  assert.equal(Object.keys(pinned.value?.remote ?? {}), [URL_OF, 'https://code.example/text.js'], pinned.text);
  assert.equal(web.log().sort(), ['code.example/card.js', 'code.example/text.js']);
  const loaded = await lab.load([URL_OF], { fields, offline: true });
  assert.is(
    loaded.value?.modules.get('https://code.example/text.js')?.text,
    pages['code.example/text.js']?.body,
    loaded.text,
  );
  assert.equal(web.log(), []);
});

test('redirects are followed and recorded; each host on the way must be allowed', async () => {
  pages['code.example/moved.js'] = { status: 302, headers: { location: 'https://other.example/here.js' } };
  pages['other.example/here.js'] = { body: 'export default 1' };
  const good = await lab.pin(['https://code.example/moved.js'], { fields });
  assert.equal(
    good.value?.remote['https://code.example/moved.js']?.redirects,
    ['https://other.example/here.js'],
    good.text,
  );
  pages['other.example/here.js'] = { status: 301, headers: { location: 'https://evil.example/x.js' } };
  web.log();
  const update = ['https://code.example/moved.js'];
  const bad = await lab.pin(update, { fields, update });
  assert.match(bad.text, 'allowed-module-hosts');
  assert.not.ok(
    web.log().some((one) => one.startsWith('evil.example')),
    'it is not even asked',
  );
});

test('an endless chain of redirects, another type and a missing module are findings', async () => {
  pages['code.example/loop.js'] = { status: 302, headers: { location: 'https://code.example/loop.js' } };
  pages['code.example/page.js'] = { headers: { 'content-type': 'text/html' }, body: '<p>' };
  assert.match((await lab.pin(['https://code.example/loop.js'], { fields })).text, /redirect/);
  assert.match((await lab.pin(['https://code.example/page.js'], { fields })).text, 'text/html');
  assert.match((await lab.pin(['https://code.example/nowhere.js'], { fields })).text, '404');
});

test('bytes that changed since they were pinned are refused', async () => {
  await lab.pin([URL_OF], { fields });
  pages['code.example/text.js'] = { body: 'export const text = "something else";' };
  const { text, value } = await lab.load([URL_OF], { fields, store: `${lab.folder}/another` });
  assert.is(value, undefined);
  assert.match(text, 'require-integrity-match');
});

test('a digest in the manifest decides', async () => {
  const integrity = `sha256-${Buffer.alloc(32).toString('base64')}`;
  const { text } = await lab.pin([[URL_OF, { resolvedUrl: URL_OF, integrity }]], { fields });
  assert.match(text, 'require-integrity-match');
});

test.run();
