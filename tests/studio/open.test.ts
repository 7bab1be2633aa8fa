import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { platform } from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createSandbox, planNamed, type Sandbox } from '../helpers/cli.ts';
import { startDev } from '../helpers/dev.ts';

const test = suite('--open');
const OPENER = platform === 'darwin' ? 'open' : 'xdg-open';
const COMMANDS = [
  { command: 'dev', args: ['plan.json', '--port', '0'] },
  { command: 'playground', args: ['0', '--offline'] },
];
let sandbox: Sandbox;

test.before.each(() => {
  sandbox = createSandbox({ 'plan.json': planNamed('open'), 'empty/none': '' });
});
test.after.each(() => sandbox.remove());

for (const { command, args } of COMMANDS) {
  test(`${command} hands its address to what the system opens addresses with, and goes on whatever that does`, async () => {
    const told = join(sandbox.path, 'told');
    const script = `#!/bin/sh\nfor word in "$@"; do echo "$word"; done > '${told}.new'\n/bin/mv '${told}.new' '${told}'\nexit 7\n`;
    sandbox.write({ [`bin/${OPENER}`]: script });
    chmodSync(join(sandbox.path, 'bin', OPENER), 0o755);
    const running = await startDev(sandbox.path, [...args, '--open'], command, /http:\S+/, join(sandbox.path, 'bin'));
    for (let i = 0; i < 500 && !existsSync(told); i++) await wait(10);
    assert.ok(existsSync(told), 'the opener was run');
    assert.is(readFileSync(told, 'utf8'), `${running.url}\n`);
    assert.is((await fetch(running.url)).status, 200);
    assert.is(await running.end(), 0);
  });

  test(`${command} says that there is nothing to open it with, and goes on`, async () => {
    const running = await startDev(sandbox.path, [...args, '--open'], command, /http:\S+/, join(sandbox.path, 'empty'));
    await running.hear(/No browser was opened: `[a-z-]+` cannot be run/);
    assert.is((await fetch(running.url)).status, 200);
    assert.is(await running.end(), 0);
  });

  test(`${command} opens nothing unless it is told to`, async () => {
    const running = await startDev(sandbox.path, args, command, /http:\S+/, join(sandbox.path, 'empty'));
    assert.is((await fetch(running.url)).status, 200);
    assert.is(await running.end(), 0);
    assert.not.match(running.said(), /No browser/);
  });
}

test('a playground that is written as files opens nothing', () => {
  const { status, stderr } = sandbox.run(['playground', '--export', 'public', '--open']);
  assert.is(status, 2);
  assert.match(stderr, '`--export` and `--open` exclude each other.');
});

test.run();
