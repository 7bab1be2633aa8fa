import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Audit, type AuditedPackage, auditPlan } from '../../src/cli/modules/audit.ts';
import { judgeLicence, PERMISSIVE } from '../../src/modules/audit/judge-licence.ts';
import { lockedPackages } from '../../src/modules/audit/locked-packages.ts';
import { readOsv } from '../../src/modules/audit/read-osv.ts';
import { EMPTY_LOCK, type Lock, type LockedPackage } from '../../src/modules/lock/lock.ts';
import { readRegistries } from '../../src/modules/registry/registries.ts';
import type { ModuleRequest } from '../../src/plan/modules/graph.ts';

const locked = (change: Partial<LockedPackage> = {}): LockedPackage => ({
  registry: 'default',
  integrity: '',
  license: 'MIT',
  deprecated: null,
  hasInstallScript: false,
  signature: 'unsupported',
  dependencies: {},
  files: {},
  ...change,
});
const lock: Lock = {
  ...EMPTY_LOCK,
  specifiers: { chart: 'chart@1.2.0/index.js', 'npm:odd@1.0.0': 'odd@1.0.0/index.js' },
  packages: {
    'chart@1.2.0': locked({ dependencies: { shape: 'shape@2.0.0', chart: 'chart@1.2.0' } }),
    'shape@2.0.0': locked({ license: 'GPL-3.0-only', deprecated: 'use form', hasInstallScript: true }),
    'odd@1.0.0': locked({ license: null }),
    'unrelated@1.0.0': locked(),
  },
};
const request = (specifier: string): ModuleRequest => ({ specifier, pointer: '/imports/0', usage: 'import' });
const byName = ({ packages }: Audit, name: string) => packages.find((one) => one.name === name) as AuditedPackage;
const audit = (...specifiers: string[]) =>
  auditPlan('plan.json', specifiers.map(request), lock, PERMISSIVE, { kind: 'none' });

const test = suite('audit');

test('is about what the plan leads to, by the lock alone', () => {
  const closure = (...specifiers: string[]) => lockedPackages(lock, specifiers.map(request));
  assert.equal(closure('chart'), { packages: ['chart@1.2.0', 'shape@2.0.0'], missing: [] });
  assert.equal(closure('npm:odd@1.0.0', 'other'), { packages: ['odd@1.0.0'], missing: ['other'] });
  assert.equal(closure('constructor'), { packages: [], missing: ['constructor'] });
});

test('judges licences by the list, and what cannot be read as unknown', () => {
  const verdicts: readonly (readonly [string | null, string])[] = [
    ['MIT', 'allowed'],
    ['(MIT OR GPL-3.0-only)', 'allowed'],
    ['MIT AND GPL-3.0-only', 'refused'],
    ['GPL-3.0-or-later', 'refused'],
    ['Apache 2.0', 'allowed'],
    ['The MIT License', 'allowed'],
    ['Custom, see MIT.txt', 'unknown'],
    ['SEE LICENSE IN LICENSE', 'unknown'],
    ['UNLICENSED', 'unknown'],
    [null, 'unknown'],
  ];
  for (const [stated, verdict] of verdicts) assert.is(judgeLicence(stated, PERMISSIVE), verdict, String(stated));
});

test('says of each package what is known, and what was not checked', async () => {
  const found = await audit('chart');
  assert.is(found.ok, false);
  assert.equal(byName(found, 'shape'), {
    name: 'shape',
    version: '2.0.0',
    licence: { stated: 'GPL-3.0-only', verdict: 'refused' },
    deprecated: 'use form',
    installScript: true,
    advisories: 'not checked',
  });
  assert.equal((await audit('gone')).unlocked, ['gone']);
});

const OSV = {
  id: 'OSV-1',
  summary: 'Charts lie',
  database_specific: { severity: 'HIGH' },
  affected: [
    {
      package: { ecosystem: 'npm', name: 'chart' },
      ranges: [
        {
          type: 'SEMVER',
          events: [{ introduced: '0' }, { fixed: '1.1.0' }, { introduced: '1.2.0' }, { last_affected: '1.3.0' }],
        },
      ],
      versions: ['0.0.1-odd'],
    },
    { package: { ecosystem: 'PyPI', name: 'chart' }, versions: ['1.1.5'] },
  ],
};

