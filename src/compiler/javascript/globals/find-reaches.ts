import { type NodePath, type t, traverse } from '../babel.ts';
import type { GlobalReach, UndecidedAccess } from '../facts.ts';
import { type Binding, targetValues } from './bindings.ts';
import { type Consumer, consumerOf } from './consumer.ts';
import { Evaluator, isMemberGetter } from './evaluate.ts';
import { globalValue, type Value } from './value.ts';

/** Which globals a module reaches, and where nobody can say which. */
export interface Reaches {
  readonly reaches: readonly GlobalReach[];
  readonly undecided: readonly UndecidedAccess[];
}

type Global = Extract<Value, { kind: 'global' }>;

/** Finds every use of a global in a module without types, by scopes and not by names alone. */
export function findReaches(file: t.File, exported: ReadonlySet<string>): Reaches {
  const finder = new Finder(exported);
  finder.settle(file);
  traverse(file, {
    Expression: (path) => finder.expression(path),
    JSXIdentifier: (path) => finder.jsxName(path),
    JSXMemberExpression: (path) => finder.expression(path),
    ObjectPattern: (path) => finder.pattern(path),
    TaggedTemplateExpression: (path) => finder.constructed(path.get('tag') as NodePath, path.node),
    SpreadElement: (path) => finder.spread(path),
    AssignmentExpression: (path) => finder.assignment(path),
    ForXStatement: (path) => finder.assignment(path.get('left')),
    ExportSpecifier: (path) => finder.exportedName(path),
  });
  return finder;
}

class Finder implements Reaches {
  readonly reaches: GlobalReach[] = [];
  readonly undecided: UndecidedAccess[] = [];
  private readonly evaluator = new Evaluator();

  constructor(private readonly exported: ReadonlySet<string>) {}

  settle(file: t.File): void {
    const bindings: Binding[] = [];
    traverse(file, { Scope: (path) => void bindings.push(...Object.values(path.scope.bindings)) });
    this.evaluator.settle(bindings);
    if (this.evaluator.lost) this.undecide([globalValue([]) as Global], 'key', file.program);
  }

  expression(path: NodePath): void {
    const globals = this.evaluator.valuesOf(path).filter(isGlobal);
    if (path.isMemberExpression() || path.isOptionalMemberExpression()) this.member(path);
    if (path.isCallExpression() || path.isOptionalCallExpression() || path.isNewExpression())
      this.call(path as NodePath<t.CallExpression>);
    if (globals.length === 0 || (path.isIdentifier() && !isRead(path))) return;
    const consumer = consumerOf(path, (target) => this.isKept(target));
    if (isOrigin(path)) this.origin(path, globals, consumer);
    if (consumer === 'lost' || (consumer === 'argument' && !this.isUnderstood(path))) this.lost(path, globals);
  }

  /** A capitalised tag is a name of the code; any other is a text. */
  jsxName(path: NodePath<t.JSXIdentifier>): void {
    const { parent, key } = path;
    const isObject = parent.type === 'JSXMemberExpression' && key === 'object';
    if (isObject || (parent.type === 'JSXOpeningElement' && /^[^a-z]/.test(path.node.name))) this.expression(path);
  }

  pattern(path: NodePath<t.ObjectPattern>): void {
    const values = targetValues(path, this.evaluator);
    for (const property of path.get('properties')) {
      if (property.isObjectProperty()) this.property(property, values);
      else this.undecide(values.filter(isGlobal), 'members', property.node);
    }
  }

  spread(path: NodePath<t.SpreadElement>): void {
    this.undecide(this.evaluator.valuesOf(path.get('argument')).filter(isGlobal), 'members', path.node);
  }

  /** `export { fetch as f }` of a name that nothing declares. */
  exportedName(path: NodePath<t.ExportSpecifier>): void {
    const { source } = path.parent as t.ExportNamedDeclaration;
    const { name } = path.node.local;
    if (source || path.scope.getBinding(name)) return;
    const values = this.evaluator.valuesOf(path.get('local') as NodePath).filter(isGlobal);
    this.reach(values, path.node);
    this.lost(path, values);
  }

  /** Names of no declaration that an assignment or a loop writes to: `fetch = mine`. */
  assignment(path: NodePath): void {
    const targets = path.getBindingIdentifierPaths(true) as unknown as Record<string, NodePath[]>;
    for (const target of Object.values(targets).flat()) {
      if (target.isIdentifier() && isOrigin(target))
        this.reach(this.evaluator.valuesOf(target).filter(isGlobal), target.node);
    }
  }

  private property(property: NodePath<t.ObjectProperty>, values: readonly Value[]): void {
    const { decided } = this.evaluator.keysOf(property);
    const globals = this.evaluator.membersOf(values, property).filter(isGlobal);
    if (!decided) this.undecide(values.filter(isGlobal), 'key', property.node.key);
    this.reach(globals, property.node);
    const value = property.get('value') as NodePath;
    const target = value.isAssignmentPattern() ? value.get('left') : value;
    if (!this.isKept(target as NodePath)) this.lost(property, globals);
  }

