import { reads } from '../../plan/evaluate.ts';
import { urlKind } from '../../plan/html/url-attributes.ts';
import type { PlanNode } from '../../plan/types.ts';
import { judgeUrlAttribute } from '../../plan/url-attribute.ts';
import type { Island, PhaseContext, PinnedPlan } from '../stages.ts';
import type { PlacedCall } from './calls.ts';
import { importsPreact } from './glue.ts';
import { type Refuses, readMarkup } from './html-nodes.ts';
import { islandUrlRules } from './island-url-rules.ts';
import { isGoodOutput, markupProblem } from './judge.ts';
import { placeOutcomes } from './outcome-nodes.ts';
import type { Outcome } from './prerender.ts';
import {
  reportCalls,
  reportExport,
  reportFailed,
  reportLate,
  reportMismatch,
  reportSkipped,
  reportUnavailable,
  reportUrl,
} from './refusals.ts';

/** What all calls of a plan came to. */
export interface Decided {
  readonly islands: ReadonlyMap<PlanNode, Island>;
  /** Styles that came with prerendered markup. */
  readonly css: string;
}

/** Makes islands of outcomes: what is static, what runs in the page as well, and what is refused. */
export function decide(
  plan: PinnedPlan,
  calls: readonly PlacedCall[],
  outcomes: readonly Outcome[],
  context: PhaseContext,
): Decided {
  const islands = new Map<PlanNode, Island>();
  const css: string[] = [];
  calls.forEach((call, index) => {
    const outcome = outcomes[index] as Outcome;
    const deciding = { call, plan, context, islands, css };
    const island = outcome.ok ? decideGood(outcome, deciding) : decideFailed(outcome, deciding);
    if (island) islands.set(call.node, island);
  });
  return { islands, css: css.join('') };
}

interface Deciding {
  readonly call: PlacedCall;
  readonly plan: PinnedPlan;
  readonly context: PhaseContext;
  readonly islands: Map<PlanNode, Island>;
  readonly css: string[];
}

type Good = Extract<Outcome, { ok: true }>;
type Failed = Extract<Outcome, { ok: false }>;

function decideGood(outcome: Good, deciding: Deciding): Island | undefined {
  if (outcome.kind === 'preact') return decideMarkup(outcome, deciding);
  const { call, plan, context, islands, css } = deciding;
  const profile = profileOf(plan);
  const again = profile !== 'isolated-vm' && runsAgain(call, outcome, plan);
  if (again && profile === 'sandbox-shadowrealm')
    return reportUnavailable(
      call,
      profile,
      'it reads what changes, and no browser can run it again in a realm of its own',
      context,
    );
  const placed = placeOutcomes(outcome.nodes, again);
  if (placed.failure) return decideFailed({ ok: false, reason: 'threw', ...placed.failure }, deciding);
  if (placed.preact && profile === 'sandbox-worker') return reportMismatch(call, profile, context);
  if (placed.preact && again) return decideFailed({ ok: false, reason: 'threw', ...PREACT_AGAIN }, deciding);
  if (!isGoodOutput(placed.nodes, call, context)) return undefined;
  for (const [node, island] of placed.islands) islands.set(node, island);
  css.push(placed.css);
  return {
    ...identity(call),
    kind: 'nodes',
    live: again,
    reads: outcome.reads,
    content: placed.nodes,
    prerendered: true,
  };
}

const PREACT_AGAIN = {
  name: 'component-failed',
  message: 'It gives a Preact component, which only a factory that never runs again may do.',
};

function decideMarkup(outcome: Good, { call, plan, context, css }: Deciding): Island | undefined {
  const profile = profileOf(plan);
  if (
    profile === 'sandbox-worker' ||
    profile === 'sandbox-shadowrealm' ||
    (profile === 'isolated-vm' && outcome.handlers)
  )
    return reportMismatch(call, profile, context);
  const { nodes, css: styles } = readMarkup(outcome.html, call.parentTag, refusesUrl(call, plan, context));
  const problem = markupProblem(nodes, call, plan, context);
  const live = profile !== 'isolated-vm';
  if (problem === undefined) {
    css.push(styles);
    return { ...identity(call), kind: 'preact', live, reads: outcome.reads, content: nodes, prerendered: true };
  }
  if (!live) return reportUnavailable(call, profile, problem, context);
  reportSkipped(call, problem, context);
  return { ...identity(call), kind: 'preact', live, reads: outcome.reads, content: fallback(call), prerendered: false };
}

/** Nothing came of the call at build: it is refused, or left to the page with a warning. */
function decideFailed(outcome: Failed, { call, plan, context }: Deciding): Island | undefined {
  const { name, reason, message } = outcome;
  const profile = profileOf(plan);
  if (name === 'component-export-missing') return reportExport(call, 'missing', context);
  if (name === 'component-export-kind') return reportExport(call, 'kind', context);
  if (name === 'max-component-invocations') return reportCalls(call, context);
  const onlyAtBuild = profile === 'isolated-vm' || profile === 'sandbox-shadowrealm';
  const severity =
    onlyAtBuild || (reason === 'threw' && !call.source && !context.options.allowClientOnly) ? 'error' : 'warning';
  if (reason === 'threw' && (severity === 'error' || !call.source)) reportFailed(call, message, severity, context);
  else if (reason === 'timeout') reportLate(call, severity, context);
  else if (severity === 'error') reportUnavailable(call, profile, message, context);
  else reportSkipped(call, message, context);
  if (severity === 'error') return undefined;
  const kind = isPreactCall(call, plan) ? 'preact' : 'nodes';
  if (kind === 'preact' && profile === 'sandbox-worker') return reportMismatch(call, profile, context);
  return { ...identity(call), kind, live: true, reads: true, content: fallback(call), prerendered: false };
}

/** The check that the page makes as well; what it takes away is said once. */
function refusesUrl(call: PlacedCall, plan: PinnedPlan, context: PhaseContext): Refuses {
  const rules = islandUrlRules(plan);
  return (tag, name, value) => {
    const kind = urlKind(tag, 'html', name);
    const problem = kind && judgeUrlAttribute(value, kind, rules, false);
    if (problem) reportUrl(call, name, problem.what, context);
    return problem !== undefined;
  };
}

function identity({ node, module, exportName, source }: PlacedCall) {
  return { node: node.type === 'component' && !source ? node : undefined, module, exportName };
}

/** Where there is no result, the tree of a plan with source stands in for it (spec 7.3). */
function fallback({ source, node }: PlacedCall): readonly PlanNode[] {
  return source ? [node] : [];
}

function isPreactCall({ source, module }: PlacedCall, plan: PinnedPlan): boolean {
  return source ? source === 'preact' : importsPreact(plan, module);
}

/** Whether the result can change after the build: what the code reads, or what it is given. */
function runsAgain({ props, children }: PlacedCall, outcome: Good, { document, open, live }: PinnedPlan): boolean {
  const changes = open || Object.values(document.state?.transitions ?? {}).some((list) => list.length > 0);
  const given = [...reads(props), ...reads(children)];
  const isInput = (root: string) => root === 'context' || root === 'vars';
  if (live) return true;
  return changes && (outcome.reads || given.some(({ root }) => !isInput(root)));
}

function profileOf({ document }: PinnedPlan): string {
  return document.capabilities?.executionProfile ?? 'standard';
}
