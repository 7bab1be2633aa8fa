import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Json } from '../../src/plan/types.ts';
import { build, findings, names, scriptOf } from '../helpers/door.ts';
import { act, type Example, expectAll, readIndex } from '../helpers/examples.ts';
import { createLab } from '../helpers/lab.ts';

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
test.after(lab.close);

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
  const { bundle, diagnostics } = await build(bytes, options);
  if (needsModules(bytes)) {
    assert.ok(names(diagnostics).includes('modules-unsupported'));
    return;
  }
  assert.ok(bundle, diagnostics.map((item) => `${item.name} ${item.pointer}`).join('; '));
  assert.is(scriptOf(bundle).trim() !== '', example.facts.shipsJs, 'ships a script');
  const warnings = names(diagnostics, 'warning');
  for (const name of example.expectWarnings ?? []) assert.ok(warnings.includes(name), name);
  const page = await lab.open(bytes, options);
  assert.is(await page.page.locator('body *:not(script)').count(), example.facts.elements);
  if (!example.steps) await expectAll(page, example);
  for (const [at, step] of (example.steps ?? []).entries()) {
    await act(page, step);
    await expectAll(page, step);
    const after = example.expectStateAfter;
    if (after?.afterStep === at) assert.equal(memberAt(await page.state(), after.path), after.value);
  }
  const { expectNamespace = {} } = example;
  await expectAll(page, { expectNamespace });
  assert.equal(await page.complaints(), []);
}

function needsModules(bytes: Uint8Array): boolean {
  const plan = JSON.parse(Buffer.from(bytes).toString('utf8'));
  return 'source' in plan || JSON.stringify(plan.root).includes('"type":"component"');
}

function memberAt(state: Json, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((value, key) => (value as Record<string, Json>)[key], state);
}
