import { spawn } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createSandbox, PROGRAM, planNamed, type Run, type Sandbox } from '../helpers/cli.ts';

const test = suite('builds of many plans');
/** Enough for threads. */
const COUNT = 80;
const NAMES = Array.from({ length: COUNT }, (_, i) => `p${String(i).padStart(3, '0')}`);

let sandbox: Sandbox;
test.before.each(() => {
  sandbox = createSandbox(Object.fromEntries(NAMES.map((name, i) => [`plans/${i % 7}/${name}.json`, planNamed(name)])));
});
test.after.each(() => sandbox.remove());

/** Builds everything with a cache inside the sandbox. */
function build(...args: string[]): Run {
  return sandbox.run(['build', 'plans/**/*.json', '--cache', 'cache', ...args]);
}

test('the number of workers changes nothing, neither bytes nor findings', () => {
  sandbox.write({ 'plans/0/p000.json': '{', 'plans/3/zz.json': withoutLang('zz') });
  const [one, ...more] = ['1', '2', '5'].map((workers) => {
    const words = ['-o', `o${workers}`, '--workers', workers, '--no-cache'];
    const { status, stderr } = sandbox.run(['build', 'plans/**/*.json', ...words]);
    return { status, stderr: stderr.replaceAll(`o${workers}`, 'out'), tree: sandbox.tree(`o${workers}`) };
  });
  assert.is(one?.status, 1);
  assert.is(Object.keys(one?.tree ?? {}).length, COUNT * 3 + 1);
  for (const other of more) assert.equal(other, one);
});

test('plans that take long are shared among threads, too', () => {
  const body = Array.from({ length: 400 }, (_, i) => `const v${i} = ({ a: ${i} }).a;`).join('\n');
  const plans = NAMES.slice(0, 12).map((name) => [
    [`slow/${name}.json`, withModule(`./${name}.js`)],
    [`slow/${name}.js`, `${body} export default () => ({ type: "text", value: "${name}" });`],
  ]);
  sandbox.write(Object.fromEntries(plans.flat()));
  const trees = ['1', '3'].map((workers) => {
    const { status, stderr } = sandbox.run(['build', 'slow', '-o', `o${workers}`, '--workers', workers, '--no-cache']);
    assert.is(status, 0, stderr);
    return sandbox.tree(`o${workers}`);
  });
  assert.equal(trees[1], trees[0]);
  assert.match(trees[0]?.['p011/index.html'] ?? '', '>p011<');
});

test('what has not changed is not built again, and not written either', () => {
  assert.match(build().stderr, `Built ${COUNT} of ${COUNT} plans into dist.`);
  const before = statSync(join(sandbox.path, 'dist/p001/index.html'));
  assert.match(build().stderr, 'dist is up to date.');
  sandbox.write({ 'plans/0/p000.json': planNamed('other') });
  const { stderr } = build();
  assert.match(stderr, `Built ${COUNT} of ${COUNT} plans into dist; ${COUNT - 1} had not changed.`);
  assert.match(sandbox.read('dist/p000/index.html'), 'This is other');
  const after = statSync(join(sandbox.path, 'dist/p001/index.html'));
  assert.equal([after.ino, after.mtimeMs], [before.ino, before.mtimeMs]);
});

test('whatever was done to the output, a build puts it right', () => {
  build();
  const good = sandbox.tree('dist');
  const edits: ((path: string) => void)[] = [
    (path) => writeFileSync(path, readFileSync(path, 'utf8').replace('This', 'That')),
    (path) => appendFileSync(path, '<script>evil()</script>'),
    (path) => rmSync(path),
  ];
  for (const [i, edit] of edits.entries()) {
    edit(join(sandbox.path, `dist/p00${i}/index.html`));
    assert.is(build().status, 0);
    assert.equal(sandbox.tree('dist'), good);
  }
  rmSync(join(sandbox.path, 'dist/p009'), { recursive: true });
  rmSync(join(sandbox.path, 'dist/renderify.build.json'));
  build();
  assert.equal(sandbox.tree('dist'), good);
});

