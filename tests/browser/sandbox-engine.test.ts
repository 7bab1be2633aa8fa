import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createIsolation, type Isolation } from '../../src/isolation/index.ts';
import { attemptsOf, control, type Outside, startOutside } from '../helpers/escapes.ts';

const test = suite('nothing gets out of the isolated engine');

let engine: Isolation;
let outside: Outside;

test.before(async () => {
  engine = createIsolation();
  outside = await startOutside();
});

test.after(async () => {
  await engine.close();
  await outside.close();
});

for (const group of ['network', 'navigation', 'reach', 'tampering'])
  test(group, async () => {
    const script = `(async () => { ${control(group, outside.base)}; for (let i = 0; i < 200; i++) await null; return results })`;
    const result = await run(script, 2000);
    assert.equal(result, { ok: true, value: ALLOWED[group] ?? {} });
    assert.equal([outside.hits(), outside.connections(), outside.packets()], [[], 0, 0]);
    assert.type((globalThis as { owned?: unknown }).owned, 'undefined');
    assert.type((Object.prototype as { owned?: unknown }).owned, 'undefined');
  });

/** The engine makes functions of text, as the language says: they are in the same world, and it has nothing. */
const ALLOWED: Readonly<Record<string, object>> = {
  reach: {
    eval: '2',
    'indirect eval': '2',
    Function: '2',
    'constructor of a constructor': '2',
    'constructor of an async function': '2',
    'constructor of a generator': '2',
    'constructor of a host object': '2',
  },
};

for (const group of ['endless', 'bombs'])
  for (const name of Object.keys(await attemptsOf(group)))
    test(`${group}: ${name}`, async () => {
      const script = `(() => { ${control(group, 'x', [])}; return attempts[${JSON.stringify(name)}]('x') })`;
      const result = await run(script, 300);
      // The world of a job ends with its answer, and what the job meant to do later with it.
      if (group === 'endless') assert.equal(result.ok ? result.value : name, result.ok ? 'answered' : name);
      // Whatever came of it, the engine runs the next job.
      assert.equal(await run('() => 1', 1000), { ok: true, value: 1 });
    });

test.run();

function run(script: string, milliseconds: number) {
  return engine.run({ script, input: null, milliseconds, memoryBytes: 64 * 1024 * 1024 });
}
