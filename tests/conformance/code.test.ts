import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkFully } from '../../src/compiler/index.ts';
import type { PlanNode } from '../../src/plan/types.ts';
import { createSandbox } from '../helpers/cli.ts';
import { build, htmlOf, names } from '../helpers/door.ts';
import { localHost } from '../helpers/module-host.ts';
import { el, planOf } from '../helpers/plan.ts';

const test = suite('conformance: plan code');
const place = createSandbox({
  'marked.mjs': `export default class { static renderifyKind = 'factory' }; export const marked = Object.assign(function () { return 'factory' }, { renderifyKind: 'factory' }); marked.prototype.render = () => null;`,
  'script.mjs': `export default () => ({ type: 'element', tag: 'script' })`,
  'link.mjs': `export default () => ({ type: 'element', tag: 'a', props: { href: 'javascript:alert(1)' } })`,
});
test.after(() => place.remove());

test('C130: the own property `renderifyKind` overrides what the function looks like', async () => {
  const { bundle, diagnostics } = await build(planOf(el('p', { lang: 'en' }, component('./marked.mjs', 'marked'))), {
    host: localHost(place.path),
  });
  assert.ok(bundle, JSON.stringify(diagnostics));
  assert.match(htmlOf(bundle), '<p lang=en>factory</p>');
});

test('C132: output of a factory is refused by the rules of the plan’s own nodes', async () => {
  const errors = async (module: string) => {
    const { diagnostics } = await build(planOf(el('p', { lang: 'en' }, component(module))), {
      host: localHost(place.path),
    });
    return names(diagnostics);
  };
  assert.equal(await errors('./script.mjs'), ['no-blocked-tags']);
  assert.equal(await errors('./link.mjs'), ['allowed-url-schemes']);
});

test('C139: an `import()` that is no literal is an error in every profile that allows source', async () => {
  for (const profile of ['trusted', 'relaxed'])
    assert.ok(
      (await sourceErrors('const name = "./a"; import(name)', profile)).includes('no-dynamic-imports'),
      profile,
    );
});

test('C144: timers in source must be asked for', async () => {
  assert.equal(await sourceErrors('setTimeout(() => {}, 1)', 'trusted'), ['capability-timers']);
  assert.equal(await sourceErrors('setTimeout(() => {}, 1)', 'trusted', { timers: true }), []);
});

test.run();

function component(module: string, exportName = 'default'): PlanNode {
  return { type: 'component', module, exportName };
}

async function sourceErrors(code: string, profile: string, capabilities: object = {}): Promise<string[]> {
  const source = { language: 'js', code: `${code}; export default 'x'` };
  const text = JSON.stringify(planOf(el('p', { lang: 'en' }), { source, capabilities } as never));
  return names((await checkFully({ name: 'plan.json', text }, { profile })).diagnostics);
}
