import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createSandbox, planNamed } from '../helpers/cli.ts';

const sandbox = createSandbox({ 'bad.json': '{,}', 'plan.json': planNamed('p') });
test.after(() => sandbox.remove());

const ESCAPE = '\x1b';

test('no colour in pipes, colour when forced, never with NO_COLOR', () => {
  const stderr = (env: Record<string, string>) => sandbox.run(['check', 'bad.json'], { env }).stderr;
  assert.not.ok(stderr({}).includes(ESCAPE));
  assert.ok(stderr({ FORCE_COLOR: '1' }).includes(ESCAPE));
  assert.not.ok(stderr({ FORCE_COLOR: '0' }).includes(ESCAPE));
  assert.not.ok(stderr({ FORCE_COLOR: '1', NO_COLOR: '1' }).includes(ESCAPE));
});

test('formats for programs have no colour even when forced', () => {
  for (const format of ['json', 'github', 'sarif'])
    assert.not.ok(
      sandbox.run(['check', 'bad.json', '--format', format], { env: { FORCE_COLOR: '1' } }).stdout.includes(ESCAPE),
    );
});

test('a reader that goes away is no error', () => {
  const { status, stderr } = sandbox.shell(
    'renderify explain RF1003 | true; renderify build plan.json --stdout | head -c 1',
  );
  assert.equal({ status, stderr }, { status: 0, stderr: '' });
});

test('a plan with control characters in its name cannot act on the terminal', () => {
  sandbox.write({ 'x\x1b[31m.json': '{,}' });
  const { stderr } = sandbox.run(['check', 'x\x1b[31m.json']);
  assert.not.ok(stderr.includes(ESCAPE));
});

test.run();
