import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { createSandbox, type Sandbox } from '../helpers/cli.ts';

/** The entry of the action as it is shipped. */
const ENTRY = fileURLToPath(new URL('../../dist/action.js', import.meta.url));

/** How a step ended. */
export interface Step {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** What a step is run with. */
export interface StepSettings {
  readonly event?: string;
  readonly payload?: object;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** The working folder below the top of the repository. */
  readonly folder?: string;
}

/** A repository in a folder of its own, and a runner of steps in it. */
export interface Stage extends Sandbox {
  git(...args: string[]): string;
  /** Writes files, removes others, and commits; gives the commit. */
  commit(files: Readonly<Record<string, unknown>>, removed?: readonly string[]): string;
  step(settings?: StepSettings): Promise<Step>;
}

/** Makes a stage whose first commit has some files. */
export function createStage(files: Readonly<Record<string, unknown>>): Stage {
  const sandbox = createSandbox();
  const temp = mkdtempSync(join(tmpdir(), 'renderify-runner-'));
  const git = (...args: string[]) => gitIn(sandbox.path, args);
  const commit = (more: Readonly<Record<string, unknown>>, removed: readonly string[] = []) => {
    sandbox.write(more);
    for (const path of removed) rmSync(join(sandbox.path, path));
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '-m', 'change');
    return git('rev-parse', 'HEAD').trim();
  };
  git('init', '--quiet', '--initial-branch=main');
  commit({ '.gitignore': 'dist/\n', ...files });
  return {
    ...sandbox,
    git,
    commit,
    step: (settings) => runStep(sandbox.path, temp, settings),
    remove() {
      sandbox.remove();
      rmSync(temp, { recursive: true, force: true });
    },
  };
}

/** Runs git with nobody's settings. */
export function gitIn(folder: string, args: readonly string[]): string {
  const none = '/dev/null';
  const settings = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  const { status, stdout, stderr } = spawnSync('git', [...settings, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_GLOBAL: none, GIT_CONFIG_SYSTEM: none },
  });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout;
}

async function runStep(
  root: string,
  temp: string,
  { event = 'push', payload = {}, inputs = {}, env = {}, folder = '.' }: StepSettings = {},
): Promise<Step> {
  const files = { event: join(temp, 'event.json'), summary: join(temp, 'summary'), output: join(temp, 'output') };
  writeFileSync(files.event, JSON.stringify(payload));
  for (const file of [files.summary, files.output]) writeFileSync(file, '');
  const given = Object.entries(inputs).map(([name, value]) => [
    `INPUT_${name.replaceAll('-', '_').toUpperCase()}`,
    value,
  ]);
  const child = spawn(execPath, [ENTRY], {
    cwd: join(root, folder),
    env: {
      PATH: process.env['PATH'],
      HOME: temp,
      CI: 'true',
      RUNNER_TEMP: temp,
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: root,
      GITHUB_EVENT_NAME: event,
      GITHUB_EVENT_PATH: files.event,
      GITHUB_STEP_SUMMARY: files.summary,
      GITHUB_OUTPUT: files.output,
      GITHUB_REPOSITORY: 'octo/pages',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_RUN_ID: '42',
      GITHUB_WORKFLOW: 'pages',
      GITHUB_JOB: 'build',
      ...Object.fromEntries(given),
      ...env,
    },
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name].on('data', (text: Buffer) => (said[name] += text));
  const status = await new Promise<number | null>((done) => child.once('close', done));
  return {
    status,
    ...said,
    summary: readFileSync(files.summary, 'utf8'),
    outputs: readOutputs(readFileSync(files.output, 'utf8')),
  };
}

/** Reads the file of outputs as the runner does: `name<<end`, lines, `end`. Anything else is an error. */
export function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n').slice(0, -1);
  while (lines.length > 0) {
    const [, name = '', end = ''] = /^([\w-]+)<<(\S+)$/.exec(lines.shift() ?? '') ?? [];
    const at = lines.indexOf(end);
    if (name === '' || at < 0) throw new Error(`no output: ${text}`);
    outputs[name] = lines
      .splice(0, at + 1)
      .slice(0, -1)
      .join('\n');
  }
  return outputs;
}

/** The workflow commands that the runner would obey, as it reads a log: none between `stop-commands` and its end. */
export function commandsIn(
  log: string,
): { readonly name: string; readonly properties: string; readonly message: string }[] {
  const commands: { name: string; properties: string; message: string }[] = [];
  let stop: string | undefined;
  for (const line of log.split(/\r\n|\r|\n/)) {
    const [, name = '', properties = '', message = ''] =
      /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/s.exec(line) ?? /##\[([^\s\]]+)(?: ([^\]]*))?\](.*)/s.exec(line) ?? [];
    if (stop !== undefined) {
      if (name === stop) stop = undefined;
    } else if (name === 'stop-commands') stop = message;
    else if (name !== '') commands.push({ name, properties, message });
  }
  if (stop !== undefined) throw new Error('commands were stopped for good');
  return commands;
}
