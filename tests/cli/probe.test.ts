import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { cycloneDxProblem } from '../helpers/cyclonedx.ts';
import { openWorkshop, type Workshop } from '../helpers/project.ts';

let workshop: Workshop;
const test = suite('probe-plan, sbom and audit of a pinned plan');
test.before(async () => {
  workshop = await openWorkshop();
});
test.after(() => workshop.close());

const plan = {
  specVersion: 'runtime-plan/v1',
  id: 'probed',
  version: 1,
  imports: ['clsx', 'tailwind-merge', 'npm:nowhere@1.0.0'],
  root: {
    type: 'element',
    tag: 'main',
    props: { lang: 'en' },
    children: [{ type: 'component', module: './card.mjs' }],
  },
};
const files = { 'card.mjs': "import { clsx } from 'clsx'; export default () => clsx('a')" };
const pinned = () => {
  const folder = workshop.folder({ ...plan, imports: ['clsx'] }, files);
  const run = workshop.run(folder, 'pin', 'plan.json');
  assert.is(run.status, 0, run.stderr);
  return folder;
};
const statuses = (text: string) =>
  JSON.parse(text).dependencies.map((one: { specifier: string; status: string }) => `${one.specifier} ${one.status}`);

test('says of each module how it stands', async () => {
  const folder = pinned();
  const good = workshop.run(folder, 'probe-plan', 'plan.json', '--format', 'json');
  assert.is(good.status, 0, good.stdout + good.stderr);
  assert.equal(statuses(good.stdout), ['clsx ok', './card.mjs ok']);
  folder.write({ 'plan.json': plan });
  const bad = workshop.run(folder, 'probe-plan', 'plan.json', '--format', 'json', '--profile', 'relaxed');
  assert.is(bad.status, 1);
  assert.equal(statuses(bad.stdout), [
    'clsx ok',
    'tailwind-merge unlocked',
    'npm:nowhere@1.0.0 unlocked',
    './card.mjs ok',
  ]);
  const refused = workshop.run(folder, 'probe-plan', 'plan.json', '--format', 'json', '--profile', 'strict');
  assert.is(refused.status, 1);
  assert.ok(statuses(refused.stdout).includes('./card.mjs refused'));
});

test('probing asks no registry and writes nothing', async () => {
  const folder = pinned();
  await workshop.registry.log();
  const before = folder.tree();
  const run = workshop.run(folder, 'probe-plan', 'plan.json');
  assert.is(run.status, 0, run.stderr);
  assert.match(run.stdout, /clsx +import +ok +clsx@/);
  assert.equal(folder.tree(), before);
  assert.equal(await workshop.registry.log(), []);
});

test('the bill of materials of a plan is valid and names what it leads to', () => {
  const run = workshop.run(pinned(), 'sbom', 'plan.json');
  assert.is(run.status, 0, run.stderr);
  assert.is(cycloneDxProblem(run.stdout), undefined);
  assert.equal(
    JSON.parse(run.stdout).components.map((one: { name: string }) => one.name),
    ['clsx', './card.mjs'],
  );
});

test('an audit without a network says what it did not check', () => {
  const run = workshop.run(pinned(), 'audit', 'plan.json', '--offline');
  assert.is(run.status, 0, run.stdout + run.stderr);
  assert.match(run.stdout, /clsx +\d\S+ +MIT +not checked/);
  assert.match(run.stdout, 'advisories of 1 were not checked');
  const strict = workshop.run(pinned(), 'audit', 'plan.json', '--offline', '--only-these', '--allow-licence', 'ISC');
  assert.is(strict.status, 1);
  assert.match(strict.stdout, 'MIT (not allowed)');
  const wrong = workshop.run(pinned(), 'audit', 'plan.json', '--allow-licence', 'Free');
  assert.is(wrong.status, 2);
});

test.run();