test('reads advisories in every form of the format, and no other text', () => {
  const [one] = readOsv(JSON.stringify(OSV)) ?? [];
  const affected = ['1.0.9', '1.1.0', '1.1.5', '1.2.0', '1.3.0', '1.3.1', '0.0.1-odd', '1.2.1-beta.1'];
  assert.equal(
    affected.filter((version) => one?.affects(version)),
    ['1.0.9', '1.2.0', '1.3.0', '0.0.1-odd', '1.2.1-beta.1'],
  );
  const line = JSON.stringify(OSV);
  for (const text of [`[${line}]`, `{"vulns":[${line},${line}]}`, `${line}\n${line}\n`])
    assert.is(readOsv(text)?.[0]?.id, 'OSV-1');
  assert.equal(readOsv(JSON.stringify({ ...OSV, withdrawn: '2026-01-01T00:00:00Z' })), []);
  for (const text of ['', 'x', '[1]', '{"a":1}', 'null']) assert.is(readOsv(text), undefined, text);
});

test('holds packages against a file of advisories', async () => {
  const advisories = readOsv(JSON.stringify(OSV)) ?? [];
  const found = await auditPlan('plan.json', [request('chart')], lock, PERMISSIVE, { kind: 'file', advisories });
  assert.equal(byName(found, 'chart').advisories, [{ id: 'OSV-1', severity: 'high', title: 'Charts lie' }]);
  assert.equal(byName(found, 'shape').advisories, []);
});

/** A registry's advisory endpoint, which answers as the path's first part says. */
async function withRegistry<T>(
  mode: string,
  work: (registries: ReturnType<typeof readRegistries>, bodies: string[]) => Promise<T>,
): Promise<T> {
  const bodies: string[] = [];
  const server: Server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      bodies.push(`${incoming.method} ${incoming.url} ${Buffer.concat(chunks)}`);
      const answer = {
        chart: [
          { id: 7, url: 'https://x/7', title: 'Old', severity: 'low', vulnerable_versions: '<1.3.0' },
          { id: 8, title: 'Fixed', vulnerable_versions: '<1.0.0' },
        ],
      };
      response.statusCode = mode === 'good' || mode === 'odd' ? 200 : Number(mode);
      response.end(mode === 'odd' ? '[1]' : JSON.stringify(answer));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const env = {
    npm_config_registry: `http://127.0.0.1:${port}/`,
    npm_config_fetch_retries: '0',
    HOME: '/nowhere',
    NPM_CONFIG_USERCONFIG: '/nowhere',
    NPM_CONFIG_GLOBALCONFIG: '/nowhere',
  };
  try {
    return await work(
      readRegistries({ folders: [], env }, () => undefined),
      bodies,
    );
  } finally {
    server.close();
  }
}

test('asks the registry about its packages, and believes what it says of the versions in use', () =>
  withRegistry('good', async (registries, bodies) => {
    const found = await auditPlan('plan.json', [request('chart')], lock, PERMISSIVE, { kind: 'registry', registries });
    assert.equal(byName(found, 'chart').advisories, [{ id: '7', severity: 'low', title: 'Old', url: 'https://x/7' }]);
    assert.equal(byName(found, 'shape').advisories, []);
    assert.equal(bodies, ['POST /-/npm/v1/security/advisories/bulk {"chart":["1.2.0"],"shape":["2.0.0"]}']);
  }));

for (const mode of ['404', '405', '500', 'odd'])
  test(`a registry that answers ${mode} leaves packages unchecked`, () =>
    withRegistry(mode, async (registries) => {
      const found = await auditPlan('plan.json', [request('chart')], lock, PERMISSIVE, {
        kind: 'registry',
        registries,
      });
      assert.is(byName(found, 'chart').advisories, 'not checked');
    }));

test('a package of another registry is not told to the default one', () =>
  withRegistry('good', async (registries, bodies) => {
    const secret: Lock = { ...lock, packages: { ...lock.packages, 'shape@2.0.0': locked({ registry: '@acme' }) } };
    const found = await auditPlan('plan.json', [request('chart')], secret, PERMISSIVE, {
      kind: 'registry',
      registries,
    });
    assert.is(byName(found, 'shape').advisories, 'not checked');
    assert.not.match(bodies.join(), 'shape');
  }));

test.run();
