import { attributeText } from '../../../plan/attribute-text.ts';
import { evaluate, type Scope } from '../../../plan/evaluate.ts';
import { staticLang } from '../../../plan/static-lang.ts';
import type { Binding, OutElement, OutIsland, OutNode, PageCode, Program } from '../../program.ts';
import type { CheckedPlan, NodeFact, PhaseContext } from '../../stages.ts';
import { urlRules } from '../../url-rules.ts';
import { collectBindings } from './bindings.ts';
import { canClobber } from './clobbers.ts';
import { digestPlan } from './digest.ts';
import { collapse, showControlValues, textOf } from './form-controls.ts';
import { findGuards } from './guards.ts';
import { collectListeners } from './listeners.ts';
import { buildSkeleton } from './skeleton.ts';
import { analyzeState } from './state-facts.ts';

/** Phase 6: the plan as a program: what the page shows first, what can change, and what each event does. */
export function lower(plan: CheckedPlan, { options, host }: PhaseContext, page?: PageCode): Program {
  const { fields } = plan.policy;
  const scope: Scope = {
    state: plan.document.state?.initial ?? {},
    event: undefined,
    context: options.context,
    vars: options.vars,
  };
  const skeleton = buildSkeleton(plan, scope);
  const deselect = showControlValues(skeleton.elementOf, scope);
  const listeners = collectListeners(plan, skeleton);
  const bindings = [...collectBindings(skeleton), ...skeleton.islands.map(toBinding)];
  const retained = listeners.flatMap((listener) => listener.payload ?? []);
  const { transitions, ...state } = analyzeState(plan, listeners, retained, fields['maxStateBytes'] as number);
  return {
    plan,
    digest: digestPlan(plan.value, host),
    title: options.title ?? findTitle(skeleton.roots, plan.document.id),
    lang: options.lang ?? findLang(skeleton.roots) ?? sourceLang(plan),
    roots: skeleton.roots,
    islands: skeleton.islands,
    elements: skeleton.elements,
    bindings,
    listeners,
    transitions,
    state,
    guards: withForms(findGuards(plan, skeleton.elementOf, bindings, deselect), skeleton.islands, page),
    deselect,
    indeterminate: findIndeterminate(skeleton.elementOf, scope),
    urlRules: urlRules(fields),
    limits: { stateBytes: fields['maxStateBytes'] as number, payloadBytes: 65_536 },
    open: plan.open,
    exposed: options.expose,
    live: plan.live,
    context: options.context,
    vars: options.vars,
    dynamicClass: plan.open || bindings.some(isClassBinding),
    clobbers: canClobber(plan),
    page,
  };
}

/** A form that plan code gives in the page submits nowhere either. */
function withForms(
  guards: Program['guards'],
  islands: readonly OutIsland[],
  page: PageCode | undefined,
): Program['guards'] {
  const given = page?.vocabulary.forms === true && islands.some(({ island }) => island.kind === 'nodes');
  return given ? { ...guards, submit: true } : guards;
}

/** An island shows what it is called with, and what its code reads by itself. */
function toBinding(island: OutIsland): Binding {
  return { kind: 'island', island, values: [island.props, island.children], reads: island.island.reads };
}

function findIndeterminate(elementOf: ReadonlyMap<NodeFact, OutElement>, scope: Scope): OutElement[] {
  return [...elementOf].flatMap(([fact, element]) => {
    const one = fact.attributes.find((attribute) => attribute.live === 'indeterminate');
    return one && attributeText(evaluate(one.value, scope), one.kind, one.literal) != null ? [element] : [];
  });
}

function isClassBinding(binding: Binding): boolean {
  return binding.kind === 'attribute' && binding.name === 'class';
}

function findTitle(roots: readonly OutNode[], id: string): string {
  const heading = find(roots, (element) => element.tag === 'h1' && element.namespace === 'html');
  return (heading && collapse(textOf(heading))) || id;
}

function find(roots: readonly OutNode[], test: (element: OutElement) => boolean): OutElement | undefined {
  const open: OutNode[] = roots.toReversed();
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.kind !== 'element') continue;
    if (test(next)) return next;
    for (let i = next.children.length - 1; i >= 0; i--) open.push(next.children[i] as OutNode);
  }
  return undefined;
}

/** What a source gives need not say the language again. */
function sourceLang({ document }: CheckedPlan): string | undefined {
  return document.source && staticLang(document.root);
}

function findLang(roots: readonly OutNode[]): string | undefined {
  const root = roots.find((one) => one.kind === 'element');
  if (root?.kind !== 'element') return undefined;
  const lang = root.attributes.find((one) => one.name === 'lang' && !one.bound);
  return lang?.text || undefined;
}
