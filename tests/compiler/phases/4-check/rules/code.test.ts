import { loadCodeAnalysis } from '../../../../../src/compiler/javascript/index.ts';
import { allowedModuleHosts } from '../../../../../src/compiler/phases/4-check/rules/allowed-module-hosts.ts';
import { allowedModuleSchemes } from '../../../../../src/compiler/phases/4-check/rules/allowed-module-schemes.ts';
import { allowedModules } from '../../../../../src/compiler/phases/4-check/rules/allowed-modules.ts';
import { allowedPlanModules } from '../../../../../src/compiler/phases/4-check/rules/allowed-plan-modules.ts';
import { capabilityStorage } from '../../../../../src/compiler/phases/4-check/rules/capability-storage.ts';
import { capabilityTimers } from '../../../../../src/compiler/phases/4-check/rules/capability-timers.ts';
import { maxImports } from '../../../../../src/compiler/phases/4-check/rules/max-imports.ts';
import { maxSourceImports } from '../../../../../src/compiler/phases/4-check/rules/max-source-imports.ts';
import { noBannedGlobals } from '../../../../../src/compiler/phases/4-check/rules/no-banned-globals.ts';
import { noComputedGlobals } from '../../../../../src/compiler/phases/4-check/rules/no-computed-globals.ts';
import { noDynamicImports } from '../../../../../src/compiler/phases/4-check/rules/no-dynamic-imports.ts';
import { noLocalModules } from '../../../../../src/compiler/phases/4-check/rules/no-local-modules.ts';
import { noModuleTraversal } from '../../../../../src/compiler/phases/4-check/rules/no-module-traversal.ts';
import { requireExactVersion } from '../../../../../src/compiler/phases/4-check/rules/require-exact-version.ts';
import { requireManifestEntry } from '../../../../../src/compiler/phases/4-check/rules/require-manifest-entry.ts';
import { requireModuleIntegrity } from '../../../../../src/compiler/phases/4-check/rules/require-module-integrity.ts';
import { type RejectedCase, testRule } from '../../../../helpers/test-rule.ts';

const options = { host: { code: await loadCodeAnalysis() } };
const code = (text: string, plan: object = {}, fields: object = {}) => ({
  plan: { source: { code: `${text};export default 1`, language: 'tsx', ...fields }, ...plan },
  profile: 'trusted',
});
const refused = (name: string, text: string, change: Partial<RejectedCase> = {}): RejectedCase => ({
  name,
  ...code(text),
  pointer: '/source/code',
  ...change,
});
const URL = 'https://ga.jspm.io/npm:nanoid@5.1.6/index.browser.js';
const OPEN = { allowRuntimeSourceModules: true };

testRule(
  maxSourceImports,
  {
    accept: [
      { name: 'as many as allowed', ...code('import "a";import "b"'), fields: { maxSourceImportSpecifiers: 2 } },
      { name: 'one specifier twice', ...code('import "a";import "a"'), fields: { maxSourceImportSpecifiers: 1 } },
      { name: 'imports of types', ...code('import type { A } from "a"'), fields: { maxSourceImportSpecifiers: 0 } },
    ],
    reject: [
      refused('one more', 'import "a";export * from "b"', {
        fields: { maxSourceImportSpecifiers: 1 },
        message: 'The code imports 2 modules; the policy allows 1.',
      }),
    ],
  },
  options,
);

testRule(
  noDynamicImports,
  {
    accept: [
      { name: 'a literal in relaxed', ...code('import("./a.mjs")'), profile: 'relaxed' },
      { name: 'a literal as a template', ...code('import(`./a.mjs`)'), profile: 'relaxed' },
      { name: 'the word in a text', ...code('const a = "import(b)"') },
    ],
    reject: [
      refused('a literal in trusted', 'import("./a.mjs")', { message: 'The code imports `./a.mjs` while it runs' }),
      refused('a computed one in relaxed', 'import(name)', { profile: 'relaxed', message: 'whose name is computed' }),
      refused('a computed template', 'import(`./${name}.mjs`)', { profile: 'relaxed' }),
      refused('a computed require', 'require(name)', { profile: 'relaxed' }),
    ],
  },
  options,
);

testRule(
  noBannedGlobals,
  {
    accept: [
      { name: 'anything in relaxed', ...code('fetch("/x")'), profile: 'relaxed' },
      { name: 'what the policy does not list', ...code('fetch("/x")'), fields: { sourceBannedGlobals: [] } },
    ],
    reject: [
      refused('a member of the list', 'navigator.sendBeacon("/x")', { profile: 'strict', fields: OPEN }),
      refused('a member by destructuring', 'const { cookie } = document', { message: 'reaches `document.cookie`' }),
    ],
  },
  options,
);

