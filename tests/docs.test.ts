import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, normalize } from 'node:path';
import { env, execPath } from 'node:process';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { formatDiagnostics } from '../src/diagnostics/format-diagnostics.ts';
import { findChromium, launchBrowser, openPage } from './helpers/browser.ts';
import { startBundleServer } from './helpers/bundle-server.ts';
import { PROGRAM } from './helpers/cli.ts';
import { build, bundleOf, findings } from './helpers/door.ts';
import { type FencedBlock, fencedBlocks } from './helpers/fenced-blocks.ts';
import { createPipeline, runGitlab, runWorkflow } from './helpers/pipeline.ts';
import { el, planOf, stateful } from './helpers/plan.ts';

const ROOT = dirname(import.meta.dirname);
const DOCUMENTS = [
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].filter((path) => existsSync(path)),
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const folder = mkdtempSync(join(tmpdir(), 'renderify-docs-'));
const test = suite('documents');
test.before(prepareFolder);
test.after(() => rmSync(folder, { recursive: true, force: true }));

/** What holds of a block, by what stands behind its fence. Text is for reading. */
const CHECKS: Readonly<Record<string, (block: FencedBlock) => void | Promise<void>>> = {
  'sh serve': runServer,
  'js vite': runVite,
  'js app': () => {},
  sh: ({ text }) => commandsOf(text).forEach(runCommand),
  'json plan': compilePlan,
  json: readJson,
  'js node': runScript,
  'yaml workflow': (block) => runWorkflow(block, pipeline()),
  'yaml gitlab': (block) => runGitlab(block, pipeline()),
  'js module': runModule,
  text: () => {},
};

