import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { build } from '../helpers/door.ts';
import { planOf } from '../helpers/plan.ts';

const test = suite('a bug of ours');

test('something that throws becomes a finding, and no bundle', async () => {
  const host = {
    sha256() {
      throw new Error('no digests today');
    },
  };
  const { bundle, diagnostics } = await build(planOf({ type: 'text', value: 'Hello' }), { host });
  assert.is(bundle, undefined);
  const found = diagnostics.find(({ code }) => code === 'RF0001');
  assert.match(found?.message ?? '', 'no digests today');
  assert.match(found?.help ?? '', 'bug of renderify');
});

test.run();
