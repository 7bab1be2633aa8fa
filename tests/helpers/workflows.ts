import { readFileSync } from 'node:fs';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/index';
import { parse } from 'yaml';

/** What the tests read of a step. */
export interface WorkflowStep {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly if?: string;
}

/** What the tests read of a workflow. */
export interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<string, { readonly permissions?: Readonly<Record<string, string>>; readonly steps: readonly WorkflowStep[] }>
  >;
}

/** What the tests read of `action.yml`. */
export interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly WorkflowStep[] };
}

/** The action of this repository. */
export function readAction(): ActionFile {
  return parse(readFileSync('action.yml', 'utf8')) as ActionFile;
}

/** What GitHub's own parser and we have against a workflow: form, permissions, and how it uses the action. */
export function problemsOfWorkflow(name: string, content: string): string[] {
  const { context } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  const problems = context.errors.getErrors().map(({ message }) => message);
  if (problems.length > 0) return problems;
  const workflow = parse(content) as Workflow;
  if (!workflow.permissions) problems.push(`${name} does not say its permissions`);
  for (const step of Object.values(workflow.jobs).flatMap(({ steps }) => steps)) problems.push(...problemsOfStep(step));
  return problems;
}

/** What GitHub's own parser and we have against an action. */
export function problemsOfAction(name: string, content: string): string[] {
  const { context } = parseAction({ name, content }, new NoOperationTraceWriter());
  const { runs } = parse(content) as ActionFile;
  return [...context.errors.getErrors().map(({ message }) => message), ...runs.steps.flatMap(problemsOfStep)];
}

/** Scripts get what anybody may have written through the environment only. */
function problemsOfStep({ uses, run, with: inputs = {} }: WorkflowStep): string[] {
  const problems: string[] = [];
  if (run?.includes('${{')) problems.push(`an expression in a script: ${run}`);
  if (uses !== undefined && !/^\.\/|@(v\d+(\.\d+)*|[0-9a-f]{40})$/.test(uses)) problems.push(`${uses} is not pinned`);
  if (uses !== undefined && /^\.\/$|\/renderify@/.test(uses))
    for (const input of Object.keys(inputs))
      if (!Object.hasOwn(readAction().inputs, input)) problems.push(`the action has no input ${input}`);
  return problems;
}

const GITLAB_TOP = ['stages', 'default', 'variables', 'workflow', 'include', 'image'];
const GITLAB_JOB = [
  ...['stage', 'image', 'script', 'before_script', 'after_script', 'variables', 'cache', 'artifacts', 'rules', 'needs'],
  ...['parallel', 'environment', 'allow_failure', 'when', 'timeout', 'interruptible', 'retry', 'pages', 'extends'],
];
const GITLAB_STAGES = ['.pre', 'build', 'test', 'deploy', '.post'];

/** A pipeline of GitLab: its scripts by job. Throws an error for anything that is not in its keyword reference. */
export function readGitlab(content: string): Readonly<Record<string, readonly string[]>> {
  const pipeline = parse(content) as Record<string, unknown>;
  const stages = (pipeline['stages'] as string[] | undefined) ?? GITLAB_STAGES;
  const jobs = Object.entries(pipeline).filter(([name]) => !GITLAB_TOP.includes(name)) as [string, GitlabJob][];
  for (const [name, job] of jobs) {
    for (const key of Object.keys(job)) refuse(GITLAB_JOB.includes(key), `${name} has the key ${key}`);
    refuse(Array.isArray(job.script) && job.script.every((line) => typeof line === 'string'), `${name} has no script`);
    refuse(stages.includes(job.stage ?? 'test'), `${name} is in no stage`);
    for (const need of job.needs ?? []) refuse(Object.hasOwn(pipeline, need), `${name} needs ${need}`);
  }
  return Object.fromEntries(jobs.map(([name, { script }]) => [name, script]));
}

interface GitlabJob {
  readonly stage?: string;
  readonly script: readonly string[];
  readonly needs?: readonly string[];
}

function refuse(good: boolean, message: string): void {
  if (!good) throw new Error(message);
}
