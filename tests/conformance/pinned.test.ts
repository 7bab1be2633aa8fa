import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { JsonObject, PlanNode } from '../../src/plan/types.ts';
import type { Run, Sandbox } from '../helpers/cli.ts';
import { el, planOf } from '../helpers/plan.ts';
import { openWorkshop } from '../helpers/project.ts';

const test = suite('conformance: modules that are pinned');
const workshop = await openWorkshop();
test.after(() => workshop.close());

const CODE = `import { clsx } from 'clsx'; export default () => <p lang="en">{clsx('a', { b: true })}</p>`;
const CDN = 'https://ga.jspm.io/npm:clsx@2.1.1/dist/clsx.mjs';

test('C134: a relative module outside of the plan’s folder fails', () => {
  const place = workshop.folder(planOf(el('main', { lang: 'en' })), {
    'outside.mjs': 'export default () => "x"',
    'plans/plan.json': planOf(el('main', { lang: 'en' }, component('../outside.mjs'))),
  });
  const run = workshop.run(place, 'build', 'plans/plan.json');
  assert.is(run.status, 1);
  assert.match(run.stderr, /outside/);
  assert.is(
    workshop.run(place, 'build', 'plans/plan.json', '--root', '.').status,
    0,
    'with the root named it is inside',
  );
});

test('C146: more imports than the plan asks for fail before anything is fetched', async () => {
  const plan = sourcePlan(`${CODE};import 'nanoid';`, { clsx: '2.1.1', nanoid: '5.1.12' }, { maxImports: 1 });
  const place = workshop.folder(plan);
  await workshop.registry.log();
  const run = workshop.run(place, 'pin', 'plan.json', '--profile', 'trusted');
  assert.is(run.status, 1);
  assert.match(run.stderr, 'max-imports');
  assert.equal(await workshop.registry.log(), []);
});

test('C152: of several digests the strongest algorithm decides', () => {
  const digest = (algorithm: string, bytes: string | Buffer) =>
    `${algorithm}-${createHash(algorithm).update(bytes).digest('base64')}`;
  const bytes = readFileSync('node_modules/clsx/dist/clsx.mjs');
  const url = 'https://cdn.jsdelivr.net/npm/clsx@2.1.1/dist/clsx.mjs';
  const verdict = (integrity: string) => {
    const plan = sourcePlan(CODE, {}) as { moduleManifest: object };
    const moduleManifest = { clsx: { resolvedUrl: url, version: '2.1.1', integrity } };
    return workshop.run(workshop.folder({ ...plan, moduleManifest }), 'pin', 'plan.json', '--profile', 'relaxed');
  };
  const good = verdict(`${digest('sha256', 'another')} ${digest('sha512', bytes)}`);
  assert.is(good.status, 0, good.stderr);
  const bad = verdict(`${digest('sha256', bytes)} ${digest('sha512', 'another')}`);
  assert.is(bad.status, 1);
  assert.match(bad.stderr, 'require-integrity-match');
});

test('C154: a changed byte in any module of the graph fails the build', () => {
  const place = pinned(sourcePlan(CODE, { clsx: '2.1.1' }));
  workshop.run(place, 'vendor', 'plan.json', '--profile', 'trusted');
  const file = join(place.path, 'renderify_modules/clsx@2.1.1/dist/clsx.mjs');
  writeFileSync(file, `${readFileSync(file, 'utf8')} `);
  const run = build(place);
  assert.is(run.status, 1);
  assert.match(run.stderr, 'clsx@2.1.1');
  assert.not.ok('dist/index.html' in place.tree());
});

test('C157: a bare specifier needs an entry, a lock or an alias, and in strict an entry always', () => {
  const plan = sourcePlan(CODE, {});
  const place = workshop.folder(plan);
  const unknown = build(place);
  assert.is(unknown.status, 1);
  assert.match(unknown.stderr, 'require-manifest-entry');
  const alias = workshop.folder(
    sourcePlan(`import { useState } from 'react'; export default () => <p lang="en">{useState(1)[0]}</p>`, {}),
  );
  workshop.run(alias, 'pin', 'plan.json', '--profile', 'trusted');
  assert.is(build(alias).status, 0);
});

