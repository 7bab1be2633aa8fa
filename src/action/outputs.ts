import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BUILD_MANIFEST, MANIFEST } from '../cli/output/survey.ts';
import type { Env, Inputs } from './inputs.ts';
import { pathFrom } from './job-of.ts';
import type { ActionResult } from './result.ts';

/** The outputs of the step by name. */
export type Outputs = Readonly<Record<string, string>>;

/**
 * What later steps may want to know. `digest` is that of the build manifest, or of the bundle's manifest where there is
 * one bundle: both name all other files by theirs.
 */
export function outputsOf(result: ActionResult, inputs: Inputs, out: string, workspace: string): Outputs {
  const { run, plans } = result;
  const totals = run.report?.totals;
  // Too many warnings are a failure in which no plan fails, and nothing is written.
  const written = totals !== undefined && totals.built > 0 && (run.status === 0 || totals.failed > 0);
  const digest = written ? digestOf(resolve(out)) : undefined;
  return {
    ...(digest !== undefined && { dist: pathFrom(workspace, resolve(out)), digest, artifact: artifactName(inputs) }),
    changed: JSON.stringify(plans.filter(({ change }) => change).map(({ path }) => path)),
    findings: String((totals?.errors ?? 0) + (totals?.warnings ?? 0)),
    ...(run.report && { report: resolve(run.reportFile) }),
    ...(run.sarifFile !== undefined && existsSync(run.sarifFile) && { sarif: run.sarifFile }),
  };
}

/** Writes outputs into the file of the step; nothing in a value can end it. */
export function writeOutputs(outputs: Outputs, env: Env): void {
  const file = env['GITHUB_OUTPUT'];
  if (!file) return;
  const lines = Object.entries(outputs).map(([name, value]) => {
    const end = `end-${randomBytes(16).toString('hex')}`;
    return `${name}<<${end}\n${value}\n${end}\n`;
  });
  appendFileSync(file, lines.join(''));
}

function digestOf(folder: string): string | undefined {
  const file = [BUILD_MANIFEST, MANIFEST].map((name) => join(folder, name)).find((path) => existsSync(path));
  return file && `sha256-${createHash('sha256').update(readFileSync(file)).digest('hex')}`;
}

/** Each shard has an artifact of its own, since names must be. */
function artifactName({ artifact = '', shard }: Inputs): string {
  if (artifact === '' || shard === undefined) return artifact;
  return `${artifact}-${shard.replace('/', '-of-')}`;
}