test('one plan alone is remembered where a cache is named, and is the output folder itself', () => {
  const one = (...args: string[]) => sandbox.run(['build', 'plans/0/p000.json', ...args]);
  one('-o', 'plain');
  for (const out of ['first', 'second']) assert.is(one('-o', out, '--cache', 'cache').status, 0);
  assert.equal(sandbox.tree('first'), sandbox.tree('plain'));
  assert.equal(sandbox.tree('second'), sandbox.tree('plain'));
  assert.is(filesOf('cache').filter((path) => path.endsWith('.pack')).length, 1);
  assert.match(one('-o', 'first', '--cache', 'cache').stderr, 'first is up to date');
});

test('a damaged cache is no cache', () => {
  build();
  const good = sandbox.tree('dist');
  const damages: ((bytes: Buffer) => Uint8Array | string)[] = [
    (bytes) => bytes.subarray(0, bytes.length / 2),
    (bytes) => bytes.toString().replaceAll('This is', 'That is'),
    (bytes) => bytes.toString().replaceAll(/[1-9]/g, '7'),
    () => '',
    (bytes) => Buffer.concat([bytes, bytes]),
  ];
  for (const [i, damage] of damages.entries()) {
    for (const path of filesOf('cache')) writeFileSync(path, damage(readFileSync(path)));
    assert.is(build('-o', `again-${i}`).status, 0);
    assert.equal(sandbox.tree(`again-${i}`), good);
  }
});

test('an entry that is put in the place of another is not taken', () => {
  build('-o', 'first');
  const [list = ''] = filesOf('cache').filter((path) => path.endsWith('.list'));
  const lines = readFileSync(list, 'utf8').trim().split('\n');
  const [keys, places] = [lines.map((line) => line.split(' ')[0]), lines.map((line) => line.replace(/^\S+/, ''))];
  writeFileSync(list, keys.map((key, i) => `${key}${places[(i + 1) % places.length]}\n`).join(''));
  build('-o', 'second');
  assert.equal(sandbox.tree('second'), sandbox.tree('first'));
});

test('a cache that many builds have left their packs in becomes few, and forgets nothing', () => {
  for (let i = 0; i < 30; i++) {
    sandbox.write({ 'plans/0/p000.json': planNamed(`version ${i}`) });
    sandbox.run(['build', 'plans/0', '--cache', 'cache']);
  }
  assert.ok(filesOf('cache').length < 2 * 30);
  const before = filesOf('cache').length;
  assert.is(sandbox.run(['build', 'plans/0', '--cache', 'cache', '-o', 'again']).status, 0);
  assert.is(filesOf('cache').length, before + 1, 'nothing but the index of the new folder');
});

test('what nobody has asked for in a month is forgotten', () => {
  build();
  const old = filesOf('cache');
  const past = Date.now() / 1000 - 40 * 86_400;
  for (const path of old) utimesSync(path, past, past);
  sandbox.write({ 'other/one.json': planNamed('one'), 'other/two.json': planNamed('two') });
  sandbox.run(['build', 'other', '--cache', 'cache', '-o', 'other-out']);
  const left = filesOf('cache');
  assert.ok(left.length > 0 && old.every((path) => !left.includes(path)));
});

test('all that a plan depends on is part of what is remembered', () => {
  sandbox.write({ 'context.json': { name: 'Ada' }, 'plans/0/p000.json': greeting(), 'plans/1/p001.json': greeting() });
  build('--context', 'context.json');
  assert.match(sandbox.read('dist/p000/index.html'), 'Hello Ada');
  sandbox.write({ 'context.json': { name: 'Bob' } });
  build('--context', 'context.json');
  assert.match(sandbox.read('dist/p000/index.html'), 'Hello Bob');
  assert.match(build('--context', 'context.json', '--target', 'single-file').stderr, 'Built');
  sandbox.write({
    'plans/1/renderify.policy.json': { format: 'renderify-policy/v1', extends: 'strict', overrides: {} },
  });
  build('--context', 'context.json');
  const manifest = JSON.parse(sandbox.read('dist/p001/renderify.manifest.json')) as { policy: { profile: string } };
  assert.is(manifest.policy.profile, 'strict');
});

