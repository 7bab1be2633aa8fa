import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath, exit } from 'node:process';

/** Builds the package: generated sources first, then everything that ships, into `dist/`. */
await rm('dist', { recursive: true, force: true });
run('--import', './tests/register.mjs', 'scripts/gen.ts');
run('node_modules/rollup/dist/bin/rollup', '--config', 'rollup.config.mjs', '--silent');
run('--import', './tests/register.mjs', 'scripts/build-playground.ts');
await chmod('dist/cli.js', 0o755);
await warmUp();

/** The first build keeps what the engine compiled for the next ones; it also shows that the package works. */
async function warmUp(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'renderify-build-'));
  run('dist/cli.js', 'build', 'templates/dashboard/plan.json', '--out', join(folder, 'dist'), '--quiet');
  await rm(folder, { recursive: true });
}

function run(...args: string[]): void {
  const { status } = spawnSync(execPath, args, { stdio: 'inherit' });
  if (status !== 0) exit(status ?? 1);
}
