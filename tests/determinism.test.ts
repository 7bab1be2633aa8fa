import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { execPath } from 'node:process';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../src/compiler/index.ts';
import type { CompileOptions } from '../src/compiler/stages.ts';

const PLANS = resolve('fixtures/plans');
const PROGRAM = existsSync('dist/cli.js')
  ? [resolve('dist/cli.js')]
  : ['--import', resolve('tests/register.mjs'), resolve('src/cli/main.ts')];
const names = ['counter', 'contact-form', 'static-report'];
const root = mkdtempSync(join(tmpdir(), 'renderify-same-'));
const test = suite('the same bytes');
test.after(() => rmSync(root, { recursive: true, force: true }));

test('whatever the order of the options', async () => {
  const text = readFileSync(join(PLANS, 'contact-form.json'), 'utf8');
  const entries = Object.entries({
    target: 'site',
    profile: 'balanced',
    title: 'Contact',
    lang: 'en',
    expose: true,
    policyOverrides: { maxNodeCount: 900, allowedLinkHosts: ['b.example', 'a.example'] },
  });
  const filesOf = async (options: CompileOptions) =>
    (await compile({ name: 'plan.json', text }, options)).bundle?.files;
  const files = await filesOf(Object.fromEntries(entries));
  assert.ok(files);
  assert.equal(await filesOf(Object.fromEntries(entries.reverse())), files);
});

test('whatever the folder, time zone, locale and file mask', () => {
  const plain = build('plain', names);
  const elsewhere = { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', LANGUAGE: 'tr' };
  assert.equal(build('a folder/with ünusual name', names, { env: elsewhere, umask: '077' }), plain);
  assert.equal(build('plain-2', names, { env: { TZ: 'America/St_Johns', LC_ALL: 'C' } }), plain);
  assert.is(Object.keys(plain).length, 3 * names.length + 1);
});

test('whether one plan is built or many', () => {
  const many = build('many', [...names].reverse());
  for (const name of names) {
    const one = build(`one-${name}`, [name]);
    for (const [path, text] of Object.entries(one)) assert.is(many[`${name}/${path}`], text, `${name}/${path}`);
  }
});

test('and nothing in them speaks of the day or the machine', () => {
  for (const [path, text] of Object.entries(build('silent', names))) {
    assert.not.match(text, /\b20\d\d-[01]\d-[0-3]\d\b|\bGMT\b/, path);
    assert.not.match(text, root, path);
    assert.not.match(text, PLANS, path);
  }
});

test.run();

interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly umask?: string;
}

/** Runs the program as a process in a folder of its own and reads what it wrote, by relative path. */
function build(folder: string, plans: readonly string[], { env = {}, umask = '022' }: Surroundings = {}) {
  const cwd = join(root, folder);
  const inputs = plans.map((name) => relative(cwd, join(PLANS, `${name}.json`)));
  const script = 'umask "$1"; mkdir -p "$2"; cd "$2"; shift 2; exec "$@"';
  const command = [execPath, ...PROGRAM, 'build', ...inputs, '-o', 'out', '--quiet'];
  const { PATH = '', HOME = '' } = process.env;
  const result = spawnSync('sh', ['-c', script, 'sh', umask, cwd, ...command], {
    env: { PATH, HOME, ...env },
    encoding: 'utf8',
  });
  assert.is(result.status, 0, result.stderr);
  return readTree(join(cwd, 'out'));
}

function readTree(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => relative(folder, join(parentPath, name))).sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
