import { realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { type Job, openJob } from '../cli/job.ts';
import { manifestPaths } from '../cli/many/manifest-paths.ts';
import type { Inputs } from './inputs.ts';

/** The plans of the build as the action needs to know them. */
export interface PlanPaths {
  readonly job: Job;
  /** By the path that reports have: the path as the build was given it, and the one from the top of the repository. */
  readonly plans: ReadonlyMap<string, { readonly given: string; readonly path: string }>;
}

/** Settles which plans the build is about; nothing where the build itself has refused. */
export async function jobOf(inputs: Inputs, root: string): Promise<PlanPaths | undefined> {
  try {
    const job = await openJob(inputs.plans, inputs.options);
    const names = manifestPaths(job.plans);
    const plans = new Map([...names].map(([given, name]) => [name, { given, path: pathFrom(root, given) }]));
    return { job, plans };
  } catch {
    return undefined;
  }
}

/** The path of a file from a folder, with `/`; links above it are resolved as git does. */
export function pathFrom(root: string, file: string): string {
  const folder = realFolder(dirname(resolve(file)));
  return relative(root, join(folder, file.slice(file.lastIndexOf(sep) + 1)))
    .split(sep)
    .join('/');
}

function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
