import { spawnSync } from 'node:child_process';
import { chmod, rm } from 'node:fs/promises';
import { execPath, exit } from 'node:process';

/** Builds the package: generated sources first, then everything that ships, into `dist/`. */
await rm('dist', { recursive: true, force: true });
run('--import', './tests/register.mjs', 'scripts/gen.ts');
run('node_modules/rollup/dist/bin/rollup', '--config', 'rollup.config.mjs', '--silent');
await chmod('dist/cli.js', 0o755);

function run(...args: string[]): void {
  const { status } = spawnSync(execPath, args, { stdio: 'inherit' });
  if (status !== 0) exit(status ?? 1);
}
