import { createHash } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type VerifyOptions, verifyBundle } from '../../../src/compiler/verify/verify-bundle.ts';
import { createReporter } from '../../../src/diagnostics/reporter.ts';
import { bundleOf } from '../../helpers/door.ts';

const MANIFEST = 'renderify.manifest.json';
const PLAN = {
  specVersion: 'runtime-plan/v1',
  id: 'v',
  version: 1,
  state: { initial: { n: 0 }, transitions: { add: [{ type: 'increment', path: 'n' }] } },
  root: {
    type: 'element',
    tag: 'main',
    props: { lang: 'en', style: 'color:red' },
    children: [
      { type: 'element', tag: 'button', props: { onClick: 'add' }, children: [{ type: 'text', value: '{{n}}' }] },
    ],
  },
};

const built = new Map((await bundleOf(PLAN)).files.map(({ path, text }) => [path, text]));

/** Names of what is found after some files were changed; null removes one. */
function found(
  changes: Readonly<Record<string, (text: string) => string | null>>,
  options: VerifyOptions = {},
): string[] {
  const files = new Map(built);
  for (const [path, change] of Object.entries(changes)) {
    const text = change(files.get(path) ?? '');
    if (text === null) files.delete(path);
    else files.set(path, text);
  }
  const bytes = new Map([...files].map(([path, text]) => [path, new TextEncoder().encode(text)]));
  const reporter = createReporter();
  verifyBundle(bytes, options, { sha256 }, reporter.report);
  return reporter.diagnostics().map(({ name, pointer }) => `${name} ${pointer}`);
}

/** As a forger would: changes the page and makes the manifest agree about its bytes. */
function forged(change: (html: string) => string, manifestToo: (manifest: Forged) => void = () => {}): string[] {
  const html = change(built.get('index.html') ?? '');
  return found({
    'index.html': () => html,
    [MANIFEST]: (text) => {
      const manifest = JSON.parse(text) as Forged;
      const file = manifest.files.find(({ path }) => path === 'index.html');
      Object.assign(file ?? {}, { bytes: Buffer.byteLength(html), sha256: Buffer.from(sha256(html)).toString('hex') });
      manifestToo(manifest);
      return JSON.stringify(manifest);
    },
  });
}

interface Forged {
  csp: string;
  scripts: string[];
  files: { path: string }[];
}

function sha256(data: string | Uint8Array): Uint8Array {
  return createHash('sha256').update(data).digest();
}

test('finds nothing in a bundle as it was built', () => {
  assert.equal(found({}), []);
});

test('finds files that changed, are missing or were added', () => {
  assert.equal(found({ 'index.html': (text) => `${text} ` }), ['verify-file-changed /files/1']);
  assert.equal(found({ _headers: () => null }), ['verify-file-missing /files/0']);
  assert.equal(found({ 'x.js': () => '' }), ['verify-file-unlisted /files/2']);
});

test('finds another policy than the expected one', () => {
  assert.equal(found({}, { expectPolicy: 'sha256-0' }), ['verify-policy /policy/digest']);
});

/** Manifests that no build writes, and where they go wrong. */
const MANIFESTS: readonly (readonly [string, Record<string, unknown>])[] = [
  ['/format', { format: undefined }],
  ['/entry', { entry: 'none.html' }],
  ['/entry', { entry: '/index.html' }],
  ['/csp', { csp: undefined }],
  ['/policy', { policy: {} }],
  ['/files', { files: {} }],
  ['/files', { files: [fileNamed('index.html'), fileNamed('index.html')] }],
  ['/files/0', { files: [fileNamed('../index.html')] }],
  ['/files/0', { files: [fileNamed('a\\b')] }],
  ['/files/0', { files: [{ ...fileNamed('index.html'), bytes: '1' }] }],
  ['/files/1', { files: [fileNamed('index.html'), { ...fileNamed('a'), sha256: 'abc' }] }],
  ['/scripts', { scripts: ['md5-abc'] }],
  ['/styles', { styles: undefined }],
];

for (const [pointer, change] of MANIFESTS)
  test(`refuses a manifest with ${JSON.stringify(change)}`, () => {
    const edited = found({ [MANIFEST]: (text) => JSON.stringify({ ...JSON.parse(text), ...change }) });
    assert.equal(edited, [`verify-manifest ${pointer}`]);
  });

