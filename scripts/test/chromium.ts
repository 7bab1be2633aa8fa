import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { getuid } from 'node:process';
import { findChromium } from '../../tests/helpers/browser.ts';

/**
 * Sees to it that there is a browser: pages are tested in a real one. Installs Debian's where that is possible without
 * asking; gives what to do otherwise.
 */
export function ensureChromium(): string | undefined {
  if (findChromium()) return undefined;
  if (getuid?.() === 0 && existsSync('/usr/bin/apt-get')) install();
  if (findChromium()) return undefined;
  return 'The tests need Chromium: install it (Debian: apt-get install chromium), or set CHROME to the path of one.';
}

function install(): void {
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('apt-get', ['update', '--quiet'], options);
  spawnSync('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', 'chromium'], options);
}
