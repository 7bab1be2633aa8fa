import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import type { FencedBlock } from './fenced-blocks.ts';
import { problemsOfWorkflow, readGitlab, type Workflow } from './workflows.ts';

const PLANS = ['counter', 'tabs', 'contact-form'];

/**
 * A project as documents assume one: plans in a repository, and what earlier jobs have left. `bin` has `renderify`. Made
 * once; gives its folder.
 */
export function createPipeline(folder: string, bin: string): string {
  if (existsSync(folder)) return folder;
  mkdirSync(join(folder, 'plans'), { recursive: true });
  for (const name of PLANS) copyFileSync(`fixtures/plans/${name}.json`, join(folder, 'plans', `${name}.json`));
  // What npm would install is on the path, so that `npx` only has to run it.
  writeFileSync(join(bin, 'npx'), '#!/bin/sh\nexec "$@"\n');
  chmodSync(join(bin, 'npx'), 0o755);
  const commit = '-c user.name=Test -c user.email=test@example.com commit -qm first';
  run(folder, `git init -q . && git add plans && git ${commit}`);
  for (const part of [1, 2])
    run(folder, `renderify build 'plans/**/*.json' -o shards/renderify-${part}-of-2 --shard ${part}/2`);
  return folder;
}

/** A workflow of GitHub: its form is checked, and its scripts are run. */
export function runWorkflow({ text, line }: FencedBlock, folder: string): void {
  assert.equal(problemsOfWorkflow(`line-${line}.yml`, text), []);
  const { jobs } = parse(text) as Workflow;
  for (const { run: script } of Object.values(jobs).flatMap(({ steps }) => steps)) if (script) run(folder, script);
}

/** A pipeline of GitLab alike. */
export function runGitlab({ text }: FencedBlock, folder: string): void {
  const base = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: folder, encoding: 'utf8' }).stdout.trim();
  for (const script of Object.values(readGitlab(text)).flat())
    run(folder, script, { CI_MERGE_REQUEST_DIFF_BASE_SHA: base });
}

function run(folder: string, script: string, more: Readonly<Record<string, string>> = {}): void {
  // The project has no dependencies but the one that is there.
  if (script.trim() === 'npm ci') return;
  const { status, stdout, stderr } = spawnSync('sh', ['-ec', script], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 120_000,
    env: {
      ...more,
      CI: 'true',
      HOME: folder,
      PATH: `${join(dirname(folder), 'bin')}${delimiter}${process.env['PATH']}`,
    },
  });
  assert.is(status, 0, `${script}\n${stdout}${stderr}`);
}
