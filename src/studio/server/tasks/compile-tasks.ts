import { compile } from '../../../compiler/compile.ts';
import { hasModules } from '../../../compiler/islands/uses.ts';
import type { Bundle, CompileOptions, CompileResult, PlanSource, Stages } from '../../../compiler/stages.ts';
import type { JsonObject } from '../../../plan/types.ts';
import { type Answer, success } from '../answer.ts';
import type { Desk } from './create-tasks.ts';
import { factsOf } from './facts.ts';
import { locatedFindings } from './located-findings.ts';
import { PLAN_MEMBERS } from './members.ts';
import { readPlanRequest } from './read-request.ts';
import { refusal } from './refusal.ts';
import type { TaskAnswer } from './task.ts';
import { zipName, zipOf } from './zip.ts';

type Done = Answer & Pick<TaskAnswer, 'lasting' | 'seed'>;

/** `POST /api/plan`: the page as it first paints, and what is known of the plan. */
export async function planTask(body: Uint8Array, desk: Desk): Promise<Done> {
  const request = readPlanRequest(body, [...PLAN_MEMBERS, 'session']);
  const { source, text, members } = request;
  // One file that holds the whole page, unless the request wants another.
  const options = desk.optionsFor({ target: 'single-file', ...request.options });
  const { bundle, stages, diagnostics } = await built(source, options);
  const state = stages.analyzed?.document.state?.initial ?? {};
  const data = {
    ...pageOf(bundle),
    state,
    event: null,
    seq: 0,
    facts: factsOf(bundle, stages),
    diagnostics: locatedFindings(diagnostics, [source]),
  };
  if (members['session'] !== true) return { ...success(data), lasting: isClosed(stages) };
  const moment = JSON.stringify({ state, event: null });
  return { ...success(data), seed: { plan: source.text as string, options: text, moment, seq: 0 } };
}

/** `POST /api/build`: the bundle as its files, or as a zip file. */
export async function buildTask(body: Uint8Array, zip: boolean, desk: Desk): Promise<Done> {
  const { source, options, members } = readPlanRequest(body, [...PLAN_MEMBERS, 'format']);
  const { bundle, stages, diagnostics } = await built(source, desk.optionsFor(options));
  const lasting = isClosed(stages);
  if (members['format'] === 'zip' || (zip && members['format'] === undefined)) {
    const id = ((bundle.manifest['plan'] as JsonObject)['id'] as string) ?? '';
    return { status: 200, head: zipOf(bundle.files), fileName: zipName(id), lasting };
  }
  const { target, entry, csp, manifest } = bundle;
  const files = bundle.files.map(({ path, text }) => ({ path, bytes: Buffer.byteLength(text), text }));
  const findings = locatedFindings(diagnostics, [source]);
  return { ...success({ target, entry, csp, files, manifest, diagnostics: findings }), lasting };
}

/** `POST /api/probe-plan`: whether a plan can be built here; nothing is fetched, run or written. */
export async function probeTask(body: Uint8Array, desk: Desk): Promise<Done> {
  const { source, options } = readPlanRequest(body, PLAN_MEMBERS);
  return success(await desk.surroundings.probe(source, desk.optionsFor(options)));
}

/** The page of a bundle; a module has none. */
export function pageOf({ files, entry, csp }: Bundle): { readonly html: string; readonly csp: string } {
  const page = files.find(({ path }) => path === entry);
  return { html: page && entry.endsWith('.html') ? page.text : '', csp };
}

interface Built {
  readonly bundle: Bundle;
  readonly stages: Readonly<Stages>;
  readonly diagnostics: CompileResult['diagnostics'];
}

/** Compiles a plan; throws an ApiError with its findings when it cannot be built. */
export async function built(source: PlanSource, options: CompileOptions): Promise<Built> {
  const { bundle, stages = {}, diagnostics, sources = [] } = await compile(source, { ...options, stages: true });
  if (bundle) return { bundle, stages, diagnostics };
  throw refusal(diagnostics, [source, ...(options.policy ? [options.policy] : []), ...sources]);
}

/** Whether text and options alone decide what comes of a plan. */
function isClosed({ analyzed }: Readonly<Stages>): boolean {
  return analyzed !== undefined && !hasModules(analyzed);
}
