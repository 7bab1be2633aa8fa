import { allowedExecutionProfiles } from '../../../../../src/compiler/phases/4-check/rules/allowed-execution-profiles.ts';
import { allowedNetworkHosts } from '../../../../../src/compiler/phases/4-check/rules/allowed-network-hosts.ts';
import { allowedStorage } from '../../../../../src/compiler/phases/4-check/rules/allowed-storage.ts';
import { allowedTimers } from '../../../../../src/compiler/phases/4-check/rules/allowed-timers.ts';
import { capabilityDomWrite } from '../../../../../src/compiler/phases/4-check/rules/capability-dom-write.ts';
import { maxComponentInvocations } from '../../../../../src/compiler/phases/4-check/rules/max-component-invocations.ts';
import { maxExecutionMs } from '../../../../../src/compiler/phases/4-check/rules/max-execution-ms.ts';
import { maxImports } from '../../../../../src/compiler/phases/4-check/rules/max-imports.ts';
import { testRule, withElement } from '../../../../helpers/test-rule.ts';

const ask = (capabilities: object) => ({ capabilities });
const hosts = (...networkHosts: string[]) => ask({ networkHosts });
const imports = (count: number) => Array.from({ length: count }, (_, i) => `npm:m${i}@1.0.0`);

testRule(allowedExecutionProfiles, {
  accept: [
    { name: 'every profile', plan: ask({ executionProfile: 'sandbox-iframe' }) },
    {
      name: 'the only one listed',
      plan: ask({ executionProfile: 'isolated-vm' }),
      fields: { allowedExecutionProfiles: ['isolated-vm'] },
    },
  ],
  reject: [
    {
      name: 'one that a policy does not list',
      plan: ask({ executionProfile: 'sandbox-iframe' }),
      fields: { allowedExecutionProfiles: ['isolated-vm'] },
      pointer: '/capabilities/executionProfile',
    },
    {
      name: 'the default where it is not listed',
      plan: {},
      fields: { allowedExecutionProfiles: ['isolated-vm'] },
      pointer: '',
    },
  ],
});

testRule(allowedNetworkHosts, {
  accept: [
    { name: 'a listed host', plan: hosts('ga.jspm.io', 'ga.jspm.io:443') },
    {
      name: 'a host below a wildcard',
      plan: hosts('a.b.example', '*.b.example'),
      fields: { allowedNetworkHosts: ['*.b.example'] },
    },
    {
      name: 'any host where the network is open',
      plan: hosts('evil.example', '*.evil.example', 'a.example:8443'),
      profile: 'relaxed',
    },
  ],
  reject: [
    { name: 'an unlisted host', plan: hosts('ga.jspm.io', 'evil.example'), pointer: '/capabilities/networkHosts/1' },
    {
      name: 'the host of a wildcard itself',
      plan: hosts('b.example'),
      fields: { allowedNetworkHosts: ['*.b.example'] },
      pointer: '/capabilities/networkHosts/0',
    },
    { name: 'a wildcard where one host is listed', plan: hosts('*.jspm.io'), pointer: '/capabilities/networkHosts/0' },
    { name: 'another port', plan: hosts('ga.jspm.io:8443'), pointer: '/capabilities/networkHosts/0' },
    ...[
      '*',
      '',
      ' ',
      'a.example; script-src *',
      'https://a.example',
      'a.example/x',
      '127.0.0.1',
      '0x7f.1',
      '2130706433',
      '[::1]',
      'localhost',
      'a.localhost',
      'A.example',
      'ä.example',
      '-a.example',
      'a..example',
      'a.example.',
      "'unsafe-inline'",
      'a.example:0',
      'a.example:99999',
      'a.example:',
      '*.*.example',
      'a.*.example',
      '*.a.example:8443',
      'data:',
      'a_b.example',
      'user@a.example',
      `${'a'.repeat(64)}.example`,
      'a.example\n',
    ].map((host) => ({
      name: `${JSON.stringify(host)} in relaxed`,
      plan: hosts(host),
      profile: 'relaxed',
      pointer: '/capabilities/networkHosts/0',
    })),
  ],
});

testRule(allowedTimers, {
  accept: [
    { name: 'no timers in strict', plan: ask({ timers: false }) },
    { name: 'timers in balanced', plan: ask({ timers: true }), profile: 'balanced' },
  ],
  reject: [{ name: 'timers in strict', plan: ask({ timers: true }), pointer: '/capabilities/timers' }],
});

testRule(allowedStorage, {
  accept: [
    { name: 'both stores in relaxed', plan: ask({ storage: ['localStorage', 'sessionStorage'] }), profile: 'relaxed' },
  ],
  reject: [
    { name: 'a store in strict', plan: ask({ storage: ['localStorage'] }), pointer: '/capabilities/storage/0' },
    {
      name: 'the one that is not listed',
      plan: ask({ storage: ['localStorage', 'sessionStorage'] }),
      fields: { allowedStorage: ['localStorage'] },
      pointer: '/capabilities/storage/1',
    },
  ],
});

testRule(maxExecutionMs, {
  accept: [{ name: '5000 in strict', plan: ask({ maxExecutionMs: 5000 }) }],
  reject: [{ name: '5001 in strict', plan: ask({ maxExecutionMs: 5001 }), pointer: '/capabilities/maxExecutionMs' }],
});

testRule(maxComponentInvocations, {
  accept: [{ name: '120 in strict', plan: ask({ maxComponentInvocations: 120 }) }],
  reject: [
    {
      name: '121 in strict',
      plan: ask({ maxComponentInvocations: 121 }),
      pointer: '/capabilities/maxComponentInvocations',
    },
  ],
});

testRule(maxImports, {
  accept: [
    { name: '50 without asking', plan: { imports: imports(50) } },
    { name: '80 in strict', plan: { imports: imports(80), capabilities: { maxImports: 80 } } },
    {
      name: 'one module named twice',
      plan: { imports: ['npm:a@1.0.0', 'npm:a@1.0.0'], capabilities: { maxImports: 1 } },
    },
  ],
  reject: [
    { name: '51 without asking', plan: { imports: imports(51) }, pointer: '/imports', message: '51 modules' },
    {
      name: 'two where one is asked for',
      plan: { imports: imports(2), capabilities: { maxImports: 1 } },
      pointer: '/imports',
    },
    { name: 'a request above the policy', plan: ask({ maxImports: 81 }), pointer: '/capabilities/maxImports' },
    {
      name: 'a manifest above the policy',
      plan: {
        moduleManifest: Object.fromEntries(imports(81).map((name) => [name, { resolvedUrl: 'https://ga.jspm.io/x' }])),
      },
      pointer: '/moduleManifest',
    },
  ],
});

const counter = (capabilities: object, type: string) => ({
  ...withElement('button', { onClick: type, title: 'x' }),
  capabilities,
  state: { initial: { n: 0 }, transitions: { add: [{ type: 'increment', path: 'n' }] } },
});

testRule(capabilityDomWrite, {
  accept: [
    { name: 'a transition', plan: counter({}, 'add') },
    { name: 'a static page', plan: ask({ domWrite: false }) },
    { name: 'a transition that nothing reaches', plan: counter({ domWrite: false }, 'other') },
  ],
  reject: [
    {
      name: 'a reachable transition',
      plan: counter({ domWrite: false }, 'add'),
      profile: 'relaxed',
      pointer: '/capabilities/domWrite',
    },
  ],
});
