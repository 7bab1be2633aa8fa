import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execPath, platform } from 'node:process';

/** The registry that npm itself would use, asked of npm; `undefined` where there is no npm. */
export function npmDefaultRegistry(): string | undefined {
  const bundled = join(dirname(dirname(execPath)), 'lib/node_modules/npm/bin/npm-cli.js');
  const [command, first] = existsSync(bundled) ? [execPath, [bundled]] : ['npm', []];
  const shell = platform === 'win32' && command === 'npm';
  const { status, stdout } = spawnSync(command, [...first, 'config', 'get', 'registry'], { encoding: 'utf8', shell });
  const address = status === 0 ? stdout.trim() : '';
  return /^https?:\/\//.test(address) ? address : undefined;
}
