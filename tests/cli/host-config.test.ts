import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { hostConfigFiles } from '../../src/cli/host-config/host-config.ts';
import { HOST_KINDS } from '../../src/cli/host-config/kinds.ts';
import { createSandbox, planNamed, type Sandbox } from '../helpers/cli.ts';
import { readHeaders, readNginx } from '../helpers/host-files.ts';

const test = suite('configurations of hosts');
const FILES = { netlify: '_headers', nginx: 'nginx.conf', vercel: 'vercel.json', s3: 's3-upload.json' } as const;
const REVALIDATE = 'public, max-age=0, must-revalidate';

let sandbox: Sandbox;
test.before(() => {
  sandbox = createSandbox({
    'plans/a.json': planNamed('a'),
    'plans/b c.json': planNamed('b'),
    'plans/Über.json': linkingTo('img.example.com'),
  });
  for (const kind of HOST_KINDS) {
    build('plans', kind, `many-${kind}`);
    build('plans/a.json', kind, `one-${kind}`);
  }
});
test.after(() => sandbox.remove());

function build(plans: string, kind: string, out: string, ...more: string[]): void {
  const words = ['build', plans, '--host-config', kind, '-o', out, '--allow-network-host', 'img.example.com', ...more];
  const { status, stderr } = sandbox.run(words);
  assert.is(status, 0, stderr);
}

function linkingTo(host: string): object {
  const img = { type: 'element', tag: 'img', props: { src: `https://${host}/x.png`, alt: 'x' } };
  return { ...planNamed('u'), root: { type: 'element', tag: 'main', props: { lang: 'en' }, children: [img] } };
}

/** The headers of a bundle's own `_headers`. */
function own(folder: string): Record<string, string> {
  return readHeaders(sandbox.read(join(folder, '_headers')))['/*'] ?? {};
}

for (const kind of HOST_KINDS)
  test(`${kind}: belongs to the build, which verifies, cleans and moves it`, () => {
    const file = FILES[kind];
    const isOwn = kind === 'netlify';
    for (const out of [`many-${kind}`, `one-${kind}`]) {
      assert.is(sandbox.run(['verify', out]).status, 0);
      assert.ok(Object.hasOwn(sandbox.tree(out), file));
    }
    sandbox.write({ [`many-${kind}/${file}`]: 'edited' });
    const { status, stderr } = sandbox.run(['verify', `many-${kind}`]);
    assert.is(status, 1);
    assert.match(stderr, file);
    build('plans', kind, `many-${kind}`);
    assert.is(sandbox.run(['verify', `many-${kind}`]).status, 0);
    const { stderr: again } = sandbox.run([
      ...['build', 'plans', '--host-config', kind, '-o', `many-${kind}`, '--allow-network-host', 'img.example.com'],
    ]);
    assert.match(again, 'is up to date');
    sandbox.run(['build', 'plans/a.json', '-o', `one-${kind}`]);
    assert.is(Object.hasOwn(sandbox.tree(`one-${kind}`), file), isOwn);
    assert.is(sandbox.run(['verify', `one-${kind}`]).status, 0);
    build('plans/a.json', kind, `one-${kind}`, '--report', 'report.json');
    assert.is(sandbox.run(['verify', `one-${kind}`]).status, 0);
    if (!isOwn) assert.ok(Object.hasOwn(sandbox.tree(`one-${kind}`), file));
  });

for (const kind of HOST_KINDS)
  test(`${kind}: shards that are merged are the build at once`, () => {
    for (const part of [1, 2]) build('plans', kind, `shard-${kind}-${part}`, '--shard', `${part}/2`);
    const shards = [1, 2].map((part) => `shard-${kind}-${part}`);
    const { status, stderr } = sandbox.run(['merge', ...shards, '--host-config', kind, '-o', `merged-${kind}`]);
    assert.is(status, 0, stderr);
    assert.equal(sandbox.tree(`merged-${kind}`), sandbox.tree(`many-${kind}`));
  });

test('netlify: each bundle has the headers of its own file, and no header is sent twice', () => {
  const rules = readHeaders(sandbox.read('many-netlify/_headers'));
  for (const [folder, path] of [
    ['a', 'a'],
    ['b-c', 'b-c'],
    ['Über', '%C3%9Cber'],
  ] as const) {
    assert.equal(rules[`/${path}/*`], own(`many-netlify/${folder}`));
    assert.equal(rules[`/${path}/`], { 'Cache-Control': REVALIDATE });
    assert.equal(rules[`/${path}/index.html`], { 'Cache-Control': REVALIDATE });
  }
  assert.match(rules['/%C3%9Cber/*']?.['Content-Security-Policy'] ?? '', 'img-src https://img.example.com');
  assert.equal(Object.keys(own('one-netlify')).length, 7);
});

