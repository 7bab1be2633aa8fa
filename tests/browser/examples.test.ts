import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Json } from '../../src/plan/types.ts';
import { build, findings, names, scriptOf } from '../helpers/door.ts';
import { act, type Example, expectAll, readIndex } from '../helpers/examples.ts';
import { createLab, type LabPage } from '../helpers/lab.ts';
import { openWorkshop } from '../helpers/project.ts';

/** A plan with one error, as the index of broken examples describes it. */
interface Broken {
  readonly file: string;
  readonly finding: string;
  readonly severity: string;
  readonly pointer: string;
  readonly profile: string;
  readonly rejectedIn: readonly string[];
}

const OWN = fileURLToPath(new URL('../../fixtures/plans', import.meta.url));
const SHARED = fileURLToPath(new URL('../../../shared/spec/examples', import.meta.url));
const MODULES = /^(require-module-integrity|integrity-format|module-not-allowed|allowed-plan-modules)$/;
const test = suite('examples');
const lab = createLab();
const workshop = await openWorkshop();
test.after(async () => {
  await lab.close();
  await workshop.close();
});

for (const folder of [OWN, SHARED])
  for (const example of await readIndex(folder)) {
    test(`${example.file}: ${example.title}`, () => runExample(folder, example));
  }

for (const broken of await readIndex<Broken>(join(SHARED, 'invalid')))
  test(`invalid/${broken.file} gives ${broken.finding}`, async () => {
    const bytes = await readFile(join(SHARED, 'invalid', broken.file));
    const found = findings(bytes, { profile: broken.profile });
    const places = found.map((item) => `${item.severity} ${item.name} ${item.pointer}`);
    if (!MODULES.test(broken.finding))
      assert.ok(places.includes(`${broken.severity} ${broken.finding} ${broken.pointer}`), places.join('; '));
    for (const profile of broken.rejectedIn) assert.is((await build(bytes, { profile })).bundle, undefined, profile);
  });

test.run();

async function runExample(folder: string, example: Example): Promise<void> {
  const bytes = await readFile(join(folder, example.file));
  const options = { profile: example.profile, ...example.build };
  if (needsModules(bytes)) return runWithModules(folder, example, bytes);
  const { bundle, diagnostics } = await build(bytes, options);
  assert.ok(bundle, diagnostics.map((item) => `${item.name} ${item.pointer}`).join('; '));
  assert.is(scriptOf(bundle).trim() !== '', example.facts.shipsJs, 'ships a script');
  const warnings = names(diagnostics, 'warning');
  for (const name of example.expectWarnings ?? []) assert.ok(warnings.includes(name), name);
  const page = await lab.open(bytes, options);
  assert.is(await page.page.locator('body *:not(script)').count(), example.facts.elements);
  await playExample(page, example);
}

/** Pinned from a registry and built by the program, as everybody does. */
async function runWithModules(folder: string, example: Example, bytes: Uint8Array): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.mjs'));
  const files = await Promise.all(
    names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const),
  );
  const plan = JSON.parse(Buffer.from(bytes).toString('utf8'));
  const built = await workshop.build(plan, Object.fromEntries(files), ['--profile', example.profile]);
  for (const name of example.expectWarnings ?? []) assert.match(built.build.stderr, name);
  assert.is(built.script !== '', example.facts.shipsJs, 'ships a script');
  const page = await lab.show(built.bundle);
  const text = await page.page.innerText('body');
  for (const part of example.expectTextContains ?? []) assert.ok(text.includes(part), part);
  await playExample(page, example);
}

async function playExample(page: LabPage, example: Example): Promise<void> {
  if (!example.steps) await expectAll(page, example);
  for (const [at, step] of (example.steps ?? []).entries()) {
    await act(page, step);
    await expectAll(page, step);
    const after = example.expectStateAfter;
    if (after?.afterStep === at) assert.equal(memberAt(await page.state(), after.path), after.value);
  }
  const { expectNamespace = {} } = example;
  await expectAll(page, { expectNamespace });
  // A worker of a page's own frame is loaded from memory.
  const complaints = (await page.complaints()).filter((one) => !/: (blob:null\/|about:srcdoc)/.test(one));
  assert.equal(complaints, []);
}

function needsModules(bytes: Uint8Array): boolean {
  const plan = JSON.parse(Buffer.from(bytes).toString('utf8'));
  return 'source' in plan || JSON.stringify(plan.root).includes('"type":"component"');
}

function memberAt(state: Json, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((value, key) => (value as Record<string, Json>)[key], state);
}