test('a module beside a plan is part of it', () => {
  sandbox.write({
    'mods/card.js': 'export default () => ({ type: "text", value: "one" });',
    'mods/a.json': withModule(),
    'mods/b.json': planNamed('b'),
  });
  const make = () => sandbox.run(['build', 'mods', '--cache', 'cache', '-o', 'mods-out']);
  assert.is(make().status, 0, make().stderr);
  assert.match(sandbox.read('mods-out/a/index.html'), '>one<');
  assert.match(make().stderr, 'up to date');
  sandbox.write({ 'mods/card.js': 'export default () => ({ type: "text", value: "two" });' });
  make();
  assert.match(sandbox.read('mods-out/a/index.html'), '>two<');
});

test('a bad plan stops no other, is told in its place, and keeps its last good bundle', () => {
  build();
  sandbox.write({
    'plans/0/p000.json': '{"specVersion": 1}',
    'plans/6/p006.json': planNamed('new'),
    'plans/2/p002.json': '[',
  });
  const { status, stderr } = build();
  assert.is(status, 1);
  assert.ok(stderr.indexOf('p000.json') < stderr.indexOf('p002.json'), 'in the order of the plans');
  assert.match(stderr, `Built ${COUNT - 2} of ${COUNT} plans`);
  assert.match(sandbox.read('dist/p006/index.html'), 'This is new');
  assert.match(sandbox.read('dist/p000/index.html'), 'This is p000');
  const { plans } = JSON.parse(sandbox.read('dist/renderify.build.json')) as { plans: { plan: string }[] };
  assert.is(plans.length, COUNT - 2);
});

test('warnings come again although nothing is compiled, a hundred of them one by one', () => {
  const names = [...NAMES, ...NAMES.map((name) => `more-${name}`)];
  sandbox.write(Object.fromEntries(names.map((name) => [`plans/0/${name}.json`, withoutLang(name)])));
  for (let i = 1; i < 7; i++) rmSync(join(sandbox.path, `plans/${i}`), { recursive: true });
  const first = build();
  assert.is((first.stderr.match(/^warning/gm) ?? []).length, 100);
  assert.match(first.stderr, /60 more warnings:\n {2}60 × RF\d+ /);
  const second = build();
  assert.is(second.stderr.replace('dist is up to date.', ''), first.stderr.replace(/Built .* into dist\./, ''));
  const { diagnostics } = JSON.parse(build('--format', 'json').stdout) as { diagnostics: unknown[] };
  assert.is(diagnostics.length, 2 * COUNT);
  assert.is(build('--max-warnings', '159').status, 1);
  assert.is(build('--max-warnings', '160', '--quiet').stderr, '');
});

test('a report says what became of each plan, the same however it was built', () => {
  sandbox.write({ 'plans/0/p000.json': '{', 'plans/1/p001.json': withoutLang('w') });
  assert.is(build('--report', 'one.json').status, 1);
  build('--report', 'two.json', '--workers', '1');
  build('--report', 'three.json', '--summary');
  assert.is(sandbox.read('two.json'), sandbox.read('one.json'));
  assert.is(sandbox.read('three.json'), sandbox.read('one.json'));
  const report = JSON.parse(sandbox.read('one.json')) as Report;
  assert.equal(report.totals, { plans: COUNT, built: COUNT - 1, failed: 1, errors: 1, warnings: 1 });
  const [failed, warned] = ['plans/0/p000.json', 'plans/1/p001.json'].map((path) =>
    report.plans.find(({ plan }) => plan === path),
  );
  assert.equal(failed, { plan: 'plans/0/p000.json', folder: 'p000', verdict: 'failed', errors: 1, warnings: 0 });
  assert.is(warned?.warnings, 1);
  assert.ok((warned?.bytes ?? 0) > (warned?.brotli ?? 0) && (warned?.brotli ?? 0) > 50);
  assert.equal(
    report.diagnostics.map(({ file, line }) => [file, line]),
    [
      ['plans/0/p000.json', 1],
      ['plans/1/p001.json', 1],
    ],
  );
});

