import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { findings } from '../src/compiler/findings.generated.ts';
import { checkFully, compile } from '../src/compiler/index.ts';
import type { CompileOptions, PlanSource } from '../src/compiler/stages.ts';
import type { Diagnostic } from '../src/diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../src/diagnostics/format-diagnostics.ts';
import { casesIn, expectFile, expectFolder, UPDATING } from './helpers/expect-file.ts';
import { readFixture } from './helpers/fixture.ts';
import { measureSizes, printSizes, type Sizes } from './helpers/sizes.ts';

const FOLDER = fileURLToPath(new URL('../fixtures', import.meta.url));

/** Findings that no plan can cause, and who does. */
const WITHOUT_FIXTURE: Readonly<Record<string, string>> = {
  RF0001: 'a bug of ours; tests/compiler/internal-error.test.ts',
  RF3051: 'only `check` leaves code unread; tests/compiler/javascript/analyze-code.test.ts',
  RF3052: 'found by `--typecheck` only; tests/linker/typecheck.test.ts',
  RF5509: 'whoever calls the compiler; tests/compiler/islands.test.ts',
  RF5512: 'Preact, which comes from a registry; tests/browser/islands.test.ts',
  RF5601: 'only plans that arrive in pieces; tests/compiler/streaming.test.ts',
  RF81: 'found in bundles by `verify`; tests/cli',
};

const diagnostics = suite('diagnostics fixtures');

for (const name of casesIn(`${FOLDER}/diagnostics`))
  diagnostics(`${name}: what is found, and how it reads`, async () => {
    const folder = `${FOLDER}/diagnostics/${name}`;
    const { plan, options, sources, inputFindings } = readFixture(folder);
    const found = inputFindings.length > 0 ? inputFindings : await findingsOf(plan, options);
    const shown = formatDiagnostics([{ diagnostics: found, sources }], { width: 100 });
    assert.ok(
      found.some(({ code }) => name.startsWith(`${code}-`)),
      `${name} is not found:\n${shown}`,
    );
    expectFile(`${folder}/_expected.json`, `${JSON.stringify(found.map(toJson), null, 2)}\n`);
    expectFile(`${folder}/_expected.txt`, shown);
  });

diagnostics('every finding that a plan can cause has a fixture', () => {
  const names = readdirSync(`${FOLDER}/diagnostics`);
  const without = findings.filter(({ code, name }) => !names.some((one) => one.startsWith(`${code}-${name}`)));
  const unexplained = without.filter(({ code }) => !Object.keys(WITHOUT_FIXTURE).some((one) => code.startsWith(one)));
  assert.equal(
    unexplained.map(({ code, name }) => `${code}-${name}`),
    [],
  );
});

diagnostics.run();

const compiling = suite('compile fixtures');

for (const name of casesIn(`${FOLDER}/compile`))
  compiling(`${name}: the files of the bundle, twice the same`, async () => {
    const folder = `${FOLDER}/compile/${name}`;
    const { plan, options, targets } = readFixture(folder);
    for (const target of targets) {
      const files = await filesOf(plan, { ...options, target });
      assert.equal(await filesOf(plan, { ...options, target }), files, `${target} is built twice the same`);
      expectFolder(`${folder}/_expected/${target}`, files);
    }
  });

compiling.run();

const sizes = suite('sizes');

sizes('of pages and of the runtime are those in fixtures/sizes.json', async () => {
  const measured = await measureSizes(`${FOLDER}/plans`);
  if (UPDATING) expectFile(`${FOLDER}/sizes.json`, printSizes(measured));
  const { unit: _, ...ledger }: Sizes & { unit: string } = JSON.parse(readFileSync(`${FOLDER}/sizes.json`, 'utf8'));
  assert.equal(rawOnly(measured), rawOnly(ledger), 'a size has changed: write it with UPDATE=1, and say why');
});

sizes.run();

/** What brotli makes of the same bytes depends on its version. */
function rawOnly({ pages, runtime }: Sizes): object {
  const raw = (list: Sizes['pages']) =>
    Object.fromEntries(Object.entries(list).map(([name, [bytes]]) => [name, bytes]));
  return { pages: raw(pages), runtime: raw(runtime) };
}

/** What `compile` finds; `checkFully` finds the same, but for what only the last phases can know. */
async function findingsOf(plan: PlanSource, options: CompileOptions): Promise<readonly Diagnostic[]> {
  const { diagnostics } = await compile(plan, options);
  const early = diagnostics.filter(({ name }) => name !== 'unknown-target');
  const checked = (await checkFully(plan, options)).diagnostics;
  // Phase 5 goes on where `check` ends.
  const found = new Set(checked.map(({ code }) => code));
  const later = new Set(early.map(({ code }) => code).filter((code) => code >= 'RF5' && !found.has(code)));
  assert.equal(
    checked,
    early.filter(({ code }) => !later.has(code)),
    '`checkFully` and `compile` agree',
  );
  return diagnostics;
}

async function filesOf(plan: PlanSource, options: CompileOptions): Promise<Record<string, string>> {
  const { bundle, diagnostics } = await compile(plan, options);
  assert.ok(bundle, formatDiagnostics([{ diagnostics, sources: [plan] }]));
  return Object.fromEntries(bundle.files.map(({ path, text }) => [path, text]));
}

/** A finding without what is empty. */
function toJson({ related, ...rest }: Diagnostic): object {
  return { ...rest, ...(related.length > 0 && { related }) };
}
