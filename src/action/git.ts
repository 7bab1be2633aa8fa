import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';

/** The clone that the step works in. */
export interface Clone {
  /** The absolute path of its top folder. */
  readonly root: string;
  /** What git prints; nothing when it fails. */
  git(args: readonly string[]): Buffer | undefined;
}

const MOST_BYTES = 256 * 1024 * 1024;
const TIMEOUT = 120_000;

/** Opens the clone that a folder lies in, if it lies in one. */
export function openClone(folder: string): Clone | undefined {
  const root = runGit(folder, ['rev-parse', '--show-toplevel'])?.toString().replace(/\n$/, '');
  if (!root) return undefined;
  const top = realpathSync(root);
  return { root: top, git: (args) => runGit(top, args) };
}

/** Folders of another user are common in containers, and paths are what they are, never patterns. */
function runGit(cwd: string, args: readonly string[]): Buffer | undefined {
  try {
    return execFileSync('git', ['-c', 'safe.directory=*', '--literal-pathspecs', ...args], {
      cwd,
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
      maxBuffer: MOST_BYTES,
      timeout: TIMEOUT,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
}
