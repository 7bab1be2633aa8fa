import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { findProblems } from '../helpers/axe.ts';
import { findChromium, launchBrowser, openPage } from '../helpers/browser.ts';
import { createSandbox, planNamed, type Sandbox } from '../helpers/cli.ts';

const EVIL = '</title></style><script>alert(1)</script><img src=x onerror=alert(1)>"\'`&\u202e\x1b';
const policy = {
  format: 'renderify-policy/v1',
  name: EVIL.slice(0, 60).replace('\u202e', ''),
  extends: 'balanced',
  overrides: { maxNodeCount: 900 },
  reasons: { maxNodeCount: EVIL },
};
const counter = {
  ...planNamed('counter'),
  root: {
    type: 'element',
    tag: 'button',
    props: { lang: 'en', onClick: 'add', disabled: '{{n.x}}' },
    children: [{ type: 'text', value: '{{n}} {{list}}' }],
  },
  state: { initial: { n: 0, list: [] }, transitions: { add: [{ type: 'push', path: 'list', value: 1 }] } },
};

let sandbox: Sandbox;
const test = suite('report');
test.before.each(() => {
  sandbox = createSandbox({
    'plans/counter.json': counter,
    'plans/still.json': planNamed('still'),
    'plans/bad.json': { ...planNamed('bad'), root: { type: 'element', tag: 'iframe' } },
    'renderify.policy.json': policy,
  });
  sandbox.run(['build', 'plans', '--report', 'report.json']);
});
test.after.each(() => sandbox.remove());

test('one page about a whole output folder, the biggest bundle first', () => {
  const { status, stdout, stderr } = sandbox.run(['report', 'dist/', '-o', 'out/page.html']);
  assert.equal([status, stdout, stderr], [0, '', 'Wrote out/page.html.\n']);
  const page = sandbox.read('out/page.html');
  assert.ok(page.indexOf('<a href=#b0>counter') < page.indexOf('<a href=#b1>still'));
  assert.match(page, /<code>plans\/counter\.json<\/code>/);
  assert.match(page, 'None were given.');
  assert.match(page, /<code>maxNodeCount<\/code><\/td><td><code>900<\/code><\/td><td>loosening/);
  assert.is(sandbox.run(['verify', 'dist']).status, 0);
});

test('the same folder gives the same page', () => {
  const page = () => sandbox.run(['report', 'dist', '-o', '-']).stdout;
  assert.ok(page().length > 5000);
  assert.is(page(), page());
});

test('features of the runtime are found in the scripts, and add up with the rest', () => {
  const page = sandbox.run(['report', 'dist/counter', '-o', '-']).stdout;
  const rows = [
    ...page.matchAll(/<span class=name><code>(\w+)<\/code><\/span><\/td><td class=n>([\d,]+)<\/td><\/tr>/g),
  ];
  const known = rows.map(([, name]) => name);
  assert.ok(known.includes('applyPush') && !known.includes('formFields'), known.join());
  const own = /own code<\/td><td class=n>([\d,]+)</.exec(page)?.[1] ?? '';
  const [script = ''] = /<script>.*<\/script>/s.exec(sandbox.read('dist/counter/index.html')) ?? [];
  const sum = [...rows.map(([, , bytes = '']) => bytes), own].reduce(
    (all, one) => all + Number(one.replace(',', '')),
    0,
  );
  assert.is(sum, script.length - '<script></script>'.length);
});

test('scripts of another version of the compiler are not taken apart', () => {
  const path = 'dist/counter/renderify.manifest.json';
  sandbox.write({ [path]: sandbox.read(path).replace(/"version": "\d+\.\d+\.\d+"/, '"version": "0.0.0"') });
  const page = sandbox.run(['report', 'dist/counter', '-o', '-']).stdout;
  assert.match(page, '1 bundle was built by another version');
  assert.not.match(page, 'applyPush');
});

test('findings come from a report, or from a list of findings', () => {
  const page = sandbox.run(['report', 'dist', '--findings', 'report.json', '-o', '-']).stdout;
  assert.match(page, /<span class=error>error<\/span><\/td><td><code>RF4106<\/code> <code>no-blocked-tags<\/code>/);
  assert.match(page, /Plans without a bundle<\/h3><ul class=plain><li><code>plans\/bad\.json/);
  sandbox.write({ 'list.json': sandbox.run(['check', 'plans', '--format', 'json']).stdout });
  assert.match(sandbox.run(['report', 'dist', '--findings', 'list.json', '-o', '-']).stdout, 'RF4106');
});

test('mistakes of the command line', () => {
  sandbox.write({ 'empty/x.txt': '', 'none.json': '{}' });
  for (const [args, said] of [
    [['empty'], /holds no bundle/],
    [['nowhere'], /does not exist/],
    [['dist', '-o', 'dist/report.html'], /would lie in the folder/],
    [['dist', '--findings', 'none.json'], /has no findings in it/],
    [['dist', '--findings', 'gone.json'], /cannot be read/],
  ] as const) {
    const { status, stderr } = sandbox.run(['report', ...args]);
    assert.is(status, 2, stderr);
    assert.match(stderr, said);
  }
});

test('nothing that a bundle or a report says can act; the page is accessible in light, dark and print, wide and narrow', async () => {
  assert.ok(findChromium(), 'this test needs Chromium');
  const path = 'dist/counter/renderify.manifest.json';
  const manifest = JSON.parse(sandbox.read(path));
  const evil = {
    ...manifest,
    plan: { ...manifest.plan, id: EVIL, digest: EVIL },
    target: EVIL,
    events: [EVIL],
    csp: EVIL,
    executionProfile: EVIL,
    capabilities: { domWrite: true, networkHosts: [EVIL] },
    modules: [{ id: EVIL, bytes: 1, integrity: EVIL, page: true, package: EVIL, reaches: [EVIL] }],
    policy: { ...manifest.policy, profile: EVIL, warningsOff: [{ name: EVIL, reason: EVIL }] },
    files: [...manifest.files, { path: EVIL, bytes: 1, sha256: EVIL }],
  };
  const statement = { predicate: { runDetails: { builder: { id: EVIL, version: { renderify: EVIL } } } } };
  const finding = { code: EVIL, name: EVIL, severity: EVIL, message: EVIL, file: EVIL, pointer: EVIL };
  sandbox.write({
    [path]: evil,
    'dist/counter/bundle.intoto.json': statement,
    'dist/<b> & "x"\u202e.txt': '',
    'evil.json': { format: 'renderify-diagnostics/v1', diagnostics: [finding] },
  });
  assert.is(sandbox.run(['report', 'dist', '--findings', 'evil.json']).status, 0);
  assert.not.match(sandbox.read('report.html'), /<script|<img|[\u202e\x1b]/);
  const browser = await launchBrowser();
  try {
    const watched = await openPage(browser);
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [1280, 390]) {
        await watched.page.emulateMedia({ colorScheme });
        await watched.page.setViewportSize({ width, height: 800 });
        await watched.goto(pathToFileURL(join(sandbox.path, 'report.html')).href);
        for (const summary of await watched.page.locator('summary').all()) await summary.click();
        assert.equal(await findProblems(watched.page), []);
        assert.equal(await watched.complaints(), []);
        const wide = await watched.page.evaluate('document.documentElement.scrollWidth > innerWidth');
        assert.is(wide, false, `nothing is wider than ${width} pixels`);
      }
    await watched.page.emulateMedia({ media: 'print' });
    assert.equal(await findProblems(watched.page), []);
  } finally {
    await browser.close();
  }
});

test.run();