test('shards that are merged are the whole, byte for byte', () => {
  sandbox.write({ 'plans/1/p001.json': withoutLang('w') });
  assert.is(build('-o', 'whole', '--report', 'whole.json').status, 0);
  for (const part of ['1', '2', '3'])
    assert.is(build('-o', `s${part}`, '--shard', `${part}/3`, '--report', `r${part}.json`).status, 0);
  const merge = (...args: string[]) => sandbox.run(['merge', 's2', 's3', 's1', '-o', 'merged', ...args]);
  const reports = ['--reports', 'r3.json', '--reports', 'r1.json', '--reports', 'r2.json', '--report', 'all.json'];
  const { status, stderr } = merge(...reports);
  assert.equal(
    { status, stderr },
    { status: 0, stderr: `Merged ${COUNT} of ${COUNT} plans of 3 shards into merged.\n` },
  );
  assert.equal(sandbox.tree('merged'), sandbox.tree('whole'));
  assert.is(sandbox.read('all.json'), sandbox.read('whole.json'));
  assert.match(merge().stderr, 'merged is up to date');
  assert.is(sandbox.run(['verify', 'merged']).status, 0);
});

test('merge finds what is missing, strange, twice or changed', () => {
  for (const part of ['1', '2']) build('-o', `s${part}`, '--shard', `${part}/2`);
  const merge = (...shards: string[]) => {
    const { status, stderr } = sandbox.run(['merge', ...shards, '-o', 'merged']);
    assert.is(status, 2, stderr);
    return stderr;
  };
  assert.match(merge('s1'), 'The shard 2/2 is missing');
  cpSync(join(sandbox.path, 's1'), join(sandbox.path, 'copy'), { recursive: true });
  assert.match(merge('s1', 's2', 'copy'), 'are both shard 1/2');
  build('-o', 'whole');
  assert.match(merge('whole', 's2'), '`whole` is no shard');
  assert.match(merge('nothing', 's2'), 'cannot be read');
  sandbox.write({ 'plans/0/more.json': planNamed('more') });
  build('-o', 'later', '--shard', '1/2');
  assert.match(merge('later', 's2'), 'parts of different builds');
  const [page = ''] = Object.keys(sandbox.tree('s2')).filter((path) => path.endsWith('index.html'));
  appendFileSync(join(sandbox.path, 's2', page), ' ');
  assert.match(merge('s1', 's2'), 'is not the file that was built');
  assert.not.ok(readdirSync(sandbox.path).includes('merged'));
  for (const wrong of ['0/2', '3/2', 'a/b', '1', '1/0'])
    assert.match(build('--shard', wrong).stderr, /--shard|takes a part/);
});

test('a shard that is killed and built again gives the same', async () => {
  build('-o', 'whole', '--quiet');
  rmSync(join(sandbox.path, 'cache'), { recursive: true });
  build('-o', 's2', '--shard', '2/2');
  for (const wait of [60, 120, 180, 260])
    await killed(['build', 'plans/**/*.json', '--cache', 'cache', '-o', 's1', '--shard', '1/2'], wait);
  build('-o', 's1', '--shard', '1/2');
  assert.is(sandbox.run(['merge', 's1', 's2', '-o', 'merged']).status, 0);
  assert.equal(sandbox.tree('merged'), sandbox.tree('whole'));
  assert.equal(
    readdirSync(sandbox.path).filter((name) => name.startsWith('.renderify')),
    [],
  );
});

