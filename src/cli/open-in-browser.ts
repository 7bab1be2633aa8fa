import { spawn } from 'node:child_process';
import { platform } from 'node:process';
import type { Terminal } from './terminal.ts';

const OPENERS: Readonly<Record<string, readonly string[]>> = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] };

/** Opens an address with what the system has for that; where it has nothing this is said, and nothing stops. */
export function openInBrowser(url: string, terminal: Terminal): void {
  const [command = '', ...words] = OPENERS[platform] ?? ['xdg-open'];
  const child = spawn(command, [...words, url], { stdio: 'ignore', detached: true });
  child.on('error', () =>
    terminal.note(`No browser was opened: \`${command}\` cannot be run. The page is at ${url}\n`),
  );
  child.unref();
}