test('refuses a folder without manifest, and one that is no JSON', () => {
  assert.equal(found({ [MANIFEST]: () => null }), ['verify-manifest ']);
  assert.ok(found({ [MANIFEST]: () => '{' }).includes('verify-manifest '));
  assert.equal(found({ [MANIFEST]: () => '[]' }), ['verify-manifest /format']);
});

function fileNamed(path: string): object {
  return { path, bytes: 1, sha256: '0'.repeat(64) };
}

/** What somebody might put into a page, and what is found although the manifest names the new bytes. */
const FORGERIES: readonly (readonly [string, string])[] = [
  ['<script>alert(1)</script>', 'verify-code /scripts'],
  ['<SCRIPT>alert(1)</SCRIPT >', 'verify-code /scripts'],
  ['<script src=https://evil.example/x.js></script>', 'verify-code /scripts'],
  ['<style>*{color:red}</style>', 'verify-code /styles'],
  ['<p onclick="alert(1)">', 'verify-code /scripts'],
  ["<p/OnClick='alert(1)'>", 'verify-code /scripts'],
  ['<p style=color:red>', 'verify-code /styles'],
  ['<a href="java\tscript:alert(1)">x</a>', 'verify-code /entry'],
  ['<a href=&#106;avascript:alert(1)>x</a>', 'verify-code /entry'],
  ['<a href=&#x6A;avascript&#58;alert(1)>x</a>', 'verify-code /entry'],
  ['<meta http-equiv=refresh content="0;url=https://evil.example">', 'verify-code /entry'],
  ['<base href=https://evil.example/>', 'verify-code /entry'],
  ['<iframe srcdoc="x"></iframe>', 'verify-code /entry'],
  ['<link rel=stylesheet href=https://evil.example/x.css>', 'verify-code /files'],
  ['<link rel=stylesheet href=./_headers><link rel=stylesheet href=none.css>', 'verify-code /files'],
  ['<meta http-equiv=Content-Security-Policy content="">', 'verify-csp /csp'],
];

for (const [html, name] of FORGERIES)
  test(`finds ${html}`, () => {
    assert.equal(
      forged((page) => page.replace('<main', `${html}<main`)),
      [name],
    );
  });

test('what stands in comments and text is not code', () => {
  const harmless =
    '<!--<script>alert(1)</script>--><p title="<script>" data-x="javascript:1">< script ></p><textarea><script></textarea>';
  assert.equal(
    forged((page) => page.replace('<main', `${harmless}<main`)),
    [],
  );
});

test('finds a policy that is gone, changed, late or weak', () => {
  assert.equal(
    forged((page) => page.replace(/<meta http-equiv[^>]+>/, '')),
    ['verify-csp /csp'],
  );
  assert.equal(
    forged((page) => page.replace("default-src 'none'", 'default-src *')),
    ['verify-csp /csp'],
  );
  const late = forged((page) => page.replace(/(<meta http-equiv[^>]+>)(.*?<\/style>)/s, '$2$1'));
  assert.equal(late, ['verify-csp /csp']);
  const weaken = (text: string) => text.replace('script-src ', "script-src 'unsafe-inline' ");
  const weak = forged(weaken, (manifest) => {
    manifest.csp = weaken(manifest.csp);
  });
  assert.equal(weak.sort(), ['verify-csp /csp', 'verify-headers /csp']);
});

test('finds hashes that name nothing, and code that is named but not allowed', () => {
  const hash = `sha256-${Buffer.from(sha256('alert(1)')).toString('base64')}`;
  const named = forged(
    (page) => page.replace('<main', '<script>alert(1)</script><main'),
    (manifest) => manifest.scripts.push(hash),
  );
  assert.equal(named, ['verify-csp /scripts/1']);
  const unused = forged(
    (page) => page,
    (manifest) => manifest.scripts.push(hash),
  );
  assert.equal(unused, ['verify-hash /scripts/1', 'verify-csp /scripts/1']);
  const allowed = (text: string) => text.replace('script-src ', `script-src '${hash}' `);
  const extra = forged(allowed, (manifest) => {
    manifest.csp = allowed(manifest.csp);
  });
  assert.equal(extra.sort(), ['verify-csp /csp', 'verify-headers /csp']);
});

test('finds a policy in _headers that says something else', () => {
  const names = found({ _headers: (text) => text.replace("default-src 'none'", "default-src 'self'") });
  assert.equal(names, ['verify-file-changed /files/0', 'verify-headers /csp']);
});

test.run();