  private member(path: NodePath<t.MemberExpression | t.OptionalMemberExpression>): void {
    const { decided } = this.evaluator.keysOf(path);
    if (decided) return;
    const objects = this.evaluator.valuesOf(path.get('object') as NodePath).filter(isGlobal);
    this.undecide(
      objects.filter(({ guessed }) => !guessed),
      'key',
      path.node,
    );
  }

  private call(path: NodePath<t.CallExpression>): void {
    const callees = this.evaluator.valuesOf(path.get('callee') as NodePath);
    this.constructed(path.get('callee') as NodePath, path.node);
    const args = path.get('arguments') as NodePath[];
    for (const callee of callees.filter(isGlobal)) {
      if (/^Reflect\.(apply|construct)$/.test(callee.path.join('.')) && args[0]) this.constructed(args[0], path.node);
      if (isMemberGetter(callee.path)) this.getter(callee, args, path);
      if (/^set(Timeout|Interval)$/.test(callee.path[0] ?? '') && callee.path.length === 1 && this.isText(args[0]))
        this.reach([globalValue(['eval']) as Global], args[0]?.node ?? path.node);
    }
  }

  /** A constructor of something unknown is called. */
  constructed(callee: NodePath, node: t.Node): void {
    if (this.evaluator.valuesOf(callee).some(({ kind }) => kind === 'constructor'))
      this.undecide([globalValue(['Function']) as Global], 'constructor', node);
  }

  private getter(callee: Global, args: readonly NodePath[], path: NodePath<t.CallExpression>): void {
    const { objects, keys } = this.evaluator.getterArguments(callee.path, args, path);
    if (keys.some(({ kind }) => kind !== 'constant')) this.undecide(objects.filter(isGlobal), 'key', path.node);
  }

  /** A global is told of at the end of its path, where the most is known of it. */
  private origin(path: NodePath, globals: readonly Global[], consumer: Consumer): void {
    if (consumer === 'typeof') return;
    const { parentPath } = path;
    if (consumer === 'member' && (parentPath?.isMemberExpression() || parentPath?.isOptionalMemberExpression())) {
      if (this.evaluator.keysOf(parentPath).decided && this.goesOn(parentPath)) return;
    }
    this.reach(globals, path.node);
  }

  /** Whether a member of a global is still one: `fetch.constructor` is not. */
  private goesOn(path: NodePath): boolean {
    return this.evaluator.valuesOf(path).some((value) => isGlobal(value) && value.path.length > 1);
  }

  private reach(globals: readonly Global[], { start, end }: t.Node): void {
    const span = { start: start ?? 0, end: end ?? 0 };
    for (const { path, known } of globals) if (path.length > known) this.reaches.push({ path, known, span });
  }

  private lost(path: NodePath, globals: readonly Global[]): void {
    this.undecide(
      globals.filter(({ guessed }) => !guessed),
      'passed',
      path.node,
    );
  }

  private undecide(globals: readonly Global[], how: UndecidedAccess['how'], { start, end }: t.Node): void {
    const span = { start: start ?? 0, end: end ?? 0 };
    for (const { path } of globals) this.undecided.push({ object: path, how, span });
  }

  /** Variables that only this module can read, and patterns, of which each property is judged. */
  private isKept(target: NodePath): boolean {
    if (target.isObjectPattern() || target.isAssignmentPattern()) return true;
    if (!target.isIdentifier()) return false;
    const binding = target.scope.getBinding(target.node.name);
    return binding !== undefined && !(binding.scope.path.isProgram() && this.exported.has(target.node.name));
  }

  /** Calls whose arguments the analysis follows itself. */
  private isUnderstood(path: NodePath): boolean {
    const { parentPath } = path;
    if (parentPath?.isTemplateLiteral()) return false;
    const callees = this.evaluator.valuesOf(parentPath?.get('callee') as NodePath);
    return callees.every(
      (one) => one.kind === 'global' && (isMemberGetter(one.path) || FOLLOWED.has(one.path.join('.'))),
    );
  }

  private isText(path: NodePath | undefined): boolean {
    if (!path) return false;
    const texts = this.evaluator.valuesOf(path).some((one) => one.kind === 'constant' && typeof one.value === 'string');
    return texts || path.isTemplateLiteral() || path.isBinaryExpression();
  }
}

/** Calls that give their argument, or nothing of it. */
const FOLLOWED = new Set([
  'Object',
  'Object.getPrototypeOf',
  'Reflect.getPrototypeOf',
  'Boolean',
  'String',
  'Reflect.has',
  'Object.is',
]);

function isGlobal(value: Value): value is Global {
  return value.kind === 'global';
}

/** Whether a value comes up here, and is not only handed on. */
function isOrigin(path: NodePath): boolean {
  if (path.isIdentifier() || path.isJSXIdentifier()) return path.scope.getBinding(path.node.name) === undefined;
  return /Member|Call|Meta/.test(path.node.type);
}

/** Whether an identifier is read or written as a variable, and not a label, key or declaration. */
function isRead(path: NodePath): boolean {
  if (path.isReferencedIdentifier()) return true;
  const { parent, key } = path;
  return (parent.type === 'AssignmentExpression' && key === 'left') || parent.type === 'UpdateExpression';
}
