import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { CompileOptions } from '../../src/compiler/stages.ts';
import { findings } from '../helpers/door.ts';

const test = suite('conformance: modules and code, as far as the plan decides');
const PROFILES = ['strict', 'balanced', 'trusted', 'relaxed'];
const text = { type: 'text', value: 'x' };
const base = { specVersion: 'runtime-plan/v1', id: 'a', version: 1, root: text };

test('C136: a source for another runtime is an error', () => {
  const source = { code: 'export default 1', language: 'js', runtime: 'react' };
  assert.ok(at({ ...base, source }).includes('unknown-value /source/runtime'));
});

test('C141: an empty list of modules allows no component', () => {
  const plan = { ...base, root: { type: 'component', module: './a.mjs' }, capabilities: { allowedModules: [] } };
  for (const profile of PROFILES)
    assert.ok(at(plan, { profile }).includes('allowed-plan-modules /root/module'), profile);
});

test('C146: two imports over a budget of one fail before any fetch', () => {
  const plan = { ...base, imports: ['npm:a@1.0.0', 'npm:b@1.0.0'], capabilities: { maxImports: 1 } };
  for (const profile of PROFILES) assert.ok(at(plan, { profile }).includes('max-imports /imports'), profile);
});

test('C153: an integrity with a malformed digest fails', () => {
  const moduleManifest = { a: { resolvedUrl: 'https://ga.jspm.io/a.js', integrity: 'sha384-abc' } };
  for (const profile of PROFILES) {
    assert.ok(at({ ...base, moduleManifest }, { profile }).includes('integrity-format /moduleManifest/a/integrity'));
  }
});

test('C155: specifiers that leave the page’s world fail in every profile', () => {
  for (const profile of PROFILES) {
    for (const specifier of ['//evil.example/x.js', 'file:///x.js', 'data:text/javascript,1', 'node:fs']) {
      assert.ok(at({ ...base, imports: [specifier] }, { profile }).includes('allowed-module-schemes /imports/0'));
    }
  }
});

test('C156: a module URL that climbs by encoded dots fails', () => {
  const imports = ['https://ga.jspm.io/npm:a@1.0.0/%25252e%25252e/x.js'];
  for (const profile of PROFILES) {
    assert.ok(at({ ...base, imports }, { profile }).includes('no-module-traversal /imports/0'), profile);
  }
});

test.run();

function at(plan: unknown, options: CompileOptions = {}): string[] {
  return findings(plan, options)
    .filter(({ severity }) => severity === 'error')
    .map(({ name, pointer }) => `${name} ${pointer}`);
}
