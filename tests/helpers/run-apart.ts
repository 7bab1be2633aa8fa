import { spawn } from 'node:child_process';
import { execPath } from 'node:process';
import { PROGRAM, type Run } from './cli.ts';

/** Runs the program while this process goes on, so that a server of the test can answer it. */
export function runApart(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  const child = spawn(execPath, [PROGRAM, ...args], { cwd, env: { PATH, HOME, ...(TMPDIR && { TMPDIR }), ...env } });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (more: Buffer) => {
    stdout += more;
  });
  child.stderr.on('data', (more: Buffer) => {
    stderr += more;
  });
  child.stdin.end();
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (status) => done({ status, stdout, stderr }));
  });
}
