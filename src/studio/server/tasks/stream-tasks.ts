import { createPlanStream, type PlanStream } from '../../../compiler/streaming/plan-stream.ts';
import type { JsonObject } from '../../../plan/types.ts';
import { type Answer, success } from '../answer.ts';
import { pageOf } from './compile-tasks.ts';
import type { Desk } from './create-tasks.ts';
import { factsOf } from './facts.ts';
import { locatedFindings } from './located-findings.ts';
import { PLAN_NAME, readOptions } from './read-request.ts';
import { refusal } from './refusal.ts';
import type { StreamText } from './task.ts';

/** The page of what came so far, or `null` where nothing of it can be shown. */
export async function previewTask(stream: StreamText, desk: Desk): Promise<Answer> {
  const preview = await open(stream, desk).preview({ force: true });
  return success(preview ? { ...pageOf(preview.bundle), pending: preview.pending } : null);
}

/** The whole plan, as `POST /api/plan` answers it. */
export async function finishTask(stream: StreamText, desk: Desk): Promise<Answer> {
  const { bundle, stages = {}, diagnostics } = await open(stream, desk).end();
  const source = { name: PLAN_NAME, text: stages.parsed?.text ?? stream.text };
  if (!bundle) throw refusal(diagnostics, [source]);
  const state = stages.analyzed?.document.state?.initial ?? {};
  const facts = factsOf(bundle, stages);
  const findings = locatedFindings(diagnostics, [source]);
  return success({ ...pageOf(bundle), state, event: null, seq: 0, facts, diagnostics: findings });
}

function open({ text, options }: StreamText, desk: Desk): PlanStream {
  const members = JSON.parse(options) as JsonObject;
  const { options: asked } = readOptions(members, options);
  const format = members['format'] === 'patch' ? 'patch' : 'json';
  const settings = desk.optionsFor({ target: 'single-file', ...asked });
  const stream = createPlanStream({ ...settings, format, name: PLAN_NAME, stages: true });
  stream.push(text);
  return stream;
}
