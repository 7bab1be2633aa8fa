import { cssProblem } from '../../../plan/css-problem.ts';
import { evaluate, fold, reads } from '../../../plan/evaluate.ts';
import type { Expr } from '../../../plan/expr.ts';
import { styleText } from '../../../plan/style/style-text.ts';
import { text } from '../../../plan/text.ts';
import { type AttributeDraft, attributeProblem } from './attribute.ts';
import type { NodeDraft } from './draft.ts';
import { findings } from './findings.ts';
import type { Analysis } from './scope.ts';
import type { DeclarationDraft } from './style.ts';

/** Second pass, when it is known what can change: initial values, and literals in place of all that cannot. */
export function resolveNode(node: NodeDraft, analysis: Analysis): void {
  if (node.text && node.text.kind !== 'lit') node.text = foldExpr(node.text, analysis);
  for (const attribute of node.attributes as AttributeDraft[]) resolveAttribute(attribute, node, analysis);
  for (const declaration of node.style as DeclarationDraft[]) resolveDeclaration(declaration, analysis);
  if (node.events.some((event) => event.payload)) {
    node.events = node.events.map((event) =>
      event.payload ? { ...event, payload: foldExpr(event.payload, analysis) } : event,
    );
  }
}

function foldExpr(expr: Expr, { scope, isDynamic }: Analysis): Expr {
  return fold(expr, scope, (root, path) => root === 'event' || isDynamic(root, path));
}

function isDynamicExpr(expr: Expr, { isDynamic }: Analysis): boolean {
  return expr.kind !== 'lit' && reads(expr).some(({ root, path }) => isDynamic(root, path));
}

function resolveAttribute(attribute: AttributeDraft, node: NodeDraft, analysis: Analysis): void {
  attribute.initial = evaluate(attribute.value, analysis.scope);
  attribute.dynamic = isDynamicExpr(attribute.value, analysis);
  attribute.value = foldExpr(attribute.value, analysis);
  const { initial, name, pointer } = attribute;
  if (typeof initial === 'string') {
    const problem = attributeProblem(name, node.namespace, initial);
    if (problem) attribute.problem = problem;
  }
  if (initial !== null && typeof initial === 'object') {
    analysis.report(findings.attributeType, {
      severity: 'warning',
      pointer,
      message: `The initial state gives \`${name}\` ${Array.isArray(initial) ? 'an array' : 'an object'}; the attribute is left out.`,
      help: 'Read one member of it.',
    });
  }
}

function resolveDeclaration(declaration: DeclarationDraft, analysis: Analysis): void {
  declaration.initial = styleText(evaluate(declaration.value, analysis.scope), declaration.unit);
  declaration.dynamic = isDynamicExpr(declaration.value, analysis);
  declaration.value = foldExpr(declaration.value, analysis);
  const { initial, value, problem } = declaration;
  if (problem || initial === undefined) return;
  const found = cssProblem(initial) ?? (value.kind === 'text' ? partProblem(value, analysis) : undefined);
  if (found) declaration.problem = found;
}

/** A literal part that only hides what it is behind the initial value of a template is judged by itself too. */
function partProblem(value: Extract<Expr, { kind: 'text' }>, analysis: Analysis): string | undefined {
  const literal = value.parts
    .map((part) => (part.kind === 'lit' ? text(evaluate(part, analysis.scope)) : 'x'))
    .join('');
  return cssProblem(literal);
}
