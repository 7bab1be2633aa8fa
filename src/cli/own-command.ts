import { basename, resolve } from 'node:path';
import { argv, env, execArgv } from 'node:process';

/** How this program was called, as a command that works in another folder: `renderify`, `npx renderify`, or by its path. */
export function ownCommand(): string {
  const [, script = ''] = argv;
  if (env['npm_command'] === 'exec') return 'npx renderify';
  if (basename(script).replace(/\.\w+$/, '') === 'renderify') return 'renderify';
  return ['node', ...execArgv, resolve(script)].map(shellWord).join(' ');
}

/** A word as POSIX shells read it back. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
