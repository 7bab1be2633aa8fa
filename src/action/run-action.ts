import { appendFileSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { cwd } from 'node:process';
import { fromConfig } from '../cli/settings/config.ts';
import { givenText } from '../cli/settings/given.ts';
import { readConfig } from '../cli/settings/read-config.ts';
import { annotate, type Finding, findingsOf } from './annotate.ts';
import { findBase } from './base.ts';
import { changesSince } from './changes.ts';
import { CommentError, markerOf, writeComment } from './comment.ts';
import { comparePlans } from './compare-plans.ts';
import { readEvent, type WorkflowEvent } from './event.ts';
import { openClone } from './git.ts';
import { type Env, type Inputs, readInputs } from './inputs.ts';
import { jobOf, type PlanPaths, pathFrom } from './job-of.ts';
import { type Log, openLog } from './log.ts';
import { outputsOf, writeOutputs } from './outputs.ts';
import { rebaseSarif } from './rebase-sarif.ts';
import { removedPlans } from './removed-plans.ts';
import type { ActionResult } from './result.ts';
import { type BuildRun, runBuild } from './run-build.ts';
import { COMMENT, JOB_SUMMARY, summarize } from './summary.ts';

/**
 * The GitHub Action: builds with `program` (the path of `dist/cli.js`), then says what became of it, in annotations, the
 * summary, outputs and a comment. The exit code is the build's; what cannot be said is a warning.
 */
export async function runAction(env: Env, program: string): Promise<number> {
  const log = openLog();
  const inputs = readInputs(env);
  const run = await runBuild(inputs, env, program, log);
  try {
    await tell(run, inputs, env, log);
  } catch (error) {
    log.command(
      'warning',
      { title: 'renderify' },
      'The build is done, but not all could be said about it; the log has why.',
    );
    log.lines(String(error instanceof Error ? error.stack : error));
  }
  return run.status;
}

async function tell(run: BuildRun, inputs: Inputs, env: Env, log: Log): Promise<void> {
  const event = readEvent(env);
  const workspace = realpathSync(env['GITHUB_WORKSPACE'] || cwd());
  const clone = openClone(cwd());
  const root = clone?.root ?? workspace;
  const job = await jobOf(inputs, root);
  const base = findBase(event, clone);
  const changes = changesSince(base, clone);
  const gone = [...changes].flatMap(([path, { status }]) => (status === 'removed' ? [path] : []));
  const result: ActionResult = {
    run,
    base,
    shard: inputs.shard,
    plans: run.report && job ? await comparePlans(run.report, job, { clone, base, changes }) : [],
    removed: job ? await removedPlans(gone, patternsOf(inputs, job), relative(root, realpathSync(cwd()))) : [],
    findings: run.report ? findingsOf(run.report, root, changes) : [],
    settings: job ? job.job.prepared.files.map((file) => pathFrom(root, file)).filter((path) => changes.has(path)) : [],
    url: urlOf(env),
  };
  if (run.sarifFile !== undefined) rebase(run.sarifFile, relative(root, realpathSync(cwd())));
  say(result, log);
  write(result, inputs, job, workspace, env);
  if (inputs.comment && event.pull !== undefined) await comment(result, event, inputs, env, log);
}

function say({ findings, run }: ActionResult, log: Log): void {
  annotate(findings, log);
  // The build itself has printed nothing but the log for code scanning.
  if (run.sarifFile !== undefined) log.lines(findings.map(lineOf).join('\n'));
  if (run.status !== 0 && findings.every(({ severity }) => severity !== 'error'))
    log.command('error', { title: 'renderify' }, `The build failed with exit code ${run.status}; the log says why.`);
}

function lineOf({ severity, code, name, file, line, message }: Finding): string {
  return `${severity} ${code} ${name} ${line === undefined ? file : `${file}:${line}`}: ${message}`;
}

function write(result: ActionResult, inputs: Inputs, job: PlanPaths | undefined, workspace: string, env: Env): void {
  const { config } = job?.job ?? { config: undefined };
  const out = givenText(inputs.options, 'out') ?? (config?.out ? fromConfig(config, config.out) : 'dist');
  writeOutputs(outputsOf(result, inputs, out, workspace), env);
  const file = env['GITHUB_STEP_SUMMARY'];
  if (file) appendFileSync(file, summarize(result, JOB_SUMMARY));
}

async function comment(result: ActionResult, event: WorkflowEvent, inputs: Inputs, env: Env, log: Log): Promise<void> {
  try {
    if (inputs.token === undefined) throw new CommentError('there is no token', false);
    await writeComment(event, markerOf(env, inputs), summarize(result, COMMENT), { env, token: inputs.token });
  } catch (error) {
    if (!(error instanceof CommentError)) throw error;
    const help = 'It needs `pull-requests: write`, which pull requests of forks never have.';
    log.command(
      error.forbidden ? 'notice' : 'warning',
      { title: 'renderify' },
      `The pull request could not be commented on: ${error.message}.${error.forbidden ? ` ${help}` : ''}`,
    );
  }
}

/** What the build was asked for, for finding out which removed files were plans. */
function patternsOf(inputs: Inputs, { job: { config } }: PlanPaths): readonly string[] {
  return inputs.plans.length > 0 ? inputs.plans : (readConfig(config.name).plans ?? []);
}

function rebase(file: string, folder: string): void {
  const text = readFileSync(file, 'utf8');
  if (text !== '' && folder !== '') writeFileSync(file, rebaseSarif(text, folder));
}

function urlOf(env: Env): string | undefined {
  const [server, repository, run] = ['GITHUB_SERVER_URL', 'GITHUB_REPOSITORY', 'GITHUB_RUN_ID'].map(
    (name) => env[name],
  );
  const url = `${server}/${repository}/actions/runs/${run}`;
  return /^https?:\/\/[\w.:-]+\/[\w.-]+\/[\w.-]+\/actions\/runs\/\d+$/.test(url) ? url : undefined;
}
