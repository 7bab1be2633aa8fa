import type { NodePath, t } from '../babel.ts';
import type { Evaluator } from './evaluate.ts';
import { FUNCTION, OTHER, type Value } from './value.ts';

/** A variable, as scopes know it. */
export type Binding = NonNullable<ReturnType<NodePath['scope']['getBinding']>>;

/** Everything that a variable can hold, wherever it is assigned. Names that another place reports count as known. */
export function bindingValues(binding: Binding, evaluator: Evaluator): readonly Value[] {
  const { kind, path, identifier, constantViolations } = binding;
  if (kind === 'module') return [OTHER];
  const isFunction = kind === 'hoisted' || kind === 'local' || path.isClassDeclaration();
  const first = isFunction ? [FUNCTION] : valuesFrom(path, identifier.name, evaluator);
  const later = constantViolations.flatMap((one) => valuesFrom(one, identifier.name, evaluator));
  return [...first, ...later].map(asAlias);
}

/** What is assigned to one target: a variable, or a pattern in it. */
export function targetValues(target: NodePath, evaluator: Evaluator): readonly Value[] {
  const parent = target.parentPath;
  const { node } = parent ?? {};
  if (!parent || !node) return [OTHER];
  if (node.type === 'VariableDeclarator')
    return isLoopVariable(parent) ? [OTHER] : evaluator.valuesOf(parent.get('init') as NodePath);
  if (node.type === 'AssignmentExpression') return evaluator.valuesOf(parent);
  if (node.type === 'AssignmentPattern') {
    return [...targetValues(parent, evaluator), ...evaluator.valuesOf(parent.get('right') as NodePath)];
  }
  if (node.type === 'ObjectProperty' && parent.parentPath?.isObjectPattern()) {
    return evaluator.membersOf(targetValues(parent.parentPath, evaluator), parent as NodePath<t.ObjectProperty>);
  }
  return [OTHER];
}

/** What a declaration or an assignment gives to the variable of that name. */
function valuesFrom(path: NodePath, name: string, evaluator: Evaluator): readonly Value[] {
  if (path.isIdentifier()) return targetValues(path, evaluator);
  if (path.isUpdateExpression() || path.isForXStatement()) return [OTHER];
  const found = path.getBindingIdentifierPaths(true) as unknown as Record<string, NodePath[]>;
  const targets = Object.hasOwn(found, name) ? (found[name] ?? []) : [];
  return targets.length > 0 ? targets.flatMap((target) => targetValues(target, evaluator)) : [OTHER];
}

function isLoopVariable(declarator: NodePath): boolean {
  return declarator.parentPath?.parentPath?.isForXStatement() === true;
}

function asAlias(value: Value): Value {
  return value.kind === 'global' ? { ...value, known: value.path.length } : value;
}
