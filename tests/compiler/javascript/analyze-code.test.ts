import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { check, checkFully } from '../../../src/compiler/index.ts';
import { type CodeFacts, type CodeLanguage, loadCodeAnalysis } from '../../../src/compiler/javascript/index.ts';
import { sourceFindings } from '../../helpers/check-code.ts';

const { analyzeCode } = await loadCodeAnalysis();
const test = suite('facts of code');

function factsOf(code: string, language: CodeLanguage = 'js'): CodeFacts {
  const reading = analyzeCode(code, language);
  assert.ok(reading.ok, JSON.stringify(reading));
  return (reading as { facts: CodeFacts }).facts;
}

const importsOf = (code: string, language?: CodeLanguage) =>
  factsOf(code, language).imports.map(({ specifier, names }) => [specifier, ...names]);
const exportsOf = (code: string, language?: CodeLanguage) => [...factsOf(code, language).exports.names];

test('imports with what they take', () => {
  assert.equal(importsOf('import a, { b, c as d, "e f" as g } from "x"; import * as h from "y"; import "z.css"'), [
    ['x', 'default', 'b', 'c', 'e f'],
    ['y', '*'],
    ['z.css'],
  ]);
  assert.equal(importsOf('export { a as b } from "x"; export * from "y"; export * as z from "z"; require("w")'), [
    ['x', 'a'],
    ['y', '*'],
    ['z', '*'],
    ['w', '*'],
  ]);
  const [one] = factsOf('import a from "x"').imports;
  assert.equal(one?.span, { start: 14, end: 17 });
});

test('imports of types are none', () => {
  assert.equal(
    importsOf('import type A from "a"; import { type B } from "b"; import { type C, d } from "d"; d', 'ts'),
    [['d', 'd']],
  );
  assert.equal(importsOf('export type { A } from "a"; export type * from "b"; import e = require("e")', 'ts'), [
    ['e', '*'],
  ]);
});

test('exports by every way', () => {
  const code =
    'export default class A {} export const a = 1, { b, c: [d] } = x; export function f() {} export class G {} export { a as "h i", b as j };';
  assert.equal(exportsOf(code).sort(), ['G', 'a', 'b', 'd', 'default', 'f', 'h i', 'j']);
  assert.equal(
    exportsOf('export enum E { a } export type T = 1; export interface I {} export declare const d: 1', 'ts'),
    ['E'],
  );
  assert.is(factsOf('export * from "a"').exports.all, true);
  assert.is(factsOf('export * as a from "a"').exports.all, false);
  assert.equal(exportsOf('export * as a from "a"'), ['a']);
});

test('dynamic imports, written out or computed', () => {
  assert.equal(factsOf('import("a"); import(`b`); import(c); const d = () => import("./" + d)').dynamicImports, [
    { specifier: 'a', span: { start: 7, end: 10 } },
    { specifier: 'b', span: { start: 20, end: 23 } },
    { span: { start: 26, end: 35 } },
    { span: { start: 53, end: 69 } },
  ]);
});

test('JSX, and none', () => {
  assert.is(factsOf('export default <a />', 'jsx').usesJsx, true);
  assert.is(factsOf('export default <></>', 'tsx').usesJsx, true);
  assert.is(factsOf('export default 1 < 2', 'tsx').usesJsx, false);
});

test('globals with their paths', () => {
  const { reaches } = factsOf('window.document.title; const m = Math; m.max(1); import.meta.url; typeof Worker');
  assert.equal(
    reaches.map(({ path }) => path.join('.')),
    ['document.title', 'Math', 'Math.max', 'import.meta.url'],
  );
});

test('what is nested too deeply is refused and not a failure of ours', () => {
  for (const code of ['('.repeat(50_000), `1${'+1'.repeat(50_000)}`, `a${'.b'.repeat(50_000)}`, '{'.repeat(50_000)])
    assert.equal(analyzeCode(code, 'js'), {
      ok: false,
      problems: [{ message: 'The code is nested too deeply to be read.', span: { start: 0, end: 0 } }],
    });
});

test.run();

const source = suite('the source of a plan');
const named = (code: string, fields: object = {}) =>
  sourceFindings({ code, language: 'ts', ...fields }).map(
    ({ name, pointer, message }) => `${name} ${pointer} ${message}`,
  );

source('must export what the plan names', () => {
  assert.equal(named('export default 1'), []);
  assert.equal(named('export const App = 1', { exportName: 'App' }), []);
  assert.equal(named('export * from "./a.mjs"', { exportName: 'App' }), []);
  assert.equal(named('export const App = 1'), ['source-export-missing /source The code has no export `default`.']);
  assert.equal(named('export type App = 1', { exportName: 'App' }), [
    'source-export-missing /source/exportName The code has no export `App`.',
  ]);
});

source('is told of its errors in words of ours', () => {
  const messages: readonly (readonly [string, string])[] = [
    ['const a = ;', 'The code cannot be read from `;` on.'],
    ['export default (', 'The code ends too early.'],
    ['const a = 1; const a = 2', '`a` is declared twice.'],
    ['const a', 'A `const` has no value.'],
    ['export { b }', '`b` is exported but not declared.'],
    ['return 1', 'A `return` stands outside of functions.'],
    ['with (a) b', 'A module has no `with` statement.'],
    ['const a = "x', 'A string has no end on its line.'],
    ['const a = `x', 'A template literal has no end.'],
    ['/* x', 'A comment has no end.'],
    ['() => { await 1 }', 'An `await` stands in a function that is not `async`.'],
    ['export default <a />', 'The code cannot be read from `/` on.'],
    ['@dec class A {}', 'The code uses syntax that its language does not have.'],
  ];
  for (const [code, message] of messages) assert.equal(named(code), [`source-syntax /source/code ${message}`], code);
});

source('has several errors told at once', () => {
  assert.is(named('let a; let a; export { b }').length, 2);
});

source('is not read where the policy does not allow it, or it is too long', () => {
  const names = (options: object) => sourceFindings({ code: '(', language: 'js' }, options).map(({ name }) => name);
  assert.equal(names({ profile: 'strict' }), ['no-source-modules']);
  assert.equal(names({ policyOverrides: { maxRuntimeSourceBytes: 0 } }), ['max-source-bytes']);
});

source('is unchecked where nothing reads it, and read where it must be', async () => {
  const root = { type: 'element', tag: 'main', props: { lang: 'en' } };
  const plan = {
    specVersion: 'runtime-plan/v1',
    id: 'a',
    version: 1,
    root,
    source: { code: 'eval("1")', language: 'js' },
  };
  const text = { name: 'plan.json', text: JSON.stringify(plan) };
  const namesOf = (result: ReturnType<typeof check>) => result.diagnostics.map(({ name }) => name);
  assert.equal(namesOf(check(text, { profile: 'trusted' })), ['source-unchecked']);
  assert.equal(namesOf(await checkFully(text, { profile: 'trusted' })), ['source-export-missing', 'no-banned-globals']);
});

source.run();
