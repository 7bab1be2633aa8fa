import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { budgetFindings } from '../../src/cli/budgets/budget-findings.ts';
import type { Budgets } from '../../src/cli/budgets/budgets.ts';
import { matchPath } from '../../src/cli/budgets/match-path.ts';
import { createSandbox, planNamed, type Sandbox } from '../helpers/cli.ts';

const longPlan = {
  ...planNamed('b'),
  root: { type: 'element', tag: 'p', props: { lang: 'en' }, children: [{ type: 'text', value: 'b'.repeat(5000) }] },
};
let sandbox: Sandbox;
const test = suite('budgets of the config');
test.before.each(() => {
  sandbox = createSandbox({ 'plans/a.json': planNamed('a'), 'plans/b.json': longPlan });
});
test.after.each(() => sandbox.remove());

function build(budgets: unknown, ...args: string[]) {
  sandbox.write({ 'renderify.config.json': { plans: ['plans/*.json'], budgets } });
  const run = sandbox.run(['build', '--format', 'json', ...args]);
  const { diagnostics = [] } = run.stdout ? JSON.parse(run.stdout) : {};
  const found = diagnostics.map(({ name, file }: Record<string, string>) => `${name} ${file}`);
  return { ...run, found, files: Object.keys(sandbox.tree()).filter((path) => path.endsWith('.html')) };
}

test('a plan over budget fails and is not written; the others are', () => {
  const { status, found, files } = build({ files: { '*.html': 3000 } });
  assert.equal([status, found, files], [1, ['budget-file-bytes plans/b.json'], ['dist/a/index.html']]);
});

test('a single plan alike', () => {
  const { status, found, files } = build({ plan: 100 }, 'plans/a.json');
  assert.equal([status, found, files], [1, ['budget-plan-bytes plans/a.json'], []]);
  assert.is(build({ plan: 5000 }, 'plans/a.json').status, 0);
});

test('a budget that was changed holds for bundles that are there already', () => {
  assert.is(build({ plan: 50_000 }).status, 0);
  assert.equal(build({ plan: 3000 }).found, ['budget-plan-bytes plans/b.json']);
  assert.is(build({ plan: 50_000 }).status, 0);
});

test('warnings are counted for each plan', () => {
  sandbox.write({ 'plans/a.json': { ...planNamed('a'), root: { type: 'element', tag: 'p' } } });
  assert.is(build({ warnings: 1 }).status, 0);
  const { status, found } = build({ warnings: 0 });
  assert.equal([status, found], [1, ['a11y-lang plans/a.json', 'budget-warnings plans/a.json']]);
});

test('the finding names file, size, budget and what is biggest', () => {
  build({ files: { '*.html': 100 } });
  const { stderr } = sandbox.run(['build', 'plans/b.json']);
  assert.match(stderr, /The file `index\.html` has [\d,]+ bytes, and its budget \(`\*\.html`\) is 100\./);
  assert.match(stderr, /help: Most of it is markup: [\d,]+ bytes\. Make it smaller, or raise `budgets\.files`/);
  assert.match(sandbox.run(['explain', 'budget-file-bytes']).stdout, 'RF8201');
});

const WRONG: readonly (readonly [unknown, RegExp, RegExp?])[] = [
  [5, /`budgets` in `renderify.config.json` must be an object/],
  [{ plans: 5 }, /unknown key `plans`/, /`plan`/],
  [{ plan: -1 }, /`budgets.plan` .* must be a whole number/],
  [{ plan: '5' }, /`budgets.plan` .* must be a whole number/],
  [{ warnings: 0.5 }, /`budgets.warnings` .* must be a whole number/, /warnings/],
  [{ files: 5 }, /`budgets.files` .* must be an object/],
  [{ files: { '*.js': null } }, /`budgets.files\["\*\.js"\]` .* must be a whole number/],
  [{ files: { '*.{js,css}': 1 } }, /matches nothing/, /`\*\*`/],
];
for (const [budgets, message, help] of WRONG)
  test(`refuses ${JSON.stringify(budgets)}`, () => {
    const { status, stdout, stderr } = build(budgets);
    assert.equal([status, stdout], [2, '']);
    assert.match(stderr, message);
    if (help) assert.match(stderr, help);
  });

test.run();

const pure = suite('budgetFindings');

const files = [
  { path: 'index.html', text: '<p>é</p><script>1234567890123456789012345</script>' },
  { path: 'assets/a.js', text: 'x'.repeat(100) },
  { path: 'bom.json', text: 'y'.repeat(1000) },
];
const found = (budgets: Budgets, warnings = 0) =>
  budgetFindings({ files }, warnings, budgets).map(({ name, message, help }) => `${name}: ${message} ${help}`);

pure('exactly the budget is within it; bytes are counted, not characters', () => {
  const bytes = Buffer.byteLength(files[0]?.text ?? '');
  assert.equal(found({ files: { '*.html': bytes }, plan: bytes + 100, warnings: 2 }, 2), []);
  assert.is(found({ files: { '*.html': bytes - 1 }, plan: bytes + 99, warnings: 1 }, 2).length, 3);
});

pure('only what a browser loads counts for a plan, and the biggest file is named', () => {
  const [one = ''] = found({ plan: 10 });
  assert.match(one, /loads 151 bytes .* The biggest file is `assets\/a\.js` with 100 bytes/);
});

pure('of several patterns the tightest is named', () => {
  assert.match(
    found({ files: { '*': 20, 'assets/**': 10 } }).join('\n'),
    /assets\/a\.js` has 100 bytes, and its budget \(`assets\/\*\*`\) is 10/,
  );
});

pure('patterns', () => {
  for (const [pattern, path, expected] of [
    ['*.js', 'a.js', true],
    ['*.js', 'assets/a.js', true],
    ['*.js', 'a.jsx', false],
    ['assets/*.js', 'assets/a.js', true],
    ['assets/*.js', 'assets/b/a.js', false],
    ['assets/**', 'assets/b/a.js', true],
    ['**/a.js', 'a.js', true],
    ['**/a.js', 'x/y/a.js', true],
    ['?.js', 'ab.js', false],
    ['index.html', 'indexxhtml', false],
  ] as const)
    assert.is(matchPath(pattern, path), expected, `${pattern} ${path}`);
});

pure.run();
