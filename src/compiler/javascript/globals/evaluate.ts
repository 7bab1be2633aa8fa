import type { NodePath, t } from '../babel.ts';
import { type Binding, bindingValues } from './bindings.ts';
import { foldCall, foldMethod, foldOperator } from './fold.ts';
import { sameValues, unique, withoutConstants } from './unique.ts';
import {
  type Constant,
  constantValue,
  FUNCTION,
  GUESSED_DOCUMENT,
  GUESSED_ROOT,
  globalValue,
  memberOf,
  OTHER,
  ROOT,
  ROOT_NAMES,
  type Value,
} from './value.ts';

/** More combinations than this are not followed one by one. */
const MOST = 16;
/** Rounds in which variables are found; code that people write needs two or three. */
const MOST_ROUNDS = 12;
const UNKNOWN = [OTHER];

/** Everything that expressions can be, each computed once. */
export class Evaluator {
  /** Whether there was too much to follow. */
  lost = false;
  private changed = false;
  private readonly known = new Map<object, readonly Value[]>();
  private readonly assumed = new Map<object, readonly Value[]>();
  private readonly open = new Set<object>();
  private readonly asked = new Set<object>();

  /** What an expression can be: never empty. Where it refers to itself it is `other`. */
  valuesOf(path: NodePath | null | undefined): readonly Value[] {
    return path?.node ? this.once(path.node, () => this.compute(path)) : [OTHER];
  }

