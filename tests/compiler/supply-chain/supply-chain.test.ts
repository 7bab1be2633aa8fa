import { createHash } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createBom, createNotices, createProvenance } from '../../../src/compiler/supply-chain/index.ts';
import type { ModuleGraph, PinnedModule, PinnedPackage } from '../../../src/plan/modules/graph.ts';
import { cycloneDxProblem } from '../../helpers/cyclonedx.ts';

const sha256 = (text: string) => new Uint8Array(createHash('sha256').update(text).digest());
const digest = (kind: 'sha384' | 'sha512', text: string) => `${kind}-${createHash(kind).update(text).digest('base64')}`;

function file(id: string, imports: PinnedModule['imports'] = {}, change: Partial<PinnedModule> = {}): PinnedModule {
  const owner = /^((?:@[^/]+\/)?[^/]+@[^/]+)\//.exec(id)?.[1];
  const text = `// ${id}`;
  return {
    id,
    origin: 'package',
    ...(owner !== undefined && { package: owner }),
    format: 'esm',
    text,
    bytes: text.length,
    integrity: digest('sha384', text),
    sideEffects: false,
    imports,
    computedImports: false,
    ...change,
  };
}

function pkg(name: string, version: string, change: Partial<PinnedPackage> = {}): PinnedPackage {
  const integrity = digest('sha512', name + version);
  const rest = { registry: 'default', license: 'MIT', deprecated: null, hasInstallScript: false, dependencies: {} };
  return { name, version, integrity, ...rest, licenseText: `Licence of ${name}`, ...change };
}

const CHART = '@acme/chart@1.0.0/es/index.js';
const SHAPE = 'shape@2.0.0-beta.1/shape.js';
const UNUSED = 'unused@1.0.0/index.js';
const LOCAL = './card.mjs';
const REMOTE = 'https://cdn.jspm.io/x.js';
const modules = [
  file(CHART, { shape: SHAPE, './part.js': '@acme/chart@1.0.0/es/part.js' }),
  file('@acme/chart@1.0.0/es/part.js'),
  file(SHAPE, { unused: UNUSED }),
  file(UNUSED),
  file(LOCAL, { '@acme/chart': CHART }, { origin: 'local' }),
  file(REMOTE, {}, { origin: 'remote' }),
];
const packages = [
  pkg('@acme/chart', '1.0.0', { license: '(MIT OR Apache-2.0)', licenseText: 'Same\r\ntext  \n\u001b[31m' }),
  pkg('shape', '2.0.0-beta.1', {
    license: 'SEE LICENSE IN LICENSE',
    licenseText: 'Same\ntext',
    deprecated: 'use form',
  }),
  pkg('unused', '1.0.0'),
];
const graph: ModuleGraph = {
  entries: { './card.mjs': LOCAL, [REMOTE]: REMOTE },
  modules: new Map(modules.map((one) => [one.id, one])),
  packages: new Map(packages.map((one) => [`${one.name}@${one.version}`, one])),
  pathTo: () => [],
};
const used = [REMOTE, LOCAL, SHAPE, CHART];
const plan = { id: 'card “1”', version: 3, digest: `sha256-${'a'.repeat(64)}` };
const input = { plan, compiler: { name: 'renderify', version: '1.2.3' }, graph, used, sha256 };

const bom = suite('bill of materials');

bom('is valid CycloneDX 1.6, and the same whatever the order', () => {
  const text = createBom(input);
  assert.is(cycloneDxProblem(text), undefined);
  assert.is(createBom({ ...input, used: [...used].reverse() }), text);
});

bom('names what was used, with its digest, licence and files, and nothing else', () => {
  const { components } = JSON.parse(createBom(input));
  assert.equal(
    components.map((one: { 'bom-ref': string }) => one['bom-ref']),
    ['pkg:npm/%40acme/chart@1.0.0', 'pkg:npm/shape@2.0.0-beta.1', LOCAL, REMOTE],
  );
  const [chart, shape] = components;
  assert.equal([chart.group, chart.name, chart.licenses], ['@acme', 'chart', [{ expression: '(MIT OR Apache-2.0)' }]]);
  assert.equal(shape.licenses, [{ license: { name: 'SEE LICENSE IN LICENSE' } }]);
  assert.equal(chart.evidence.occurrences, [{ location: CHART }]);
  const content = createHash('sha512').update('@acme/chart1.0.0').digest('hex');
  assert.equal(chart.hashes, [{ alg: 'SHA-512', content }]);
  assert.ok(shape.properties.some((one: { value: string }) => one.value === 'use form'));
});

