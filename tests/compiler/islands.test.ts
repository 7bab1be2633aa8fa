import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { build } from '../helpers/door.ts';
import { el, planOf } from '../helpers/plan.ts';

const test = suite('plans with modules, without the parts that they need');

const card = planOf(el('main', { lang: 'en' }, { type: 'component', module: './card.mjs' }));

test('without a host, a plan with modules is refused and says what is missing', async () => {
  const { bundle, diagnostics } = await build(card);
  assert.is(bundle, undefined);
  assert.equal(
    diagnostics.map(({ name, pointer }) => [name, pointer]),
    [['modules-unavailable', '/root/children/0/module']],
  );
});

test('a source without imports needs a linker all the same', async () => {
  const plan = planOf(el('main', { lang: 'en' }), {
    source: { language: 'js', code: 'export default () => "x"' },
  } as never);
  const { diagnostics } = await build(plan, { profile: 'trusted' });
  assert.equal(
    diagnostics.map(({ name, pointer }) => [name, pointer]),
    [['modules-unavailable', '/source']],
  );
});

test('an aborted build ends with the reason that it was given', async () => {
  const reason = new Error('enough');
  const signal = AbortSignal.abort(reason);
  const { localHost } = await import('../helpers/module-host.ts');
  try {
    await build(card, { host: localHost('fixtures/diagnostics/RF5502-component-export-kind'), signal });
    assert.unreachable('it went on');
  } catch (error) {
    assert.is(error, reason);
  }
});

test.run();
