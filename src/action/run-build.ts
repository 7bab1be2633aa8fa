import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import type { BuildReport } from '../cli/many/report-file.ts';
import { type Env, type Inputs, wordsOf } from './inputs.ts';
import type { Log } from './log.ts';

/** How the build went. */
export interface BuildRun {
  /** The exit code of `renderify build`. */
  readonly status: number;
  /** Absent when it did not come to building. */
  readonly report: BuildReport | undefined;
  readonly reportFile: string;
  readonly sarifFile: string | undefined;
  /** The end of what it said. */
  readonly said: string;
}

const KEPT = 4096;
/** What only steps have a use for; plans and their tools have none. */
const SECRET =
  /^(INPUT_|GITHUB_TOKEN$|ACTIONS_(RUNTIME|ID_TOKEN|RESULTS|CACHE)|GITHUB_(OUTPUT|ENV|PATH|STATE|STEP_SUMMARY)$)/;

/** Runs `renderify build` (`program`) as a process of its own, and reads what it reports. */
export async function runBuild(inputs: Inputs, env: Env, program: string, log: Log): Promise<BuildRun> {
  const temp = join(env['RUNNER_TEMP'] || tmpdir(), `renderify-${randomBytes(6).toString('hex')}`);
  const reportFile = inputs.report ?? `${temp}.report.json`;
  const sarifFile = inputs.sarif ? `${temp}.sarif` : undefined;
  rmSync(reportFile, { force: true });
  const words = [...wordsOf(inputs.options), `--report=${reportFile}`, ...(sarifFile ? ['--format=sarif'] : [])];
  const sarif = sarifFile === undefined ? undefined : openSync(sarifFile, 'w');
  const run = await log.mute((write) => follow([program, 'build', ...words, '--', ...inputs.plans], env, sarif, write));
  if (sarif !== undefined) closeSync(sarif);
  return { ...run, report: readReport(reportFile), reportFile, sarifFile };
}

function follow(
  words: readonly string[],
  env: Env,
  results: number | undefined,
  write: (text: Uint8Array) => void,
): Promise<Pick<BuildRun, 'status' | 'said'>> {
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => !SECRET.test(name)));
  const child = spawn(execPath, words, { env: kept, stdio: ['ignore', results ?? 'pipe', 'pipe'] });
  let said = Buffer.alloc(0);
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said = Buffer.concat([said, chunk]).subarray(-KEPT);
      write(chunk);
    });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (status) => done({ status: status ?? 70, said: said.toString() }));
  });
}

function readReport(file: string): BuildReport | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as BuildReport;
  } catch {
    return undefined;
  }
}