bom('shows who imports whom', () => {
  const { dependencies } = JSON.parse(createBom(input));
  const edges = Object.fromEntries(
    dependencies.map((one: { ref: string; dependsOn: string[] }) => [one.ref, one.dependsOn]),
  );
  assert.equal(edges, {
    plan: [LOCAL, REMOTE],
    'pkg:npm/%40acme/chart@1.0.0': ['pkg:npm/shape@2.0.0-beta.1'],
    'pkg:npm/shape@2.0.0-beta.1': [],
    [LOCAL]: ['pkg:npm/%40acme/chart@1.0.0'],
    [REMOTE]: [],
  });
});

bom('has a serial number that follows from what it says', () => {
  const serial = (change: object = {}) => JSON.parse(createBom({ ...input, ...change })).serialNumber as string;
  assert.match(serial(), /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.is(serial(), serial());
  assert.is.not(serial(), serial({ used: [LOCAL] }));
});

bom('of a page without modules is valid as well', () => {
  const none: ModuleGraph = { entries: {}, modules: new Map(), packages: new Map(), pathTo: () => [] };
  const text = createBom({ ...input, graph: none, used: [] });
  assert.is(cycloneDxProblem(text), undefined);
});

bom.run();

const notices = suite('notices');

notices('hold each text once, cleaned, with the packages that it is of', () => {
  assert.is(
    createNotices(graph, used),
    `This page holds code of the packages below. Their licences follow.\n\n${'-'.repeat(80)}\n@acme/chart 1.0.0 ((MIT OR Apache-2.0))\n\nSame\ntext\n[31m\n\n${'-'.repeat(80)}\nshape 2.0.0-beta.1 (SEE LICENSE IN LICENSE)\n\nSame\ntext\n`,
  );
});

notices('say so where a package has no text, and are empty where there is no package', () => {
  const bare = {
    ...graph,
    packages: new Map([['shape@2.0.0-beta.1', { ...packages[1], licenseText: undefined } as never]]),
  };
  assert.match(
    createNotices(bare, [SHAPE]),
    'The package has no licence file. Its package.json states: SEE LICENSE IN LICENSE',
  );
  assert.is(createNotices(graph, [LOCAL]), '');
});

notices.run();

const provenance = suite('provenance');
const manifest = {
  compiler: { name: 'renderify', version: '1.2.3' },
  plan,
  policy: { profile: 'strict', digest: 'sha256-b' },
  target: 'site',
};
const files = [
  { path: 'renderify.manifest.json', text: '{}' },
  { path: 'index.html', text: 'é' },
];

provenance('is an in-toto statement with a SLSA predicate about every file', () => {
  const lock = { name: 'renderify.lock.json', text: '{}' };
  const statement = JSON.parse(createProvenance({ manifest, files, graph, used, lock, sha256 }));
  assert.is(statement._type, 'https://in-toto.io/Statement/v1');
  assert.is(statement.predicateType, 'https://slsa.dev/provenance/v1');
  assert.equal(statement.subject, [
    { name: 'index.html', digest: { sha256: createHash('sha256').update('é').digest('hex') } },
    { name: 'renderify.manifest.json', digest: { sha256: createHash('sha256').update('{}').digest('hex') } },
  ]);
  const { buildDefinition, runDetails } = statement.predicate;
  assert.equal(
    buildDefinition.resolvedDependencies.map((one: { uri?: string; name?: string }) => one.uri ?? one.name),
    ['pkg:npm/%40acme/chart@1.0.0', 'pkg:npm/shape@2.0.0-beta.1', LOCAL, REMOTE, 'renderify.lock.json'],
  );
  assert.equal(buildDefinition.externalParameters.policy, manifest.policy);
  assert.equal(runDetails.builder.version, { renderify: '1.2.3' });
  assert.match(runDetails.metadata.invocationId, /^sha256:[0-9a-f]{64}$/);
});

provenance('has dates only where they are given', () => {
  const metadata = (dates: object) =>
    JSON.parse(createProvenance({ manifest, files, sha256, ...dates })).predicate.runDetails.metadata;
  assert.equal(Object.keys(metadata({})), ['invocationId']);
  assert.is(metadata({ startedOn: '2026-01-02T03:04:05Z' }).startedOn, '2026-01-02T03:04:05Z');
});

provenance.run();
