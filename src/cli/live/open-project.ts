import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { cwd } from 'node:process';
import type { Compiler } from '../../compiler/create-compiler.ts';
import type { CompileOptions } from '../../compiler/stages.ts';
import type { Compiled, Project } from '../../studio/dev/dev-plan.ts';
import type { Options } from '../commands/command.ts';
import { UsageError } from '../failures.ts';
import { STDIN } from '../inputs/expand-plans.ts';
import { readPlan } from '../inputs/read-plan.ts';
import { type Job, openJob } from '../job.ts';
import { bundleFolders } from '../output/lay-out.ts';
import { searchedFolders } from '../settings/find-policy.ts';
import { givenSwitch, givenText } from '../settings/given.ts';

const SETTINGS = ['renderify.policy.json', 'renderify.lock.json', 'renderify.config.json', 'package.json', '.npmrc'];
const MAGIC = /[*?{}[\]!]/;

/** What a command that stays needs to know of itself. */
export interface ProjectSettings {
  readonly args: readonly string[];
  readonly options: Options;
  readonly compiler: Compiler;
  /** What holds whatever the options say. */
  readonly always: CompileOptions;
}

/**
 * Opens plans and settings as they are now, by the same steps as `build`. Files among the arguments that are not there at
 * the moment are passed over, as long as there are others.
 */
export async function openProject({
  args,
  options,
  compiler,
  always,
}: ProjectSettings): Promise<Project & { readonly job: Job }> {
  if (args.includes(STDIN)) throw new UsageError('Standard input cannot be watched.', 'Name files, folders or globs.');
  const there = args.filter((arg) => MAGIC.test(arg) || existsSync(arg));
  const job = await openJob(there.length > 0 ? there : args, options);
  const folders = bundleFolders(job.plans);
  return {
    job,
    plans: job.plans,
    settings: settingsOf(job, options),
    roots: args.flatMap(rootOf),
    folderOf: (plan) => folders.get(plan) ?? plan.replace(/\.json$/, ''),
    compile: (plan) => compilePlan(plan, job, compiler, always, givenSwitch(options, 'typecheck')),
  };
}

async function compilePlan(
  name: string,
  { prepared }: Job,
  compiler: Compiler,
  always: CompileOptions,
  typechecked: boolean,
): Promise<Compiled> {
  if (!existsSync(name)) throw Object.assign(new Error(`${name} is not there`), { missing: true });
  const start = performance.now();
  const source = await readPlan(name);
  if (prepared.diagnostics.some(({ severity }) => severity === 'error'))
    return { diagnostics: prepared.diagnostics, sources: prepared.sources, files: [], framed: false, milliseconds: 0 };
  const result = await compiler.compile(source, { ...prepared.optionsFor(name), ...always, stages: true });
  const { bundle, sources = [], stages } = result;
  const types = typechecked ? await (await import('../modules/type-findings.ts')).typeFindings(result) : [];
  return {
    ...(bundle && !types.some(({ severity }) => severity === 'error') && { bundle }),
    diagnostics: [...result.diagnostics, ...types],
    sources: [source, ...prepared.sources, ...sources],
    files: compiler.dependencies(name).map((module) => resolve(dirname(name), module)),
    framed: /^sandbox-(?:iframe|worker)$/.test(stages?.analyzed?.document.capabilities?.executionProfile ?? ''),
    milliseconds: performance.now() - start,
  };
}

/** Files that are there, and those that would count if they were. */
function settingsOf({ plans, prepared }: Job, options: Options): string[] {
  for (const plan of plans) prepared.optionsFor(plan);
  const found = new Set(plans.flatMap((plan) => searchedFolders(dirname(resolve(plan)))));
  const named = ['policy', 'lock', 'config', 'context', 'vars'].flatMap((name) => givenText(options, name) ?? []);
  const files = [...prepared.files, ...named.filter((name) => !name.startsWith('{'))].map((file) => resolve(file));
  return [...new Set([...files, ...[...found, cwd()].flatMap((folder) => SETTINGS.map((name) => join(folder, name)))])];
}

/** The folder below which an argument can bring more plans. */
function rootOf(arg: string): string[] {
  if (!MAGIC.test(arg)) return statSync(arg, { throwIfNoEntry: false })?.isDirectory() ? [resolve(arg)] : [];
  const fixed = arg.split(/[\\/]/);
  return [
    resolve(
      fixed
        .slice(
          0,
          fixed.findIndex((part) => MAGIC.test(part)),
        )
        .join('/') || '.',
    ),
  ];
}
