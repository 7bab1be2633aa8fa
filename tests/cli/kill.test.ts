import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { execPath } from 'node:process';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createSandbox, PROGRAM, planNamed } from '../helpers/cli.ts';

const KILLS = process.env['RENDERIFY_FULL'] ? 200 : 25;
const PLANS = ['counter.json', 'report.json'];

const long = planNamed('report') as { root: { children: unknown[] } };
for (let row = 0; row < 200; row++)
  long.root.children.push({ type: 'element', tag: 'p', children: [{ type: 'text', value: `Row ${row}` }] });
const sandbox = createSandbox({ 'counter.json': planNamed('counter'), 'report.json': long });
test.after(() => sandbox.remove());

test(`${KILLS} builds killed at any moment leave the old folder or the new one, whole`, async () => {
  const whole = PLANS.map((plan) => {
    assert.is(sandbox.run(['build', plan]).status, 0);
    return JSON.stringify(sandbox.tree('dist'));
  });
  const duration = await buildAndKill(PLANS[0] ?? '', Number.POSITIVE_INFINITY);
  let finished = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    // Each build would change everything, and most kills fall where the files are written.
    const plan = PLANS[whole.indexOf(JSON.stringify(sandbox.tree('dist'))) === 0 ? 1 : 0] ?? '';
    await buildAndKill(plan, duration * (0.5 + 0.8 * Math.random()));
    const found = whole.indexOf(JSON.stringify(sandbox.tree('dist')));
    assert.ok(found >= 0, `after ${kill} kills the folder is a mix`);
    if (PLANS[found] === plan) finished++;
  }
  console.log(`${finished} of ${KILLS} builds were done before they were killed`);
  assert.is(sandbox.run(['build', 'counter.json']).status, 0);
  assert.equal(readdirSync(sandbox.path).sort(), ['counter.json', 'dist', 'report.json']);
});

test('an interrupted build ends with the exit code of its signal and leaves no half', async () => {
  sandbox.run(['build', 'report.json']);
  const before = sandbox.tree('dist');
  await buildAndKill('counter.json', 15, 'SIGINT');
  assert.equal(sandbox.tree('dist'), before);
});

test.run();

/** Gives the milliseconds that it took. */
function buildAndKill(plan: string, after: number, signal: NodeJS.Signals = 'SIGKILL'): Promise<number> {
  const { NODE_V8_COVERAGE: _, ...env } = process.env;
  const start = performance.now();
  return new Promise((resolve) => {
    const child = spawn(execPath, [PROGRAM, 'build', plan, '--quiet'], { cwd: sandbox.path, env, stdio: 'ignore' });
    const timer = Number.isFinite(after) ? setTimeout(() => child.kill(signal), after) : undefined;
    child.on('exit', () => {
      clearTimeout(timer);
      resolve(performance.now() - start);
    });
  });
}
