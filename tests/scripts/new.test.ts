import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { execPath } from 'node:process';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const SOURCES = ['--import', './tests/register.mjs'];
const copy = mkdtempSync(join(tmpdir(), 'renderify-new-'));
const test = suite('npm run new');
test.before(copyRepository);
test.after(() => rmSync(copy, { recursive: true, force: true }));

const scaffolds = [
  { kind: 'rule', name: 'no-foo', test: 'tests/compiler/phases/4-check/rules/no-foo.test.ts' },
  { kind: 'action', name: 'double', test: 'tests/plan/actions/double.test.ts' },
  { kind: 'target', name: 'amp', test: 'tests/compiler/targets/amp.test.ts' },
  { kind: 'command', name: 'lint', test: 'tests/cli/lint.test.ts' },
];

for (const { kind, name, test: file } of scaffolds)
  test(`${kind} ${name}: what is written says what is next`, () => {
    const { status, stdout } = node('scripts/new.ts', kind, name);
    assert.is(status, 0);
    assert.match(stdout, file);
    assert.match(stdout, 'npm run gen');
    for (const path of stdout.split('Next:')[0]?.match(/\S+\/\S+/g) ?? [])
      assert.ok(existsSync(join(copy, path)), path);
  });

test('refuses names that do not fit, and never writes over a file', () => {
  const refused = (...args: string[]) => {
    const { status, stdout, stderr } = node('scripts/new.ts', ...args);
    assert.equal({ status, stdout }, { status: 2, stdout: '' });
    return stderr;
  };
  assert.match(refused('rule', 'no-foo'), 'no-foo.ts exists already');
  assert.match(refused('rule', 'foo'), 'A rule is named');
  assert.match(refused('action', 'Double'), 'no kebab-case name');
  assert.match(refused('target', 'delete'), 'a word of JavaScript');
  assert.match(refused('phase', 'x'), 'Usage: npm run new -- action|command|rule|target <name>');
  assert.match(refused(), 'Usage');
});

test('rules get a code that was never used', () => {
  const rule = readFileSync(join(copy, 'src/compiler/phases/4-check/rules/no-foo.ts'), 'utf8');
  const code = /RF\d{4}/.exec(rule)?.[0] ?? '';
  assert.ok(existsSync(join(copy, `fixtures/diagnostics/${code}-no-foo/plan.json`)));
  assert.not.match(readFileSync('docs/diagnostics.md', 'utf8'), code);
});

test('after `npm run build`, which generates too, all of it compiles, is of one style and passes its tests', () => {
  good(node('scripts/build.ts'));
  good(run('node_modules/typescript/bin/tsc', '--noEmit'));
  const written = scaffolds.map((one) => one.test);
  good(run('node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', 'src', ...written));
  for (const path of written) good(node(path));
  good(node('tests/architecture.test.ts'));
});

test('the fixture of a new rule needs only UPDATE=1', () => {
  const env = { UPDATE: '1', FILTER: 'no-foo' };
  good(spawnSync(execPath, [...SOURCES, 'tests/fixtures.test.ts'], options(env)));
});

test.run();

/** Everything that is, or could be, checked in; packages are shared, since nothing writes to them. */
function copyRepository(): void {
  const { stdout } = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  for (const path of stdout.split('\0').filter((one) => one && existsSync(one))) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(path, join(copy, path));
  }
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
}

function node(...args: string[]) {
  return run(...SOURCES, ...args);
}

function run(...args: string[]) {
  return spawnSync(execPath, args, options());
}

function options(env: Readonly<Record<string, string>> = {}) {
  const { NODE_V8_COVERAGE: _, UPDATE: _update, FILTER: _filter, ...rest } = process.env;
  return { cwd: copy, encoding: 'utf8', env: { ...rest, ...env } } as const;
}

function good({ status, stdout, stderr }: { status: number | null; stdout: string; stderr: string }): void {
  assert.is(status, 0, `${stdout}${stderr}`.slice(-3000));
}