test('at every moment of a build each bundle is the old or the new one, and the next build completes it', async () => {
  const write = (word: string) =>
    sandbox.write(
      Object.fromEntries(NAMES.map((name, i) => [`plans/${i % 7}/${name}.json`, planNamed(`${name} ${word}`)])),
    );
  write('old');
  build();
  const old = sandbox.tree('dist');
  sandbox.write({ 'dist/p003/mine.txt': 'mine' });
  for (const wait of [100, 180, 230, 260, 290, 320, 360, 420]) {
    write(`at ${wait}`);
    await killed(['build', 'plans/**/*.json', '--cache', 'cache', '--quiet'], wait);
    const now = sandbox.tree('dist');
    for (const name of NAMES) {
      const page = now[`${name}/index.html`] ?? '';
      const manifest = JSON.parse(now[`${name}/renderify.manifest.json`] ?? '{}') as {
        files: { path: string; bytes: number }[];
      };
      assert.is(
        manifest.files.find(({ path }) => path === 'index.html')?.bytes,
        Buffer.byteLength(page),
        `${name} after ${wait} ms`,
      );
    }
  }
  write('old');
  assert.is(build().status, 0);
  assert.equal(sandbox.tree('dist'), { ...old, 'p003/mine.txt': 'mine' });
  assert.equal(readdirSync(sandbox.path).sort(), ['cache', 'dist', 'plans']);
});

test('somebody who gives up leaves nothing behind', async () => {
  mkdirSync(join(sandbox.path, 'plans/many'));
  for (let i = 0; i < 1500; i++) sandbox.write({ [`plans/many/m${i}.json`]: planNamed(`m${i}`) });
  const { NODE_V8_COVERAGE: _, ...env } = process.env;
  const child = spawn(execPath, [PROGRAM, 'build', 'plans/**/*.json', '--no-cache'], {
    cwd: sandbox.path,
    env,
    stdio: 'ignore',
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const isUnderWay = () => readdirSync(sandbox.path).some((name) => name.startsWith('.renderify'));
  while (child.exitCode === null && !isUnderWay()) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill('SIGINT');
  const code = await ended;
  assert.is(code, 130);
  assert.equal(readdirSync(sandbox.path), ['plans']);
});

test('verify holds the whole against its manifest', () => {
  build();
  assert.is(sandbox.run(['verify', 'dist']).status, 0);
  rmSync(join(sandbox.path, 'dist/p004'), { recursive: true });
  assert.match(sandbox.run(['verify', 'dist']).stderr, 'The file `p004/renderify.manifest.json` is missing');
});

test.run();

interface Report {
  readonly totals: object;
  readonly plans: readonly { plan: string; warnings: number; bytes?: number; brotli?: number }[];
  readonly diagnostics: readonly { file: string; line: number }[];
}

function filesOf(folder: string): string[] {
  const entries = readdirSync(join(sandbox.path, folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

/** Gives the exit code, or nothing for a process that was killed outright. */
function killed(args: readonly string[], after: number): Promise<number | null> {
  const { NODE_V8_COVERAGE: _, ...env } = process.env;
  return new Promise((resolve) => {
    const child = spawn(execPath, [PROGRAM, ...args], { cwd: sandbox.path, env, stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), after);
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}

function withoutLang(id: string): object {
  const plan = planNamed(id) as { root: { props: object } };
  return { ...plan, root: { ...plan.root, props: {} } };
}

function greeting(): object {
  const plan = planNamed('greeting') as { root: object };
  return { ...plan, root: { ...plan.root, children: [{ type: 'text', value: 'Hello {{context.name}}' }] } };
}

function withModule(module = './card.js'): object {
  const plan = planNamed('mod') as { root: object };
  return {
    ...plan,
    imports: [module],
    root: { ...plan.root, children: [{ type: 'component', module }] },
  };
}
