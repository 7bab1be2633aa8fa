import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bundleFacts } from '../../src/cli/diff/bundle-facts/bundle-facts.ts';
import { compareTexts } from '../../src/cli/diff/compare-texts.ts';
import { compareVersions } from '../../src/cli/diff/compare-versions.ts';
import type { Change, Difference } from '../../src/cli/diff/difference.ts';
import { markdownText } from '../../src/cli/diff/formats/markdown-text.ts';
import { printDifference } from '../../src/cli/diff/print-difference.ts';
import type { Version } from '../../src/cli/diff/version.ts';
import { versionOfPlan } from '../../src/cli/diff/version-of-plan.ts';
import type { CompileOptions } from '../../src/compiler/index.ts';
import type { JsonObject } from '../../src/plan/types.ts';
import { el, planOf } from '../helpers/plan.ts';

async function versionOf(plan: unknown, options: CompileOptions = {}) {
  return (await versionOfPlan({ name: 'plan.json', text: JSON.stringify(plan) }, options)).version;
}

async function diff(old: unknown, now: unknown, options?: CompileOptions): Promise<Difference> {
  return compareVersions(await versionOf(old, options), await versionOf(now, options));
}

/** The changes of a section as short lines. */
function linesOf({ sections }: Difference, name: string): string[] {
  return (sections.find((one) => one.name === name)?.changes ?? []).map(line);
}

function line({ kind, what, old, new: now }: Change): string {
  return [`${kind} ${what}`, ...[old, now].filter((value) => value !== undefined)].join(' | ');
}

const page = (...children: Parameters<typeof el>[2][]) => el('main', { lang: 'en' }, ...children);
const asking = (capabilities: JsonObject) => planOf(page('a'), { capabilities } as JsonObject);

const more = suite('what a new version asks for in addition');

const CAPABILITIES: readonly (readonly [JsonObject, JsonObject, readonly string[]])[] = [
  [{}, {}, []],
  [{}, { timers: true }, ['timers']],
  [{ timers: true }, {}, []],
  [{ domWrite: false }, {}, ['domWrite']],
  [{}, { networkHosts: ['ga.jspm.io'] }, ['networkHosts ga.jspm.io']],
  [{ networkHosts: ['ga.jspm.io'] }, {}, []],
  [{ allowedModules: ['clsx'] }, {}, ['allowedModules']],
  [{}, { allowedModules: ['clsx'] }, []],
  [{ allowedModules: [] }, { allowedModules: ['clsx'] }, ['allowedModules clsx']],
  [{ maxExecutionMs: 100 }, {}, ['maxExecutionMs']],
  [{}, { maxExecutionMs: 100 }, []],
  [{ maxImports: 1 }, { maxImports: 2 }, ['maxImports']],
  [{ executionProfile: 'isolated-vm' }, { executionProfile: 'sandbox-iframe' }, ['executionProfile']],
  [{ executionProfile: 'sandbox-iframe' }, {}, ['executionProfile']],
  [{}, { executionProfile: 'sandbox-worker' }, []],
];

for (const [old, now, expected] of CAPABILITIES)
  more(`${JSON.stringify(old)} to ${JSON.stringify(now)}: ${expected.join() || 'nothing'}`, async () => {
    const difference = await diff(asking(old), asking(now));
    const found = difference.more.filter(({ section }) => section === 'capabilities').map(({ what }) => what);
    assert.equal(found, expected);
  });

more('a host, whether the address is literal, begun by the plan, or decided by the state', async () => {
  const link = (href: string) =>
    planOf(page(el('a', { href }, 'a')), { state: { initial: { p: '1', h: 'x.example' } } } as unknown as JsonObject);
  const found = async (old: string, now: string) => (await diff(link(old), link(now))).more.map(({ what }) => what);
  assert.equal(await found('#a', 'https://b.example/'), ['link b.example']);
  assert.equal(await found('#a', 'https://b.example/{{state.p}}'), ['link b.example']);
  assert.equal(await found('https://b.example/1', '//b.example/2'), []);
  assert.equal(await found('https://b.example/1', '#'), []);
  assert.ok((await found('#a', 'https://{{state.h}}/')).includes('link x.example'));
});

