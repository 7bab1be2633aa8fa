import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { findings } from '../src/compiler/findings.generated.ts';
import { compile } from '../src/compiler/index.ts';
import type { Diagnostic } from '../src/diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../src/diagnostics/format-diagnostics.ts';
import { casesIn, expectFile } from './helpers/expect-file.ts';
import { readFixture } from './helpers/fixture.ts';

const FOLDER = fileURLToPath(new URL('../fixtures', import.meta.url));

/** Findings that no plan can cause, and who does. */
const WITHOUT_FIXTURE: Readonly<Record<string, string>> = {
  RF0001: 'a bug of ours; tests/compiler/internal-error.test.ts',
  RF81: 'found in bundles by `verify`; tests/cli',
};

const diagnostics = suite('diagnostics fixtures');

for (const name of casesIn(`${FOLDER}/diagnostics`))
  diagnostics(`${name}: what is found, and how it reads`, async () => {
    const folder = `${FOLDER}/diagnostics/${name}`;
    const { plan, options, sources, inputFindings } = readFixture(folder);
    const found = [...inputFindings, ...(inputFindings.length ? [] : (await compile(plan, options)).diagnostics)];
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

/** A finding without what is empty. */
function toJson({ related, ...rest }: Diagnostic): object {
  return { ...rest, ...(related.length > 0 && { related }) };
}