  /**
   * Finds what all variables can be, until nothing changes: they may be assigned from each other. A module in which that
   * does not come to an end is one that nobody can follow.
   */
  settle(bindings: readonly Binding[]): void {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      this.known.clear();
      this.changed = false;
      for (const binding of bindings) this.variable(binding);
      if (!this.changed) return;
    }
    this.lost = true;
  }

  private variable(binding: Binding): readonly Value[] {
    return this.once(binding, () => bindingValues(binding, this));
  }

  /** A thing that is needed to compute itself is what the last round found. */
  private once(thing: object, compute: () => readonly Value[]): readonly Value[] {
    const found = this.known.get(thing);
    if (found) return found;
    if (this.open.has(thing)) {
      this.asked.add(thing);
      return this.assumed.get(thing) ?? UNKNOWN;
    }
    this.open.add(thing);
    const { values, lost } = unique(compute());
    this.open.delete(thing);
    this.lost ||= lost;
    this.known.set(thing, values);
    if (this.asked.delete(thing)) this.assume(thing, withoutConstants(values));
    return values;
  }

  private assume(thing: object, values: readonly Value[]): void {
    if (sameValues(values, this.assumed.get(thing) ?? UNKNOWN)) return;
    this.assumed.set(thing, values);
    this.changed = true;
  }

  /** The constants that a key can be; `decided` tells whether it can be nothing else. */
  keysOf(path: NodePath<t.MemberExpression | t.OptionalMemberExpression | t.ObjectProperty>): {
    readonly keys: readonly Constant[];
    readonly decided: boolean;
  } {
    const property = path.get(path.isObjectProperty() ? 'key' : 'property') as NodePath;
    const { node } = property;
    if (!path.node.computed) {
      if (node.type === 'PrivateName') return { keys: ['#'], decided: true };
      return {
        keys: [node.type === 'Identifier' ? node.name : String((node as t.StringLiteral).value)],
        decided: true,
      };
    }
    const values = this.valuesOf(property);
    const keys = values.flatMap((value) => (value.kind === 'constant' ? [value.value] : []));
    return { keys, decided: keys.length === values.length };
  }

  /** What the members of these values under the key of a member expression or of a property of a pattern are. */
  membersOf(
    objects: readonly Value[],
    path: NodePath<t.MemberExpression | t.OptionalMemberExpression | t.ObjectProperty>,
  ): Value[] {
    const { keys, decided } = this.keysOf(path);
    const members = objects.flatMap((object) => keys.map((key) => memberOf(object, key)));
    return decided ? members : [...members, OTHER];
  }

  private compute(path: NodePath): readonly Value[] {
    const { node } = path;
    switch (node.type) {
      case 'Identifier':
      case 'JSXIdentifier':
        return this.name(path, node.name);
      case 'ThisExpression':
        return [isPlainFunction(path) ? GUESSED_ROOT : OTHER];
      case 'StringLiteral':
      case 'NumericLiteral':
      case 'BooleanLiteral':
        return [constantValue(node.value)];
      case 'NullLiteral':
        return [constantValue(null)];
      case 'MetaProperty':
        return node.meta.name === 'import' ? [globalValue(['import', 'meta'])] : [FUNCTION];
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
      case 'ClassExpression':
        return [FUNCTION];
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        return this.member(path as NodePath<t.MemberExpression | t.OptionalMemberExpression>);
      case 'JSXMemberExpression':
        return this.valuesOf(path.get('object') as NodePath).map((one) => memberOf(one, node.property.name));
      case 'CallExpression':
      case 'OptionalCallExpression':
        return this.call(path as NodePath<t.CallExpression>);
      default:
        return this.operation(path);
    }
  }

  private operation(path: NodePath): readonly Value[] {
    const { node } = path;
    const of = (key: string) => this.valuesOf(path.get(key) as NodePath);
    switch (node.type) {
      case 'SequenceExpression':
        return this.valuesOf((path.get('expressions') as NodePath[]).at(-1));
      case 'ConditionalExpression':
        return [...of('consequent'), ...of('alternate')];
      case 'LogicalExpression':
        return node.operator === '&&' ? [...of('right'), OTHER] : [...of('left'), ...of('right')];
      case 'AssignmentExpression':
        return node.operator === '='
          ? of('right')
          : /^(\|\||&&|\?\?)=$/.test(node.operator)
            ? [...of('right'), OTHER]
            : [OTHER];
      case 'AwaitExpression':
        return of('argument');
      case 'ParenthesizedExpression':
        return of('expression');
      case 'UnaryExpression':
        return fold([[constantValue(null)], of('argument')], ([left, right]) =>
          foldOperator(`${node.operator}1`, left, right),
        );
      case 'BinaryExpression':
        return fold([of('left'), of('right')], ([left, right]) => foldOperator(node.operator, left, right));
      case 'TemplateLiteral':
        return this.template(path as NodePath<t.TemplateLiteral>, (quasi) => quasi.cooked ?? '');
      case 'TaggedTemplateExpression': {
        const raw = of('tag').some((tag) => tag.kind === 'global' && tag.path.join('.') === 'String.raw');
        return raw ? this.template(path.get('quasi') as NodePath<t.TemplateLiteral>, (quasi) => quasi.raw) : [OTHER];
      }
      case 'ArrayExpression':
        return this.list(path as NodePath<t.ArrayExpression>);
      default:
        return [OTHER];
    }
  }

  private name(path: NodePath, name: string): readonly Value[] {
    const binding = path.scope.getBinding(name);
    if (binding) return this.variable(binding);
    if (name === 'undefined') return [constantValue(undefined)];
    if (name === 'NaN' || name === 'Infinity') return [constantValue(Number(name))];
    if (name === 'arguments') return [OTHER];
    return [ROOT_NAMES.has(name) ? ROOT : globalValue([name])];
  }

  private member(path: NodePath<t.MemberExpression | t.OptionalMemberExpression>): readonly Value[] {
    const object = path.get('object') as NodePath;
    const { keys } = this.keysOf(path);
    if (keys.includes('constructor')) {
      if (object.isObjectExpression()) return [globalValue(['Object'], 1)];
      // The class of `this`, or one that the code names itself, may well be called.
      if (/^(This|New|Super|RegExp)/.test(object.node.type)) return [FUNCTION];
    }
    if (isEvent(object.node)) {
      if (keys.includes('view')) return [GUESSED_ROOT];
      if (keys.some((key) => /^(current|related|original)?target$/i.test(String(key))))
        return [GUESSED_ROOT, GUESSED_DOCUMENT, OTHER];
    }
    return this.membersOf(this.valuesOf(object), path);
  }

  private call(path: NodePath<t.CallExpression>): readonly Value[] {
    const args = path.get('arguments') as NodePath[];
    return this.valuesOf(path.get('callee') as NodePath).flatMap((callee): readonly Value[] => {
      if (callee.kind === 'method') return this.foldArguments(args, (list) => foldMethod(callee.of, callee.name, list));
      if (callee.kind !== 'global') return [OTHER];
      return this.callGlobal(callee.path, args, path);
    });
  }

  private callGlobal(
    global: readonly string[],
    args: readonly NodePath[],
    path: NodePath<t.CallExpression>,
  ): readonly Value[] {
    const name = global.join('.');
    if (isMemberGetter(global)) {
      const { objects, keys } = this.getterArguments(global, args, path);
      return objects.flatMap((one) => keys.map((key) => (key.kind === 'constant' ? memberOf(one, key.value) : OTHER)));
    }
    if (name === 'Object' || name === 'Reflect.getPrototypeOf' || name === 'Object.getPrototypeOf')
      return this.valuesOf(args[0]);
    if (global.at(-1) === 'valueOf' && global.length === 1) return [ROOT];
    // The method was taken for what it gives: the document of a node.
    if (name === 'document' && /\bgetRootNode$/.test(calleeName(path))) return [GUESSED_DOCUMENT];
    return this.foldArguments(args, (list) => foldCall(name, list));
  }

  /** The object and the key of a call such as `Reflect.get(window, 'fetch')` or `window.__lookupGetter__('fetch')`. */
  getterArguments(
    global: readonly string[],
    args: readonly NodePath[],
    path: NodePath<t.CallExpression>,
  ): { readonly objects: readonly Value[]; readonly keys: readonly Value[] } {
    if (!LOOKUPS.test(global.at(-1) ?? '')) return { objects: this.valuesOf(args[0]), keys: this.valuesOf(args[1]) };
    return { objects: this.valuesOf(path.get('callee.object') as NodePath), keys: this.valuesOf(args[0]) };
  }

  private foldArguments(
    args: readonly NodePath[],
    call: (list: readonly Constant[]) => { value: Constant } | undefined,
  ): readonly Value[] {
    const spread = args.length === 1 && args[0]?.isSpreadElement();
    if (spread) {
      const [only] = this.valuesOf(args[0]?.get('argument') as NodePath);
      const list = only?.kind === 'constant' && Array.isArray(only.value) ? call(only.value) : undefined;
      return [list ? constantValue(list.value) : OTHER];
    }
    return fold(
      args.map((one) => this.valuesOf(one)),
      call,
    );
  }

  private template(
    path: NodePath<t.TemplateLiteral>,
    textOf: (quasi: { cooked?: string | null; raw: string }) => string,
  ): readonly Value[] {
    const { quasis } = path.node;
    const parts = (path.get('expressions') as NodePath[]).map((one) => this.valuesOf(one));
    return fold(parts, (list) => ({
      value: quasis.map(({ value }, i) => textOf(value) + (i < list.length ? String(list[i]) : '')).join(''),
    }));
  }

  private list(path: NodePath<t.ArrayExpression>): readonly Value[] {
    const items = path.get('elements') as NodePath[];
    return fold(
      items.map((one) => this.valuesOf(one)),
      (list) => ({ value: [...list] }),
    );
  }
}

