import { quote } from '../../../diagnostics/quote.ts';
import type { Root } from '../../../plan/expr.ts';
import { PathSet } from '../../../plan/path-set.ts';
import { token } from '../../../plan/pointer.ts';
import type { ComponentNode, Json } from '../../../plan/types.ts';
import type { ActionFact, AnalyzedPlan, EventFact, PhaseContext, Plan } from '../../stages.ts';
import { checkAccessibility } from './accessibility.ts';
import { checkContentModel } from './content-model.ts';
import { diagnoseActions } from './diagnose-actions.ts';
import { type NodeDraft, pointerOf } from './draft.ts';
import { readElement } from './element.ts';
import { checkElement } from './element-rules.ts';
import { findings } from './findings.ts';
import { collectModuleUses } from './module-uses.ts';
import { readTemplate, readValue } from './read-value.ts';
import { resolveNode } from './resolve.ts';
import type { Analysis } from './scope.ts';
import { readTransitions } from './state.ts';
import { createSuggest } from './suggest.ts';
import { checkUnknownPaths } from './unknown-paths.ts';
import { walkNodes } from './walk-nodes.ts';

/** Phase 3: what the plan means. Facts stand beside the plan; nothing of it is changed. */
export function analyze(plan: Plan, { options, report }: PhaseContext): AnalyzedPlan | undefined {
  const analysis = createAnalysis(plan, options, report);
  const nodes = walkNodes(plan);
  for (const node of nodes) readNode(node, analysis);
  const transitions = readTransitions(analysis);
  const reachable = findReachable(nodes, transitions, analysis);
  analysis.isDynamic = dynamics(transitions, reachable, analysis);
  for (const node of nodes) resolveNode(node, analysis);
  for (const node of nodes) if (node.tag) checkElement(node, analysis);
  checkContentModel(nodes, analysis);
  diagnoseActions(transitions, analysis);
  checkUnknownPaths(transitions, analysis);
  checkAccessibility(nodes, analysis, options.lang);
  return {
    ...plan,
    nodes,
    // What Preact renders is not the plan's choice.
    maxDepth: nodes.reduce(
      (deepest, { depth, origin }) => (origin?.kind === 'preact' ? deepest : Math.max(deepest, depth)),
      0,
    ),
    paths: analysis.paths,
    transitions,
    moduleUses: collectModuleUses(nodes, analysis, plan.code),
    reachable,
    open: analysis.open,
    live: analysis.live,
    pointerOf,
  };
}

function createAnalysis(plan: Plan, options: PhaseContext['options'], report: PhaseContext['report']): Analysis {
  const open = options.expose || options.target === 'module';
  return {
    document: plan.document,
    report,
    paths: [],
    scope: {
      state: plan.document.state?.initial ?? {},
      event: options.event,
      context: options.context,
      vars: options.vars,
    },
    open,
    live: options.liveInputs || options.target === 'module',
    literal: false,
    dispatches: plan.dispatches === true,
    isDynamic: () => true,
    suggest: createSuggest(),
  };
}

function readNode(draft: NodeDraft, analysis: Analysis): void {
  const { node, mark } = draft;
  analysis.literal = draft.origin !== undefined;
  if (mark) {
    if (mark.island.node && !mark.end) draft.call = readCall(mark.island.node, pointerOf(draft), analysis);
  } else if (node.type === 'element') readElement(draft, analysis);
  else if (node.type === 'text') draft.text = readTemplate(node.value, () => `${pointerOf(draft)}/value`, analysis);
  else {
    draft.call = readCall(node, pointerOf(draft), analysis);
    if (draft.parent?.namespace) draft.namespace = draft.parent.namespace;
  }
}

/** What the plan gives to a component: its props, and its children as data, with templates at any depth (spec 7.1). */
function readCall(
  { props = {}, children = [] }: ComponentNode,
  pointer: string,
  analysis: Analysis,
): NonNullable<NodeDraft['call']> {
  return {
    props: readValue(props, () => `${pointer}/props`, analysis),
    children: readValue(children as unknown as Json, () => `${pointer}/children`, analysis),
  };
}

/** Transitions that something can run; bindings without one, and transitions without binding, are warned of. */
function findReachable(
  nodes: readonly NodeDraft[],
  transitions: ReadonlyMap<string, readonly ActionFact[]>,
  analysis: Analysis,
): Set<string> {
  const bound = new Set<string>();
  // Plan code can bind what the plan itself does not.
  const code = analysis.document.source !== undefined || nodes.some(({ node }) => node.type === 'component');
  for (const node of nodes) {
    for (const event of node.events) {
      bound.add(event.type);
      if (event.handled) continue;
      reportUnhandled(node, event, analysis);
    }
  }
  for (const type of transitions.keys()) {
    if (bound.has(type) || analysis.open || analysis.dispatches || code) continue;
    analysis.report(findings.eventUnreachable, {
      pointer: '/state/transitions' + token(type),
      at: 'key',
      message: `No binding raises \`${type}\`, so its transition is left out.`,
      help: `Bind it, for example \`"onClick": ${JSON.stringify(type)}\`, or remove it.`,
    });
  }
  return new Set([...transitions.keys()].filter((type) => analysis.open || analysis.dispatches || bound.has(type)));
}

function reportUnhandled(node: NodeDraft, { prop, type }: EventFact, { document, report, suggest }: Analysis): void {
  const transitions = document.state?.transitions ?? {};
  const empty = Object.hasOwn(transitions, type);
  report(findings.eventUnhandled, {
    pointer: `${pointerOf(node)}/props/${prop}`,
    message: empty
      ? `The transition ${quote(type)} has no actions, so this event changes nothing.`
      : `No transition is called ${quote(type)}, so this event changes nothing.`,
    help: empty
      ? 'Give it an action, or remove the binding.'
      : (suggest(type, Object.keys(transitions)) ?? `Add it to \`state.transitions\`, or remove the binding.`),
  });
}

function dynamics(
  transitions: ReadonlyMap<string, readonly ActionFact[]>,
  reachable: ReadonlySet<string>,
  { open, live }: Analysis,
): Analysis['isDynamic'] {
  const writes = new PathSet(
    [...reachable].flatMap((type) => (transitions.get(type) ?? []).map((action) => action.path)),
  );
  return (root: Root, path: readonly string[]) => {
    if (root === 'context' || root === 'vars') return live;
    if (root === 'event') return open || reachable.size > 0;
    const base = path.at(-1) === 'length' ? path.slice(0, -1) : path;
    return open || writes.overlaps(base);
  };
}
