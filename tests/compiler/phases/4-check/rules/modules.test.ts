import { allowedModuleHosts } from '../../../../../src/compiler/phases/4-check/rules/allowed-module-hosts.ts';
import { allowedModuleSchemes } from '../../../../../src/compiler/phases/4-check/rules/allowed-module-schemes.ts';
import { allowedModules } from '../../../../../src/compiler/phases/4-check/rules/allowed-modules.ts';
import { allowedPlanModules } from '../../../../../src/compiler/phases/4-check/rules/allowed-plan-modules.ts';
import { integrityFormat } from '../../../../../src/compiler/phases/4-check/rules/integrity-format.ts';
import { manifestVersionMismatch } from '../../../../../src/compiler/phases/4-check/rules/manifest-version-mismatch.ts';
import { maxSourceBytes } from '../../../../../src/compiler/phases/4-check/rules/max-source-bytes.ts';
import { noLocalModules } from '../../../../../src/compiler/phases/4-check/rules/no-local-modules.ts';
import { noModuleTraversal } from '../../../../../src/compiler/phases/4-check/rules/no-module-traversal.ts';
import { noPreactSource } from '../../../../../src/compiler/phases/4-check/rules/no-preact-source.ts';
import { noSourceModules } from '../../../../../src/compiler/phases/4-check/rules/no-source-modules.ts';
import { requireExactVersion } from '../../../../../src/compiler/phases/4-check/rules/require-exact-version.ts';
import { requireManifestEntry } from '../../../../../src/compiler/phases/4-check/rules/require-manifest-entry.ts';
import { requireMatchingUrl } from '../../../../../src/compiler/phases/4-check/rules/require-matching-url.ts';
import { requireModuleIntegrity } from '../../../../../src/compiler/phases/4-check/rules/require-module-integrity.ts';
import { testRule, withChildren } from '../../../../helpers/test-rule.ts';

const NANOID = 'https://ga.jspm.io/npm:nanoid@5.1.6/index.browser.js';
const imports = (...list: string[]) => ({ imports: list });
const component = (module: string) => withChildren({ type: 'component', module });
const entry = (key: string, fields: object = {}) => ({ moduleManifest: { [key]: { resolvedUrl: NANOID, ...fields } } });
const source = (fields: object = {}) => ({ source: { code: 'export default 1', language: 'js', ...fields } });
const SHA384 = `sha384-${'A'.repeat(64)}`;

testRule(allowedModules, {
  accept: [{ name: 'npm', plan: imports('npm:nanoid@5.1.6', 'recharts', './a.mjs', NANOID, 'this-plan-source') }],
  reject: [
    { name: 'another prefix', plan: imports('gh:user/repo'), profile: 'relaxed', pointer: '/imports/0' },
    {
      name: 'npm where nothing is listed',
      plan: component('npm:a@1.0.0'),
      fields: { allowedModules: [] },
      pointer: '/root/children/0/module',
    },
  ],
});

const REFUSED = [
  '//evil.example/x.js',
  'file:///x.js',
  'data:text/javascript,1',
  'blob:x',
  'node:fs',
  'jsr:@a/b',
  'http://h/x.js',
  'fs',
  'fs/promises',
  '/abs.js',
  'https://u:p@ga.jspm.io/x.js',
  'https:ga.jspm.io',
  'https://',
  'a\u0000b',
  '@',
  'a b@1',
];
testRule(allowedModuleSchemes, {
  accept: [
    { name: 'every good form', plan: imports('npm:@a/b@1.0.0/c', 'preact/hooks', './a.mjs', '../a.mjs', NANOID) },
  ],
  reject: [
    ...REFUSED.map((specifier) => ({
      name: JSON.stringify(specifier),
      plan: imports(specifier),
      profile: 'relaxed',
      pointer: '/imports/0',
    })),
    { name: 'a component', plan: component('node:fs'), pointer: '/root/children/0/module' },
    { name: 'a manifest key', plan: entry('node:fs'), pointer: '/moduleManifest/node:fs' },
    {
      name: 'a resolved URL',
      plan: entry('a', { resolvedUrl: 'http://ga.jspm.io/x' }),
      pointer: '/moduleManifest/a/resolvedUrl',
    },
    { name: 'a fragment', plan: entry('a', { resolvedUrl: `${NANOID}#x` }), pointer: '/moduleManifest/a/resolvedUrl' },
    {
      name: 'a relative entry that leads elsewhere',
      plan: entry('./a.mjs'),
      pointer: '/moduleManifest/.~1a.mjs/resolvedUrl',
    },
  ],
});