testRule(
  noComputedGlobals,
  {
    accept: [
      { name: 'anything in relaxed', ...code('window[name]'), profile: 'relaxed' },
      { name: 'a key of a global that holds nothing banned', ...code('Math[name]') },
      { name: 'a document where nothing of it is banned', ...code('f(document)'), fields: { sourceBannedMembers: [] } },
    ],
    reject: [
      refused('a computed key', 'window[name]', { message: 'takes a member of the global object' }),
      refused('a document handed on', 'f(document)', { message: 'hands `document` to where' }),
      refused('a constructor of something', 'a.constructor("x")', { message: 'calls the constructor of something' }),
    ],
  },
  options,
);

const timers = { capabilities: { timers: true } };
testRule(
  capabilityTimers,
  {
    accept: [
      { name: 'timers that are asked for', ...code('setTimeout(() => 1, 1)', timers) },
      { name: 'names of the code', ...code('const setTimeout = () => 1; setTimeout()') },
      { name: 'a question', ...code('typeof requestIdleCallback === "function"') },
    ],
    reject: [
      refused('a timer', 'setTimeout(() => 1, 1)', { message: 'uses the timer `setTimeout`' }),
      refused('an alias', 'const later = window["request" + "AnimationFrame"]'),
      refused('in relaxed', 'requestIdleCallback(() => 1)', { profile: 'relaxed' }),
    ],
  },
  options,
);

testRule(
  capabilityStorage,
  {
    accept: [
      {
        name: 'a store that is asked for',
        ...code('localStorage.a', { capabilities: { storage: ['localStorage'] } }),
        profile: 'relaxed',
      },
      { name: 'a store that the policy bans is told of once', ...code('localStorage.a') },
    ],
    reject: [
      refused('a store', 'localStorage.a', { profile: 'relaxed' }),
      refused('another store', 'window.sessionStorage', {
        ...code('window.sessionStorage', { capabilities: { storage: ['localStorage'] } }),
        profile: 'relaxed',
      }),
    ],
  },
  options,
);

const imports = (specifier: string, change: Partial<RejectedCase> = {}) =>
  refused(specifier, `import ${JSON.stringify(specifier)}`, change);
testRule(
  allowedModules,
  { accept: [{ name: 'npm', ...code('import "npm:a@1.0.0"') }], reject: [imports('gh:a/b')] },
  options,
);
testRule(
  allowedModuleSchemes,
  { accept: [], reject: [imports('node:fs'), imports('//h/x.js'), imports('data:,1')] },
  options,
);
testRule(
  allowedModuleHosts,
  { accept: [{ name: 'a listed host', ...code(`import "${URL}"`) }], reject: [imports('https://evil.example/a.js')] },
  options,
);
testRule(
  noModuleTraversal,
  { accept: [{ name: 'a file', ...code('import "./a.mjs"') }], reject: [imports('./a/../../b.mjs')] },
  options,
);
testRule(
  noLocalModules,
  {
    accept: [{ name: 'a file', ...code('import "./a.mjs"') }],
    reject: [imports('./a.mjs', { fields: { allowLocalModules: false } })],
  },
  options,
);
testRule(requireExactVersion, { accept: [], reject: [imports('npm:preact@^10')] }, options);
testRule(
  requireManifestEntry,
  {
    accept: [
      { name: 'an alias', ...code('import "react"') },
      { name: 'types', ...code('import type { A } from "a"') },
    ],
    reject: [imports('lodash-es'), refused('a dynamic one', 'import("a")'), refused('a required one', 'require("a")')],
  },
  options,
);
testRule(
  requireModuleIntegrity,
  { accept: [], reject: [imports(URL, { fields: { requireModuleIntegrity: true } })] },
  options,
);
testRule(
  allowedPlanModules,
  {
    accept: [{ name: 'a listed one', ...code('import "react"', { capabilities: { allowedModules: ['react'] } }) }],
    reject: [imports('react', code('import "react"', { capabilities: { allowedModules: [] } }))],
  },
  options,
);
testRule(
  maxImports,
  {
    accept: [
      { name: 'the same twice', ...code('import "react"', { imports: ['react'], capabilities: { maxImports: 1 } }) },
    ],
    reject: [
      refused('one more in the code', '', {
        ...code('import "preact"', { imports: ['react'], capabilities: { maxImports: 1 } }),
        pointer: '/imports',
      }),
    ],
  },
  options,
);