const LOOKUPS = /^__lookup[GS]etter__$/;

function calleeName({ node: { callee } }: NodePath<t.CallExpression>): string {
  const isMember = callee.type === 'MemberExpression' || (callee.type as string) === 'OptionalMemberExpression';
  const property = isMember ? (callee as t.MemberExpression).property : undefined;
  return property?.type === 'Identifier' ? property.name : property?.type === 'StringLiteral' ? property.value : '';
}

/** Whether the function of this path gives a member of its first argument, or of the object that it is a method of. */
export function isMemberGetter(path: readonly string[]): boolean {
  return (
    /^(Reflect\.get|(Reflect|Object)\.getOwnPropertyDescriptor)$/.test(path.join('.')) ||
    LOOKUPS.test(path.at(-1) ?? '')
  );
}

/** Combines constants; anything that is not constant, and too many combinations, give `other`. */
function fold(
  parts: readonly (readonly Value[])[],
  combine: (list: readonly Constant[]) => { value: Constant } | undefined,
): readonly Value[] {
  let lists: Constant[][] = [[]];
  for (const part of parts) {
    if (part.some(({ kind }) => kind !== 'constant') || lists.length * part.length > MOST) return [OTHER];
    const values = part.map((one) => (one as { value: Constant }).value);
    // Copies only where there are alternatives: a template can have thousands of parts.
    if (values.length === 1) for (const list of lists) list.push(values[0]);
    else lists = lists.flatMap((list) => values.map((value) => [...list, value]));
  }
  return lists.map((list) => combine(list)).map((found) => (found ? constantValue(found.value) : OTHER));
}

/** `this` is the global object in a function that is neither a method nor an arrow, when the page calls it back. */
function isPlainFunction(path: NodePath): boolean {
  let owner = path.getFunctionParent();
  while (owner?.isArrowFunctionExpression()) owner = owner.getFunctionParent();
  if (owner?.isFunctionDeclaration()) return true;
  const parent = owner?.parentPath;
  return (
    owner?.isFunctionExpression() === true &&
    (parent?.isCallExpression() === true || parent?.isVariableDeclarator() === true)
  );
}

function isEvent(node: t.Node): boolean {
  if (node.type === 'MemberExpression')
    return node.property.type === 'Identifier' && node.property.name === 'nativeEvent';
  return node.type === 'Identifier' && /^(e|ev|evt|event)$/.test(node.name);
}