test('nginx: each bundle has a location with all headers', () => {
  for (const [out, folder, path] of [
    ['many-nginx', 'a', '/a/'],
    ['many-nginx', 'Über', '/Über/'],
    ['one-nginx', '', '/'],
  ] as const) {
    const locations = readNginx(sandbox.read(`${out}/nginx.conf`));
    assert.equal(locations[path]?.headers, { ...own(join(out, folder)), 'Cache-Control': REVALIDATE });
    assert.is(locations[path]?.kind, folder === '' ? '' : '^~');
    assert.equal(locations['/nginx.conf']?.lines, ['return 404']);
  }
});

test('vercel: patterns match a bundle and no other', () => {
  const { headers, cleanUrls, trailingSlash } = JSON.parse(sandbox.read('many-vercel/vercel.json'));
  assert.equal([cleanUrls, trailingSlash], [true, true]);
  const rule = headers.find(({ source }: { source: string }) => source === '/a/(.*)');
  assert.equal(
    Object.fromEntries(rule.headers.map(({ key, value }: { key: string; value: string }) => [key, value])),
    own('many-vercel/a'),
  );
  const one = JSON.parse(sandbox.read('one-vercel/vercel.json'));
  assert.equal(
    one.headers.map(({ source }: { source: string }) => source),
    ['/(.*)', '/'],
  );
});

test('s3: every file with its type, its digest and how long it is kept', () => {
  const { objects } = JSON.parse(sandbox.read('many-s3/s3-upload.json'));
  const keys = objects.map(({ key }: { key: string }) => key);
  assert.equal(keys, [...keys].sort());
  assert.is(keys.length, 6);
  for (const { key, file, contentType, sha256 } of objects) {
    const bytes = readFileSync(join(sandbox.path, 'many-s3', file));
    assert.is(sha256, createHash('sha256').update(bytes).digest('base64'));
    assert.is(contentType, key.endsWith('.html') ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8');
  }
});

test('modules are given no policy of a page', () => {
  build('plans', 'netlify', 'modules', '--target', 'module');
  assert.equal(readHeaders(sandbox.read('modules/_headers'))['/a/*'], { 'X-Content-Type-Options': 'nosniff' });
  build('plans/a.json', 'netlify', 'module', '--target', 'module');
  assert.is(sandbox.run(['verify', 'module']).status, 0);
  assert.ok(readHeaders(sandbox.read('module/_headers'))['/*']);
});

test('files that no build has made are not replaced', () => {
  sandbox.run(['build', 'plans/a.json', '-o', 'mine']);
  sandbox.write({ 'mine/nginx.conf': 'mine' });
  const { status, stderr } = sandbox.run(['build', 'plans/a.json', '--host-config', 'nginx', '-o', 'mine']);
  assert.is(status, 2);
  assert.match(stderr, '`mine/nginx.conf` was not made by a build');
  assert.is(sandbox.read('mine/nginx.conf'), 'mine');
});

test('a bundle cannot have the name of such a file', () => {
  sandbox.write({ 'odd/nginx.conf.json': planNamed('odd'), 'odd/x.json': planNamed('x') });
  const { status, stderr } = sandbox.run(['build', 'odd', '--host-config', 'nginx', '-o', 'odd-out']);
  assert.is(status, 2);
  assert.match(stderr, 'The folder `nginx.conf` of a bundle');
});

test('what has its digest in its name is kept for good', () => {
  const file = { path: 'app.0123456789abcdef.js', sha256: '00' };
  const bundle = { folder: 'x', csp: "default-src 'none'", entry: 'index.html', files: [file] };
  const text = (kind: keyof typeof FILES) => hostConfigFiles(kind, [bundle]).get(FILES[kind]) ?? '';
  const forGood = 'public, max-age=31536000, immutable';
  assert.equal(readHeaders(text('netlify'))[`/x/${file.path}`], { 'Cache-Control': forGood });
  assert.is(readNginx(text('nginx'))[`/x/${file.path}`]?.headers['Cache-Control'], forGood);
  assert.match(text('vercel'), forGood);
  assert.is(JSON.parse(text('s3')).objects[0].cacheControl, forGood);
});

test('nginx: what it cannot say is refused, what is too long is put together', () => {
  const bundle = (folder: string, csp: string) => ({ folder, csp, entry: 'index.html', files: [] });
  assert.throws(() => hostConfigFiles('nginx', [bundle('x', 'img-src https://$host')]), /cannot say/);
  const csp = `img-src ${Array.from({ length: 400 }, (_, i) => `https://h${i}.example.com`).join(' ')}`;
  const config = hostConfigFiles('nginx', [bundle('q"\\', csp)]).get('nginx.conf') ?? '';
  assert.is(readNginx(config)['/q"\\/']?.headers['Content-Security-Policy'], `${csp};frame-ancestors 'none'`);
});

test.run();