test('C158: the JSX runtime of React is that of Preact, and the bundle has one copy', () => {
  const code = `import { jsxDEV } from 'react/jsx-dev-runtime'; import { useState } from 'react'; import { h } from 'preact'; export default () => h('p', { lang: 'en' }, useState('one')[0], typeof jsxDEV)`;
  const place = pinned(sourcePlan(code, {}));
  assert.is(build(place).status, 0);
  const manifest = JSON.parse(place.read('dist/renderify.manifest.json')) as {
    modules: { id: string; package?: string }[];
  };
  assert.is(new Set(manifest.modules.map((one) => one.package)).size, 1);
  assert.is(manifest.modules.filter(({ id }) => /^preact@10\.28\.3\/dist\//.test(id)).length, 1);
});

test('C159: with no network and no stored module the build fails, and no bundle is written', () => {
  const place = pinned(sourcePlan(CODE, { clsx: '2.1.1' }));
  const run = workshop.run(place, 'build', 'plan.json', '--profile', 'trusted', '--offline', '--store', 'empty');
  assert.is(run.status, 1);
  assert.not.ok(Object.keys(place.tree()).some((path) => path.startsWith('dist/')));
});

test('C160: a policy made stricter yesterday holds for what was pinned last week', () => {
  const place = pinned(sourcePlan(CODE, { clsx: '2.1.1' }));
  place.write({
    'renderify.policy.json': { format: 'renderify-policy/v1', extends: 'trusted', overrides: { maxGraphModules: 1 } },
  });
  const run = workshop.run(place, 'build', 'plan.json');
  assert.is(run.status, 1);
  assert.match(run.stderr, 'max-graph-modules');
});

test('the same versions give the same page from a CDN’s URL, a bare name and vendored files', () => {
  const bare = pinned(sourcePlan(CODE, { clsx: '2.1.1' }));
  const cdn = pinned(sourcePlan(CODE.replace("'clsx'", `'${CDN}'`), {}));
  const vendored = pinned(sourcePlan(CODE, { clsx: '2.1.1' }));
  workshop.run(vendored, 'vendor', 'plan.json', '--profile', 'trusted');
  assert.is(build(bare).status, 0);
  assert.is(build(cdn).status, 0);
  const offline = workshop.run(vendored, 'build', 'plan.json', '--profile', 'trusted', '--offline', '--store', 'empty');
  assert.is(offline.status, 0, offline.stderr);
  const page = bare.read('dist/index.html');
  assert.is(cdn.read('dist/index.html'), page);
  assert.is(vendored.read('dist/index.html'), page);
  assert.is(vendored.read('dist/bom.json'), bare.read('dist/bom.json'));
});

test.run();

function component(module: string, props: JsonObject = {}): PlanNode {
  return { type: 'component', module, props };
}

function sourcePlan(code: string, packages: Readonly<Record<string, string>>, capabilities: JsonObject = {}): object {
  const entries = Object.entries(packages).map(([name, version]) => [
    name,
    { resolvedUrl: `https://ga.jspm.io/npm:${name}@${version}/`, version },
  ]);
  return planOf(el('p', { lang: 'en' }, 'fallback'), {
    source: { language: 'jsx', runtime: 'preact', code },
    moduleManifest: Object.fromEntries(entries),
    capabilities,
  } as never);
}

function pinned(plan: object): Sandbox {
  const place = workshop.folder(plan);
  const run = workshop.run(place, 'pin', 'plan.json', '--profile', 'trusted');
  assert.is(run.status, 0, run.stderr);
  return place;
}

function build(place: Sandbox): Run {
  return workshop.run(place, 'build', 'plan.json', '--profile', 'trusted');
}
