import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { execPath, exit, stdout } from 'node:process';
import { pathToFileURL } from 'node:url';

const PLAN = 'templates/dashboard/plan.json';
const OUT = 'tmp/demo';

/** `npm run demo`: builds the package, then a real plan with it, and says where to open the page. */
run('--import', './tests/register.mjs', 'scripts/build.ts');
run('dist/cli.js', 'build', PLAN, '--out', OUT, '--profile', 'strict', '--summary');
run('dist/cli.js', 'verify', OUT);
stdout.write(`\nOpen ${pathToFileURL(resolve(OUT, 'index.html')).href}\n`);

function run(...args: string[]): void {
  const { status } = spawnSync(execPath, args, { stdio: 'inherit' });
  if (status !== 0) exit(status ?? 1);
}