testRule(allowedModuleHosts, {
  accept: [
    { name: 'a listed host', plan: imports(NANOID) },
    { name: 'any host in relaxed', plan: imports('https://evil.example/m.js'), profile: 'relaxed' },
  ],
  reject: [
    {
      name: 'an unlisted host',
      plan: imports('https://evil.example/m.js'),
      pointer: '/imports/0',
      message: 'Module `https://evil.example/m.js` comes from `evil.example`, which the policy does not allow.',
    },
    { name: 'another port', plan: imports('https://ga.jspm.io:8443/m.js'), pointer: '/imports/0' },
    {
      name: 'a resolved URL',
      plan: entry('a', { resolvedUrl: 'https://evil.example/m.js' }),
      pointer: '/moduleManifest/a/resolvedUrl',
    },
    {
      name: 'a list of the plan',
      plan: { capabilities: { allowedModules: ['https://evil.example/'] } },
      pointer: '/capabilities/allowedModules/0',
    },
  ],
});

testRule(noModuleTraversal, {
  accept: [{ name: 'relative files', plan: imports('./a/b.mjs', '../a..b.mjs', 'npm:a@1.0.0/..b') }],
  reject: [
    'https://ga.jspm.io/npm:a@1.0.0/%25252e%25252e/x.js',
    'https://ga.jspm.io/a/../x.js',
    'npm:a@1.0.0/../b',
    './a/%2e%2e/b.mjs',
    './a\\b.mjs',
    'https://ga.jspm.io/a/%5c..%5cx.js',
    `https://ga.jspm.io/%${'25'.repeat(5000)}2e%2e/`,
  ].map((specifier) => ({
    name: specifier.slice(0, 60),
    plan: imports(specifier),
    profile: 'relaxed',
    pointer: '/imports/0',
  })),
});

const allowing = (allowed: string[], module: string) => ({
  ...component(module),
  capabilities: { allowedModules: allowed },
});
testRule(allowedPlanModules, {
  accept: [
    { name: 'everything where nothing is said', plan: component('./card.mjs') },
    { name: 'the exact name', plan: allowing(['./card.mjs'], './card.mjs') },
    { name: 'a part of a package', plan: allowing(['recharts'], 'recharts/es6') },
    { name: 'a prefix', plan: allowing(['https://ga.jspm.io/'], NANOID) },
  ],
  reject: [
    {
      name: 'anything where the list is empty',
      plan: allowing([], './card.mjs'),
      profile: 'relaxed',
      pointer: '/root/children/0/module',
    },
    {
      name: 'a package that begins alike',
      plan: allowing(['rechart'], 'recharts'),
      pointer: '/root/children/0/module',
    },
    { name: 'an import', plan: { ...imports('a'), capabilities: { allowedModules: ['b'] } }, pointer: '/imports/0' },
  ],
});

testRule(noLocalModules, {
  accept: [{ name: 'a file in balanced', plan: component('./card.mjs'), profile: 'balanced' }],
  reject: [{ name: 'a file in strict', plan: component('./card.mjs'), pointer: '/root/children/0/module' }],
});

testRule(requireManifestEntry, {
  accept: [
    { name: 'an entry', plan: { ...imports('npm:nanoid@5.1.6'), ...entry('npm:nanoid@5.1.6') } },
    { name: 'an alias in balanced', plan: imports('react/jsx-dev-runtime'), profile: 'balanced' },
    { name: 'anything in relaxed', plan: imports('lodash-es'), profile: 'relaxed' },
  ],
  reject: [
    { name: 'a bare name', plan: imports('lodash-es'), profile: 'trusted', pointer: '/imports/0' },
    { name: 'an alias in strict', plan: imports('recharts'), pointer: '/imports/0' },
    { name: 'the name of a property of objects', plan: imports('constructor'), pointer: '/imports/0' },
  ],
});

