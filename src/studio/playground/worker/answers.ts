/// <reference lib="dom" />
import { check } from '../../../compiler/compile.ts';
import { inspect } from '../../../compiler/inspect.ts';
import { hasModules } from '../../../compiler/islands/uses.ts';
import type { CompileOptions, CompileResult } from '../../../compiler/stages.ts';
import { createPlanStream, type PlanStream } from '../../../compiler/streaming/plan-stream.ts';
import { toPrintable } from '../../../util/to-printable.ts';
import type { DirectLine, LineMessage, PreviewPage } from '../preview/protocol.ts';
import { describeFindings } from './describe-findings.ts';
import { toPage } from './page-of.ts';
import {
  type BundleAnswer,
  type Finding,
  INPUT_NAMES,
  type PageAnswer,
  type Question,
  type Questions,
  type Settings,
  type StreamAnswer,
} from './protocol.ts';
import { readInputs } from './read-inputs.ts';

/** The names under which findings show the texts. */
export const PLAN_NAME = 'plan.json';
export const POLICY_NAME = 'renderify.policy.json';

/** As much of a stage as a person can use. */
const LONGEST_STAGE = 500_000;

/** How each question is answered. */
export const answers: {
  readonly [Q in Question]: (ask: Questions[Q]['ask']) => Promise<Questions[Q]['answer']>;
} = {
  line: async (ask) => {
    line?.port.close();
    ({ line } = ask);
    return null;
  },
  page: ({ text, settings }) => answerPage(text, settings),
  bundle: ({ text, settings }) => answerBundle(text, settings),
  stage: ({ text, settings, stage }) => answerStage(text, settings, stage),
  'stream-open': async ({ settings, format }) => {
    stream = createPlanStream({ ...optionsOf(settings), ...PREVIEW, format });
    return null;
  },
  'stream-push': ({ text, force }) => pushPiece(text, force),
  'stream-end': () => endStream(),
};

/** What a preview needs beside the settings: a page in one file that can be talked to. */
const PREVIEW = { target: 'single-file', expose: true, stages: true } as const;

let stream: PlanStream | undefined;
let line: DirectLine | undefined;

/** Sends a page to the stage, where it is shown at once; what comes back from there is never read. */
function deliver(page: PreviewPage): PreviewPage {
  if (!line) return page;
  line.port.postMessage(page satisfies LineMessage);
  return { ...page, direct: line.key };
}

async function answerPage(text: string, settings: Settings): Promise<PageAnswer> {
  const start = performance.now();
  line?.port.postMessage('soon' satisfies LineMessage);
  const options = { ...optionsOf(settings), ...PREVIEW };
  const result = await inspect({ name: PLAN_NAME, text }, options);
  const { policy } = result.stages;
  const hasCode = needsServer(result);
  // What a browser can say of a plan with code is what `check` says; the rest is the server's.
  const found = hasCode ? checkOnly(text, options) : result.diagnostics;
  // Without the values that somebody meant to give, a page would show something else.
  const inputs = readInputs(settings).diagnostics;
  const bundle = inputs.length === 0 ? result.bundle : undefined;
  return {
    ...(bundle && {
      // Where there is code, a person may have to agree first.
      page: hasCode ? toPage(bundle) : deliver(toPage(bundle)),
      eventTypes: (bundle.manifest['events'] ?? []) as readonly string[],
    }),
    findings: describe([...inputs, ...found], text, settings),
    ...(policy && { policy }),
    hasCode,
    milliseconds: performance.now() - start,
  };
}

async function answerBundle(text: string, settings: Settings): Promise<BundleAnswer> {
  const { bundle } = await inspect({ name: PLAN_NAME, text }, optionsOf(settings));
  if (!bundle || readInputs(settings).diagnostics.length > 0) return { files: [] };
  return { files: bundle.files, entry: bundle.entry, manifest: bundle.manifest };
}

async function answerStage(text: string, settings: Settings, stage: string): Promise<string> {
  const { stages } = await inspect({ name: PLAN_NAME, text }, optionsOf(settings));
  const value = stages[stage as keyof typeof stages];
  if (value === undefined) return '';
  const printed = JSON.stringify(toPrintable(value), null, 2);
  return printed.length > LONGEST_STAGE ? `${printed.slice(0, LONGEST_STAGE)}\n…` : printed;
}

async function pushPiece(text: string, force: boolean): Promise<StreamAnswer> {
  stream?.push(text);
  const preview = await stream?.preview({ force });
  return preview ? { page: deliver(toPage(preview.bundle)), pending: preview.pending } : {};
}

async function endStream(): Promise<StreamAnswer> {
  const result = await stream?.end();
  stream = undefined;
  const text = result?.stages?.parsed?.text;
  return {
    ...(result?.bundle && { page: deliver(toPage(result.bundle)) }),
    ...(result && { findings: describeFindings(result.diagnostics, [{ name: 'stream', text: text ?? '' }]) }),
    ...(text !== undefined && { text }),
  };
}

function needsServer({ stages }: CompileResult): boolean {
  if (stages?.analyzed) return hasModules(stages.analyzed);
  return stages?.plan?.document.source !== undefined;
}

function checkOnly(text: string, options: CompileOptions): CompileResult['diagnostics'] {
  return check({ name: PLAN_NAME, text }, options).diagnostics.filter(({ name }) => name !== 'source-unchecked');
}

function describe(diagnostics: CompileResult['diagnostics'], text: string, settings: Settings): readonly Finding[] {
  return describeFindings(diagnostics, [
    { name: PLAN_NAME, text },
    { name: POLICY_NAME, text: settings.policy },
    { name: INPUT_NAMES.context, text: settings.context },
    { name: INPUT_NAMES.vars, text: settings.vars },
  ]);
}

function optionsOf(settings: Settings): CompileOptions {
  const { profile, target, policy } = settings;
  const { values } = readInputs(settings);
  return { profile, target, ...values, ...(policy.trim() && { policy: { name: POLICY_NAME, text: policy } }) };
}
