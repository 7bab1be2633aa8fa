import type { FindingDefinition, Occurrence } from '../../../diagnostics/define.ts';
import { attributeText } from '../../../plan/attribute-text.ts';
import { token } from '../../../plan/pointer.ts';
import type { UrlRules } from '../../../plan/url.ts';
import { judgeUrlAttribute } from '../../../plan/url-attribute.ts';
import type { PlacedCode } from '../../javascript/placed-code.ts';
import type { AnalyzedPlan, AttributeFact, EffectivePolicy, NodeFact } from '../../stages.ts';
import { urlRules } from '../../url-rules.ts';
import type { PolicyVisitor, Rule, RuleContext } from './rule.ts';

type Handlers = { readonly [Event in keyof PolicyVisitor]-?: NonNullable<PolicyVisitor[Event]>[] };

/** Runs rules over a plan's facts: one walk in document order, however many rules there are. */
export function walk(
  plan: AnalyzedPlan,
  policy: EffectivePolicy,
  rules: readonly Rule[],
  report: (rule: Rule & FindingDefinition, occurrence: Occurrence) => void,
  isLocked: (specifier: string) => boolean = () => false,
): void {
  const contextFor = (rule: Rule): RuleContext => contextOf(plan, policy, (found) => report(rule, found), isLocked);
  const on = handlersOf(rules.map((rule) => rule.create(contextFor(rule))));
  for (const handle of on.Document) handle(plan);
  const judgement = urlRules(policy.fields);
  for (const node of plan.nodes) visitNode(node, on, judgement);
  const transitions = plan.document.state?.transitions ?? {};
  for (const type of Object.keys(transitions)) {
    const pointer = `/state/transitions${token(type)}`;
    for (const handle of on.Transition) handle(type, transitions[type] ?? [], pointer);
  }
  for (const path of plan.paths) for (const handle of on.Path) handle(path);
  for (const use of plan.moduleUses) for (const handle of on.Module) handle(use);
  if (plan.code) for (const handle of on.Code) handle(plan.code);
  for (const handle of on.Finish) handle();
}

/** Runs what rules say about code over one module beside the plan. */
export function walkCode(
  code: PlacedCode,
  plan: AnalyzedPlan,
  policy: EffectivePolicy,
  rules: readonly Rule[],
  report: (rule: Rule & FindingDefinition, occurrence: Occurrence) => void,
): void {
  for (const rule of rules) rule.create(contextOf(plan, policy, (found) => report(rule, found))).Code?.(code);
}

function visitNode(node: NodeFact, on: Handlers, judgement: UrlRules): void {
  for (const handle of on.Node) handle(node);
  for (const attribute of node.attributes) {
    for (const handle of on.Attribute) handle(attribute, node);
    if (attribute.url !== undefined) visitUrl(attribute, node, on, judgement);
  }
  for (const declaration of node.style) for (const handle of on.Declaration) handle(declaration, node);
}

/** What the attribute shows at first is judged here; the page judges every later value with the same function. */
function visitUrl(attribute: AttributeFact, node: NodeFact, on: Handlers, judgement: UrlRules): void {
  const { url, initial, kind, literal, literalOrigin } = attribute;
  const text = attributeText(initial, kind, literal);
  if (url === undefined || text === null || text === undefined) return;
  const problem = judgeUrlAttribute(text, url, judgement, literalOrigin);
  if (problem) for (const handle of on.Url) handle(problem, attribute, node);
}

function handlersOf(visitors: readonly PolicyVisitor[]): Handlers {
  const of = <Event extends keyof PolicyVisitor>(event: Event) =>
    visitors.flatMap((visitor) => (visitor[event] ? [visitor[event]] : [])) as NonNullable<PolicyVisitor[Event]>[];
  return {
    Document: of('Document'),
    Node: of('Node'),
    Attribute: of('Attribute'),
    Url: of('Url'),
    Declaration: of('Declaration'),
    Transition: of('Transition'),
    Path: of('Path'),
    Module: of('Module'),
    Code: of('Code'),
    Finish: of('Finish'),
  };
}

function contextOf(
  plan: AnalyzedPlan,
  policy: EffectivePolicy,
  report: RuleContext['report'],
  isLocked: RuleContext['isLocked'] = () => false,
): RuleContext {
  const value = (field: string) => policy.fields[field];
  return {
    plan,
    policy,
    report,
    isLocked,
    pointerOf: plan.pointerOf,
    number: (field) => value(field) as number,
    flag: (field) => value(field) === true,
    list: (field) => (value(field) ?? []) as readonly string[],
  };
}
