import { createHash } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createBom, createNotices, createProvenance } from '../../../src/compiler/supply-chain/index.ts';
import { verifySupplyChain } from '../../../src/compiler/verify/verify-supply-chain.ts';
import { createReporter } from '../../../src/diagnostics/reporter.ts';
import type { ModuleGraph } from '../../../src/plan/modules/graph.ts';
import type { JsonObject } from '../../../src/plan/types.ts';

const sha256 = (data: string | Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest());
const integrity = `sha512-${Buffer.alloc(64).toString('base64')}`;
const one = { name: '@acme/card', version: '1.0.0', registry: 'default', integrity, license: 'MIT' };
const rest = { deprecated: null, hasInstallScript: false, dependencies: {}, licenseText: 'Text' };
const module = {
  origin: 'package',
  format: 'esm',
  text: '',
  bytes: 0,
  sideEffects: false,
  imports: {},
  computedImports: false,
} as const;
const id = '@acme/card@1.0.0/card.js';
const graph: ModuleGraph = {
  entries: { '@acme/card': id },
  modules: new Map([[id, { ...module, id, package: '@acme/card@1.0.0', integrity }]]),
  packages: new Map([['@acme/card@1.0.0', { ...one, ...rest }]]),
  pathTo: () => [],
};
const plan = { id: 'a', version: 1, digest: 'sha256-00' };
const manifest: JsonObject = {
  compiler: { name: 'renderify', version: '1' },
  plan,
  modules: [{ id, package: '@acme/card@1.0.0' }],
};
const bom = createBom({ plan, compiler: { name: 'renderify', version: '1' }, graph, used: [id], sha256 });
const good: Readonly<Record<string, string>> = {
  'index.html': 'page',
  'bom.json': bom,
  'THIRD_PARTY_NOTICES.txt': createNotices(graph, [id]),
};

function verify(change: (files: Record<string, string>) => unknown = () => {}, held: JsonObject = manifest): string[] {
  const all = { ...good };
  const list = Object.entries(all).map(([path, text]) => ({ path, text }));
  const files: Record<string, string> = {
    ...all,
    'bundle.intoto.json': createProvenance({ manifest, files: list, graph, used: [id], sha256 }),
  };
  change(files);
  const reporter = createReporter();
  const bytes = new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]));
  verifySupplyChain(held, bytes, { sha256 }, reporter.report);
  return reporter.diagnostics().map(({ name, message }) => `${name}: ${message}`);
}

const test = suite('verify what accompanies a bundle');

test('finds nothing in what was built, or where nothing accompanies it', () => {
  assert.equal(verify(), []);
  assert.equal(
    verify((files) => {
      for (const path of ['bom.json', 'bundle.intoto.json', 'THIRD_PARTY_NOTICES.txt']) delete files[path];
    }),
    [],
  );
});

test('a bill of materials that was edited, or is of another bundle', () => {
  const edit = (from: string, to: string) =>
    verify((files) => {
      files['bom.json'] = bom.replace(from, to);
      delete files['bundle.intoto.json'];
    });
  assert.equal(edit('"MIT"', '"ISC"'), [
    'verify-bom: The serial number of `bom.json` does not follow from what it says.',
  ]);
  assert.equal(edit('"1.6"', '"1.5"'), ['verify-bom: The file `bom.json` is not a CycloneDX 1.6 document.']);
  assert.equal(edit('{', '['), ['verify-bom: The file `bom.json` is not a CycloneDX 1.6 document.']);
  const other = (held: object) => verify(() => {}, { ...manifest, ...held });
  assert.equal(other({ plan: { id: 'b' } }), [
    'verify-bom: The file `bom.json` is about another plan than the manifest.',
  ]);
  assert.equal(other({ modules: [] }), [
    'verify-bom: The file `bom.json` has the package `@acme/card@1.0.0`, which the manifest does not name.',
  ]);
  const more = { modules: [...(manifest['modules'] as JsonObject[]), { id: 'x', package: 'x@1.0.0' }] };
  assert.equal(other(more), ['verify-bom: The file `bom.json` does not have the package `x@1.0.0`.']);
});

test('notices without a package', () => {
  const found = verify((files) => {
    files['THIRD_PARTY_NOTICES.txt'] = '@acme/card 1.0.01 (MIT)';
    delete files['bundle.intoto.json'];
  });
  assert.equal(found, [
    'verify-notices: The file `THIRD_PARTY_NOTICES.txt` does not name the package `@acme/card@1.0.0`.',
  ]);
});

test('provenance of other files', () => {
  const changed = verify((files) => Object.assign(files, { 'index.html': 'other' }));
  assert.equal(changed, [
    'verify-provenance: The file `bundle.intoto.json` speaks of another `index.html` than the one here.',
  ]);
  const gone = verify((files) => void delete files['index.html']);
  assert.equal(gone, ['verify-provenance: The file `bundle.intoto.json` speaks of `index.html`, which is not here.']);
  const none = verify((files) => Object.assign(files, { 'bundle.intoto.json': '{"_type":1}' }));
  assert.equal(none, ['verify-provenance: The file `bundle.intoto.json` is no in-toto statement of a build.']);
});

test('provenance that leaves a file of the manifest out', () => {
  const held = { ...manifest, files: [{ path: 'index.html' }, { path: 'other.html' }] };
  const found = verify((files) => Object.assign(files, { 'other.html': '' }), held);
  assert.equal(found, ['verify-provenance: The file `bundle.intoto.json` does not speak of `other.html`.']);
});

test.run();