testRule(requireModuleIntegrity, {
  accept: [
    { name: 'an entry with integrity', plan: { ...imports(NANOID), ...entry(NANOID, { integrity: SHA384 }) } },
    { name: 'none in balanced', plan: entry('a'), profile: 'balanced' },
  ],
  reject: [
    { name: 'an entry without', plan: entry('npm:nanoid@5.1.6'), pointer: '/moduleManifest/npm:nanoid@5.1.6' },
    { name: 'a URL without entry', plan: imports(NANOID), pointer: '/imports/0' },
    {
      name: 'a URL of the plan’s list',
      plan: { capabilities: { allowedModules: [NANOID] } },
      pointer: '/capabilities/allowedModules/0',
    },
  ],
});

testRule(requireMatchingUrl, {
  accept: [
    { name: 'the same URL', plan: entry(NANOID) },
    { name: 'another one in balanced', plan: entry('https://ga.jspm.io/a.js'), profile: 'balanced' },
  ],
  reject: [
    {
      name: 'another one',
      plan: entry('https://ga.jspm.io/a.js'),
      pointer: '/moduleManifest/https:~1~1ga.jspm.io~1a.js/resolvedUrl',
    },
  ],
});

testRule(requireExactVersion, {
  accept: [
    { name: 'exact versions', plan: imports('npm:@a/b@1.2.3-rc.1+x/c', 'recharts', NANOID) },
    { name: 'a range in relaxed', plan: imports('npm:preact@^10'), profile: 'relaxed' },
  ],
  reject: [
    ...[
      'npm:preact@^10',
      'preact@10',
      'npm:preact@latest',
      'npm:preact',
      'https://ga.jspm.io/npm:preact@10/x.js',
      'https://ga.jspm.io/npm:@a/b@1/x.js',
    ].map((specifier) => ({ name: specifier, plan: imports(specifier), profile: 'trusted', pointer: '/imports/0' })),
    {
      name: 'a resolved URL',
      plan: entry('a', { resolvedUrl: 'https://ga.jspm.io/npm:a@1/x.js' }),
      pointer: '/moduleManifest/a/resolvedUrl',
    },
  ],
});

testRule(integrityFormat, {
  accept: [SHA384, `${SHA384} sha512-${'A'.repeat(86)}==`, `sha256-${'A'.repeat(43)}=`].map((integrity) => ({
    name: integrity.slice(0, 40),
    plan: entry('a', { integrity }),
  })),
  reject: [
    'sha384-abc',
    `md5-${'A'.repeat(22)}==`,
    `sha1-${'A'.repeat(27)}=`,
    `${SHA384} x`,
    `${SHA384}A`,
    `${SHA384}?ct=x`,
    `SHA384-${'A'.repeat(64)}`,
  ].map((integrity) => ({
    name: integrity.slice(0, 90),
    plan: entry('a', { integrity }),
    profile: 'relaxed',
    pointer: '/moduleManifest/a/integrity',
  })),
});

testRule(manifestVersionMismatch, {
  accept: [
    { name: 'the same version', plan: entry('a', { version: '5.1.6' }) },
    { name: 'a URL without version', plan: entry('a', { version: '1.0.0', resolvedUrl: 'https://ga.jspm.io/a.js' }) },
  ],
  reject: [{ name: 'another version', plan: entry('a', { version: '5.1.5' }), pointer: '/moduleManifest/a/version' }],
});

testRule(noSourceModules, {
  accept: [{ name: 'source in trusted', plan: source(), profile: 'trusted' }],
  reject: ['strict', 'balanced'].map((profile) => ({
    name: `source in ${profile}`,
    plan: source(),
    profile,
    pointer: '/source',
  })),
});

testRule(noPreactSource, {
  accept: [
    { name: 'Preact in trusted', plan: source({ runtime: 'preact' }), profile: 'trusted' },
    { name: 'what another rule refuses', plan: source({ runtime: 'preact' }) },
  ],
  reject: [
    {
      name: 'Preact where only renderify is allowed',
      plan: source({ runtime: 'preact' }),
      profile: 'trusted',
      fields: { allowPreactSourceRuntime: false },
      pointer: '/source/runtime',
    },
  ],
});

testRule(maxSourceBytes, {
  accept: [{ name: '120,000 bytes in trusted', plan: source({ code: 'x'.repeat(120_000) }), profile: 'trusted' }],
  reject: [
    {
      name: 'a byte more',
      plan: source({ code: `${'x'.repeat(119_999)}ä` }),
      profile: 'trusted',
      pointer: '/source/code',
      message: '120001',
    },
  ],
});