more('a looser policy, an override that loosens, a warning that is off', async () => {
  const plan = await versionOf(planOf(page('a')), { profile: 'strict' });
  const policy = {
    name: 'renderify.policy.json',
    text: JSON.stringify({
      format: 'renderify-policy/v1',
      extends: 'balanced',
      overrides: { maxNodeCount: 900 },
      reasons: { maxNodeCount: 'long' },
      warnings: { 'a11y-label': { level: 'off', reason: 'x' } },
    }),
  };
  const loose = await versionOf(planOf(page('a')), { policy });
  const found = compareVersions(plan, loose).more.filter(({ section }) => section === 'policy');
  assert.equal(
    found.map(({ what }) => what),
    ['profile', 'loosening maxNodeCount', 'warning off a11y-label'],
  );
  assert.equal(compareVersions(loose, plan).more, []);
});

more('code of its own and modules, also in a plan that does not compile', async () => {
  const now = planOf(page('a'), {
    source: { code: 'export default () => 1', language: 'js' },
    imports: ['left-pad'],
  } as unknown as JsonObject);
  const difference = await diff(planOf(page('a')), now);
  assert.ok(difference.new.errors > 0);
  assert.equal(
    difference.more.map(({ section, what }) => [section, what]),
    [
      ['modules', 'left-pad'],
      ['code', 'source'],
    ],
  );
  const left = difference.sections.filter(({ notCompared }) => notCompared).map(({ name }) => name);
  assert.equal(left, ['csp', 'linked', 'size']);
});

more('what is in bundles: modules, code in the page, globals that are reached, sources of the page policy', () => {
  const versionWith = (change: JsonObject, page = ''): Version => {
    const files = new Map([['index.html', Buffer.from(`<p>a</p>${page}`)]]);
    const manifest = { entry: 'index.html', csp: "default-src 'none';base-uri 'none'", ...change };
    return { name: 'dist', kind: 'bundle', errors: 0, warnings: 0, bundle: bundleFacts(manifest, files) };
  };
  const module = { id: 'clsx@2.1.0/x.js', integrity: 'sha384-a', page: false, reaches: ['eval'] };
  const base = versionWith({ modules: [module] });
  const found = (change: JsonObject, page?: string) =>
    compareVersions(base, versionWith({ modules: [module], ...change }, page)).more.map(({ what }) => what);
  assert.equal(found({}), []);
  assert.equal(found({ modules: [{ ...module, id: 'clsx@2.1.1/x.js', integrity: 'sha384-b' }] }), []);
  assert.equal(found({ modules: [{ ...module, page: true }] }), ['clsx/x.js']);
  assert.equal(found({ modules: [{ ...module, reaches: ['eval', 'fetch'] }] }), ['clsx/x.js reaches fetch']);
  assert.equal(found({ modules: [module, { ...module, id: 'clsx@1.0.0/x.js' }] }), [
    'clsx@1.0.0/x.js',
    'clsx@1.0.0/x.js reaches eval',
  ]);
  assert.equal(found({ modules: [] }), []);
  assert.equal(found({}, '<script>1</script>'), ['script']);
  assert.equal(found({}, '<img srcset="https://a.example/1 1x, /2 2x"><form action="//b.example">'), [
    'form b.example',
    'image a.example',
  ]);
  assert.equal(found({ csp: "default-src 'none';base-uri 'none';img-src data:;script-src 'sha256-x'" }), [
    'img-src data:',
  ]);
  assert.equal(found({ csp: "default-src 'none'" }), ['base-uri']);
});

