import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';

/** The program as it is shipped; `npm test` builds it first. */
export const PROGRAM = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** How a run of the program ended. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a run is given. */
export interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** A file or device that standard output goes to. */
  readonly stdout?: string;
}

/** A folder of its own for one test, outside every workspace. */
export interface Sandbox {
  readonly path: string;
  /** Runs the program in the folder. */
  run(args: readonly string[], options?: RunOptions): Run;
  /** Runs a line of shell in the folder; `renderify` in it is the program. */
  shell(line: string): Run;
  /** Writes files by relative path; values that are not text become JSON. */
  write(files: Readonly<Record<string, unknown>>): void;
  read(path: string): string;
  /** All files below a folder as `path: text`, sorted; links and folders that are empty are left out. */
  tree(folder?: string): Record<string, string>;
  remove(): void;
}

/** Makes a sandbox with some files in it. */
export function createSandbox(files: Readonly<Record<string, unknown>> = {}): Sandbox {
  const path = mkdtempSync(join(tmpdir(), 'renderify-test-'));
  const sandbox: Sandbox = {
    path,
    run: (args, options) => runProgram(args, path, options),
    shell: (line) => runShell(line, path),
    write: (more) => writeFiles(path, more),
    read: (file) => readFileSync(join(path, file), 'utf8'),
    tree: (folder = '.') => readTree(join(path, folder)),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
  sandbox.write(files);
  return sandbox;
}

/** A small good plan; strict finds nothing in it. */
export function planNamed(id: string): object {
  return {
    specVersion: 'runtime-plan/v1',
    id,
    version: 1,
    root: {
      type: 'element',
      tag: 'main',
      props: { lang: 'en' },
      children: [{ type: 'element', tag: 'h1', children: [{ type: 'text', value: `This is ${id}` }] }],
    },
  };
}

function runProgram(
  args: readonly string[],
  cwd: string,
  { input = '', env = {}, stdout: sink }: RunOptions = {},
): Run {
  const { PATH = '', HOME = '', NODE_V8_COVERAGE: _, ...rest } = process.env;
  const kept = { PATH, HOME, ...(rest.TMPDIR && { TMPDIR: rest.TMPDIR }) };
  const out = sink === undefined ? 'pipe' : openSync(sink, 'w');
  const { status, stdout, stderr } = spawnSync(execPath, [PROGRAM, ...args], {
    cwd,
    input,
    env: { ...kept, ...env },
    encoding: 'utf8',
    stdio: ['pipe', out, 'pipe'],
  });
  if (out !== 'pipe') closeSync(out);
  return { status, stdout: stdout ?? '', stderr };
}

function runShell(line: string, cwd: string): Run {
  const command = `renderify() { "${execPath}" "${PROGRAM}" "$@"; }; ${line}`;
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd, encoding: 'utf8' });
  return { status, stdout, stderr };
}

function writeFiles(folder: string, files: Readonly<Record<string, unknown>>): void {
  for (const [path, value] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    const raw = typeof value === 'string' || value instanceof Uint8Array;
    writeFileSync(join(folder, path), raw ? value : JSON.stringify(value));
  }
}

function readTree(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