for (const path of DOCUMENTS) {
  const markdown = readFileSync(path, 'utf8');
  for (const block of fencedBlocks(markdown))
    test(`${path}:${block.line}: ${block.info || 'a block'} holds`, async () => {
      const check = Object.hasOwn(CHECKS, block.info) ? CHECKS[block.info] : undefined;
      assert.ok(check, `a fence is one of ${Object.keys(CHECKS).join(', ')}`);
      await check(block);
    });
  test(`${path}: links lead somewhere`, () => {
    const links = [...withoutBlocks(markdown).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const local = links.filter((target) => !/^(https:|#|")/.test(target)).map((target) => target.replace(/#.*$/, ''));
    assert.equal(
      local.filter((target) => !existsSync(normalize(join(dirname(path), target)))),
      [],
    );
  });
}

test.run();

/** A folder in which `renderify` is a command, and a package for scripts. */
function prepareFolder(): void {
  assert.ok(existsSync(PROGRAM), 'run `npm run build` first');
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin', 'renderify'), `#!/bin/sh\nexec '${execPath}' '${PROGRAM}' "$@"\n`);
  // What a snippet would upload with is not here; that it is called as it wants to be is all that can be seen.
  writeFileSync(join(folder, 'bin', 'aws'), '#!/bin/sh\ntest "$1 $2" = "s3api put-object"\n');
  for (const name of ['renderify', 'aws']) chmodSync(join(folder, 'bin', name), 0o755);
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(ROOT, join(folder, 'node_modules', 'renderify'));
}

/** A project in whose folder the scripts of workflows run. */
function pipeline(): string {
  return createPipeline(join(folder, 'pipeline'), join(folder, 'bin'));
}

/** Commands of a block, one by one; comments are left out. */
function commandsOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.replace(/(^|\s)#.*$/, '').trim());
  return lines.flatMap((line) => line.split(' && ')).filter(Boolean);
}

/** What npm runs takes minutes, so only its names are checked; everything else runs, and one block sees the files of another. */
function runCommand(command: string): void {
  const npm = /^(?:[A-Z]+=\S+ )*npm (?:run )?(\S+)(?: -- (\S+))?/.exec(command);
  if (npm) {
    checkNpm(npm[1] ?? '', npm[2]);
    return;
  }
  const { status, stdout, stderr } = spawnSync('sh', ['-ec', command], {
    cwd: folder,
    encoding: 'utf8',
    // A server would never end; its fence is `sh serve`.
    timeout: 120_000,
    env: { HOME: folder, PATH: `${join(folder, 'bin')}${delimiter}${env['PATH']}` },
  });
  assert.is(status, 0, `${command}\n${stdout}${stderr}`);
}

/** Commands, the last of which goes on until it is ended; where it names an address, that answers. */
async function runServer({ text }: FencedBlock): Promise<void> {
  const commands = commandsOf(text);
  for (const command of commands.slice(0, -1)) runCommand(command);
  const [, ...words] = (commands.at(-1) ?? '').split(' ');
  const child = spawn(execPath, [PROGRAM, ...words], { cwd: folder, env: { HOME: folder, PATH: env['PATH'] } });
  const ended = new Promise((done) => child.once('exit', done));
  let said = '';
  await new Promise<void>((done, fail) => {
    child.once('exit', () => fail(new Error(`it ended: ${said}`)));
    const late = setTimeout(() => fail(new Error(`it said only: ${said}`)), 20_000);
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (more: Buffer) => {
        said += more;
        if (!/http:\S+|Watching/.test(said)) return;
        clearTimeout(late);
        done();
      });
  });
  const url = /http:\S+/.exec(said)?.[0];
  if (url) assert.is((await fetch(url, { headers: { connection: 'close' } })).status, 200);
  child.kill('SIGTERM');
  assert.is(await ended, 0, said);
}

/** A config of Vite beside the app of the block that follows, which is built with it. */
async function runVite({ text }: FencedBlock): Promise<void> {
  const { build: buildApp } = await import('vite');
  const app = fencedBlocks(readFileSync('docs/embedding.md', 'utf8')).find(({ info }) => info === 'js app')?.text ?? '';
  const root = join(folder, 'app');
  mkdirSync(root);
  writeFileSync(join(root, 'vite.config.mjs'), text);
  writeFileSync(join(root, 'index.html'), '<div id=app></div><script type=module src=main.js></script>');
  writeFileSync(join(root, 'main.js'), app);
  writeFileSync(join(root, 'card.plan.json'), JSON.stringify(planOf(el('p', { lang: 'en' }, 'In the app'))));
  await buildApp({ root, logLevel: 'silent' });
  const [script = ''] = readdirSync(join(root, 'dist', 'assets')).filter((name) => name.endsWith('.js'));
  assert.match(readFileSync(join(root, 'dist', 'assets', script), 'utf8'), 'In the app');
}

function checkNpm(script: string, argument: string | undefined): void {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  assert.ok(script === 'ci' || Object.hasOwn(scripts, script), `npm run ${script}`);
  if (script === 'new') assert.ok(existsSync(`scripts/new/${argument}.ts`), `npm run new -- ${argument}`);
}

async function compilePlan({ text }: FencedBlock): Promise<void> {
  const { bundle, diagnostics } = await build(text, { profile: 'balanced' });
  assert.ok(bundle, formatDiagnostics([{ diagnostics, sources: [{ name: 'plan.json', text }] }]));
}

/** JSON must parse; what calls itself a policy must be one. */
function readJson({ text }: FencedBlock): void {
  const value: { format?: string } = JSON.parse(text);
  if (value.format !== 'renderify-policy/v1') return;
  const policy = { name: 'renderify.policy.json', text };
  const found = findings(planOf(el('p', { lang: 'en' })), { policy });
  assert.equal(found, [], formatDiagnostics([{ diagnostics: found, sources: [policy] }]));
}

function runScript({ text, line }: FencedBlock): void {
  const file = join(folder, `line-${line}.mjs`);
  writeFileSync(file, text);
  const { status, stderr } = spawnSync(execPath, [file], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: `${join(folder, 'bin')}${delimiter}${env['PATH']}` },
  });
  assert.is(status, 0, stderr);
}

/** A script of a page beside a built module `plan.js`, which has the event `add`; the page has an element `card`. */
async function runModule({ text }: FencedBlock): Promise<void> {
  assert.ok(findChromium(), 'this block needs Chromium');
  const plan = stateful(
    el('button', { onClick: 'add', lang: 'en' }, '{{n}}'),
    { n: 0 },
    { add: [{ type: 'increment', path: 'n' }] },
  );
  const bundle = await bundleOf(plan, { target: 'module' });
  const page = '<!doctype html><title>Host</title><div id=card></div><script type=module src=host.js></script>';
  const [browser, server] = await Promise.all([launchBrowser(), startBundleServer()]);
  try {
    const watched = await openPage(browser);
    await watched.goto(server.http({ ...bundle, entry: 'host.html' }, { 'host.html': page, 'host.js': text }));
    await watched.page.waitForSelector('#card button', { timeout: 10_000 });
    assert.equal(watched.trouble.errors, []);
  } finally {
    await browser.close();
    await server.close();
  }
}

function withoutBlocks(markdown: string): string {
  return markdown.replace(/^(`{3,})[\s\S]*?^\1$/gm, '');
}