more('comes first in every format for people', async () => {
  const difference = await diff(asking({}), asking({ timers: true }));
  assert.ok(
    printDifference(difference, 'pretty').indexOf('asks for more') <
      printDifference(difference, 'pretty').indexOf('Capabilities'),
  );
  const markdown = printDifference(difference, 'markdown');
  assert.match(markdown, /^## .*\n\n### ⚠️ The new version asks for more\n\n- /);
});

more.run();

const parts = suite('what is different');

parts('nothing', async () => {
  const difference = await diff(planOf(page('a')), planOf(page('a')));
  assert.equal([difference.same, difference.sections, difference.more], [true, [], []]);
});

parts('state by path and type', async () => {
  const state = (initial: JsonObject) => planOf(page('a'), { state: { initial } } as unknown as JsonObject);
  const difference = await diff(
    state({ a: 1, list: [{ x: 1 }], gone: null, __proto__x: 1 }),
    state({ a: 2, list: [{ x: 'a' }, { x: 1 }], 'b.c': {}, __proto__x: true }),
  );
  assert.equal(linesOf(difference, 'state'), [
    'added ["b.c"] | object',
    'changed __proto__x | number | boolean',
    'changed list[].x | number | number or string',
    'removed gone | null',
  ]);
});

parts('events by what raises them and what they do', async () => {
  const plan = (transitions: JsonObject, ...types: string[]) =>
    planOf(page(...types.map((onClick) => el('button', { onClick }, 'b'))), {
      state: { initial: { n: 0 }, transitions },
    } as unknown as JsonObject);
  const add = [{ type: 'increment', path: 'n' }];
  const difference = await diff(
    plan({ add, gone: add }, 'add', 'gone'),
    plan({ add: [{ ...add[0], by: 2 }], fresh: add } as unknown as JsonObject, 'add', 'add', 'fresh'),
  );
  assert.equal(linesOf(difference, 'events'), [
    'changed add | on click: increment n | on click (2 places): increment n 2',
    'added fresh | on click: increment n',
    'removed gone | on click: increment n',
  ]);
});

parts('text by place; what only moved is said once', async () => {
  const old = planOf(page(el('p', {}, 'one'), el('p', {}, 'two'), el('img', { alt: 'a cat', src: 'c.png' })));
  const now = planOf(
    page(el('h1', {}, 'new'), el('p', {}, 'one'), el('p', {}, 'two!'), el('img', { alt: 'a cat', src: 'c.png' })),
  );
  assert.equal(linesOf(await diff(old, now), 'text'), [
    'added /root/children/0/children/0/value | new',
    'changed /root/children/2/children/0/value | two | two!',
  ]);
  const other = planOf(page(el('p', {}, 'two'), el('p', {}, 'one'), el('img', { alt: 'a dog', src: 'c.png' })));
  assert.equal(linesOf(await diff(old, other), 'text'), ['changed /root/children/2/props/alt | a cat | a dog']);
  const moved = planOf(page(el('p', {}, 'two'), el('p', {}, 'one'), el('img', { alt: 'a cat', src: 'c.png' })));
  assert.equal(linesOf(await diff(old, moved), 'text'), ['changed order | the same texts | in another order']);
});

parts('any two lists of texts: the changes make one of the other, as a bag', () => {
  const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
  fc.assert(
    fc.property(texts, texts, (old, now) => {
      const toTexts = (list: string[]) => list.map((text, index) => ({ place: String(index), text }));
      const bag: string[] = [...old];
      for (const { what, old: gone, new: fresh } of compareTexts(toTexts(old), toTexts(now))) {
        if (what === 'order') continue;
        if (gone !== undefined) bag.splice(bag.indexOf(gone), 1);
        if (fresh !== undefined) bag.push(fresh);
      }
      assert.equal(bag.sort(), [...now].sort());
    }),
  );
});

parts('a long plan takes one pass', async () => {
  const many = Array.from({ length: 200_000 }, (_, index) => ({ place: `${index}`, text: `text ${index % 1000}` }));
  assert.is(compareTexts(many, many.slice(1)).length, 1);
});

parts.run();

const safe = suite('untrusted text');
const EVIL =
  '|`**_[x](https://evil.example)<img src=x onerror=1> @admin #1 www.evil.example a@b.c :tada:\n# h\r\n- \u202e\x1b[31m&lt;';

safe('nothing in Markdown but letters, digits and harmless marks', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constant(EVIL)), (text) => {
      const [, inner = ''] = /^<code>(.*)<\/code>$/su.exec(markdownText(text, 1000)) ?? [];
      assert.match(inner, /^(?:[A-Za-z0-9 ,./()%=+;-]|&#\d+;|[^\x00-\x9f\p{Cf}\p{Zl}\p{Zp}])*$/u);
      assert.not.match(inner, /www\.|:\/\/|@/i);
    }),
  );
});

safe('in every format', async () => {
  const difference = await diff(planOf(page('a')), planOf(page(EVIL)));
  const markdown = printDifference(difference, 'markdown');
  assert.not.match(markdown, '@admin');
  assert.not.match(markdown, '<img');
  for (const format of ['pretty', 'json', 'markdown'] as const)
    assert.not.match(printDifference(difference, format), /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
  assert.match(JSON.stringify(JSON.parse(printDifference(difference, 'json'))), '\u202e');
});

safe('long values are cut', async () => {
  const difference = await diff(planOf(page('a')), planOf(page('x'.repeat(100_000))));
  assert.ok(printDifference(difference, 'markdown').length < 3000);
  assert.ok(printDifference(difference, 'pretty').length < 3000);
});

safe.run();
