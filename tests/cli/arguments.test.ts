import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createSandbox, planNamed } from '../helpers/cli.ts';

const sandbox = createSandbox({ 'plan.json': planNamed('plan'), '-odd.json': planNamed('odd') });
test.after(() => sandbox.remove());

/** Wrong words, what is said about them, and the help. All end with exit code 2 and an empty standard output. */
const WRONG: readonly (readonly [string[], RegExp, RegExp?])[] = [
  [['bild'], /`bild` is no command/, /Did you mean `build`/],
  [['plan.json'], /`plan.json` is no command/, /renderify build plan.json/],
  [['--quiet', 'build'], /no option `--quiet` before a command/],
  [['build', 'plan.json', '--proflie', 'strict'], /no option `--proflie`/, /`--profile`/],
  [['build', 'plan.json', '--profile', 'strikt'], /`strikt` is no profile/, /Did you mean `strict`/],
  [['build', 'plan.json', '--target', 'sight'], /`sight` is no target/, /`site`/],
  [['check', 'plan.json', '--format', 'jsno'], /`jsno` is no format/, /`json`/],
  [['inspect', 'plan.json', '--stage', 'programm'], /`programm` is no stage/, /`program`/],
  [['build', 'plan.json', '--out'], /`--out` needs a value/],
  [['build', 'plan.json', '--out='], /`--out` needs a value/],
  [['build', 'plan.json', '--out', ''], /`--out` needs a value/],
  [['build', 'plan.json', '--title', '-x'], /looks like an option/, /`--title=-x`/],
  [['build', 'plan.json', '--quiet=yes'], /`--quiet` takes no value/],
  [['build', 'plan.json', '-o', 'a', '--out', 'b'], /`--out` is given 2 times/],
  [['build', 'plan.json', '--max-warnings', 'few'], /takes a whole number/],
  [['build', 'plan.json', '--max-warnings=-1'], /takes a whole number/],
  [['build', 'plan.json', '--__proto__=x'], /no option `--__proto__`/],
  [['build', 'plan.json', '--constructor', 'x'], /no option `--constructor`/],
  [['build', 'plan.json', '--out.x=1'], /no option `--out.x`/],
  [['build', 'plan.json', '--no-quiet'], /no option `--no-quiet`/],
  [['build', 'plan.json', '-odist'], /no option `-odist`/],
  [['build', 'plan.json', '---'], /no option `---`/],
  [['build'], /No plan is named/],
  [['verify'], /needs a `dist`/],
  [['verify', 'a', 'b'], /takes one argument, and 2 were given/],
  [['inspect', 'plan.json', 'plan.json'], /takes one argument/],
  [['policy', 'strict'], /takes no arguments/],
  [['explain', 'RF999'], /no finding `RF999`/],
  [['explain', 'json-duplicate-keys'], /no finding/, /`json-duplicate-key`/],
  [['init', '--template', 'countre'], /`countre` is no template/, /`counter`/],
  [['check', 'nope.json'], /`nope.json` does not exist/],
  [['check', 'plam.json'], /`plam.json` does not exist/, /`plan.json`/],
  [['check', '--', '--help'], /`--help` does not exist/],
  [['build', 'plan.json', '--policy', 'x.json', '--no-policy-file'], /exclude each other/],
  [['build', 'plan.json', '--stdout', '--out', 'x'], /exclude each other/],
  [['build', 'plan.json', '--stdout', '--target', 'site'], /writes one file/],
  [['build', 'plan.json', '--config', 'none.json'], /config file `none.json` cannot be read/],
  [['verify', 'none', '--expect-policy', 'abc'], /takes a digest/],
  [['verify', 'none'], /folder `none` does not exist/],
];

for (const [words, message, help] of WRONG)
  test(`refuses: ${words.join(' ')}`, () => {
    const { status, stdout, stderr } = sandbox.run(words);
    assert.is(status, 2);
    assert.is(stdout, '');
    assert.match(stderr, message);
    if (help) assert.match(stderr, help);
    assert.not.match(stderr, /\n\s+at /);
  });

test('takes values in both notations, negative looking ones after an equals sign', () => {
  for (const words of [['--title', '007'], ['--title=007'], ['--title=-x'], ['--title=--quiet']]) {
    const { status, stdout } = sandbox.run(['build', 'plan.json', '--stdout', ...words]);
    assert.is(status, 0);
    assert.match(stdout, `<title>${words.at(-1)?.replace('--title=', '')}</title>`);
  }
});

test('takes everything after -- as a plan', () => {
  assert.is(sandbox.run(['check', '--', '-odd.json']).status, 0);
  assert.is(sandbox.run(['check', '--quiet', '--', '-odd.json', 'plan.json']).status, 0);
});

test('prints the version and help on standard output', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  for (const flag of ['--version', '-v']) assert.is(sandbox.run([flag]).stdout, `${version}\n`);
  for (const words of [['--help'], ['-h']]) assert.match(sandbox.run(words).stdout, /build \[\.\.\.plans\]/);
  const { status, stdout, stderr } = sandbox.run(['build', 'plan.json', '--help']);
  assert.equal({ status, stderr }, { status: 0, stderr: '' });
  assert.match(stdout, /--allow-link-host <host>/);
  assert.not.match(stdout, /default: true/);
});

test('without a command shows help on standard error', () => {
  const { status, stdout, stderr } = sandbox.run([]);
  assert.is(status, 2);
  assert.is(stdout, '');
  assert.match(stderr, /Commands:/);
});

test.run();
