import { type AnyNode, type Expression, parse, type SpreadElement } from 'acorn';
import { base, recursive } from 'acorn-walk';
import type { Scan, ScannedImport } from './scan.ts';

/** What a walk collects. */
interface Found {
  readonly imports: Map<string, ScannedImport>;
  computed: boolean;
}

interface State {
  readonly optional: boolean;
  /** `require` is a parameter here, as in files that another bundler made. */
  readonly shadowed: boolean;
}

/** The literal `require()` and `import()` of a script; branches that `process.env.NODE_ENV` leaves out in production do not count. */
export function scanCommonjs(text: string): Omit<Scan, 'format'> {
  const found: Found = { imports: new Map(), computed: false };
  if (!/\brequire\b|\bimport\b/.test(text)) return { imports: [], computed: false };
  recursive<State>(parseScript(text), { optional: false, shadowed: false }, visitors(found));
  return { imports: [...found.imports.values()], computed: found.computed };
}

function parseScript(text: string): AnyNode {
  const options = { ecmaVersion: 'latest', allowHashBang: true, allowReturnOutsideFunction: true } as const;
  return parse(text, { ...options, sourceType: 'script' });
}

type Visitors = Parameters<typeof recursive<State>>[2];

function visitors(found: Found): Visitors {
  return {
    CallExpression(node, state, visit) {
      const { callee } = node;
      const isRequire = callee.type === 'Identifier' && callee.name === 'require' && !state.shadowed;
      if (isRequire && node.arguments.length > 0) add(node.arguments[0], 'require', state, found);
      visitBase('CallExpression', node, state, visit);
    },
    ImportExpression(node, state, visit) {
      add(node.source, 'import', state, found);
      visit(node.source, state);
    },
    IfStatement(node, state, visit) {
      const value = fold(node.test);
      if (value === undefined) visit(node.test, state);
      if (value !== false) visit(node.consequent, state);
      if (value !== true && node.alternate) visit(node.alternate, state);
    },
    ConditionalExpression(node, state, visit) {
      const value = fold(node.test);
      if (value === undefined) visit(node.test, state);
      if (value !== false) visit(node.consequent, state);
      if (value !== true) visit(node.alternate, state);
    },
    LogicalExpression(node, state, visit) {
      const value = fold(node.left);
      if (value === undefined) visit(node.left, state);
      if (node.operator === '??' || value !== (node.operator === '||')) visit(node.right, state);
    },
    TryStatement(node, state, visit) {
      visit(node.block, { ...state, optional: true });
      if (node.handler) visit(node.handler, state);
      if (node.finalizer) visit(node.finalizer, state);
    },
    Function(node, state, visit) {
      const named = node.params.some((one) => one.type === 'Identifier' && one.name === 'require');
      visitBase('Function', node, { ...state, shadowed: state.shadowed || named }, visit);
    },
  };
}

type Visit = (node: AnyNode, state: State, type?: string) => void;

function visitBase(type: 'CallExpression' | 'Function', node: object, state: State, visit: Visit): void {
  base[type]?.(node as never, state, visit as never);
}

function add(node: AnyNode | undefined, mode: ScannedImport['mode'], state: State, found: Found): void {
  const specifier = literal(node as Expression | SpreadElement | undefined);
  if (specifier === undefined) {
    found.computed = true;
    return;
  }
  const before = found.imports.get(specifier);
  if (!before?.optional && before) return;
  found.imports.set(specifier, { specifier, mode, optional: state.optional });
}

function literal(node: Expression | SpreadElement | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type !== 'TemplateLiteral' || node.expressions.length > 0) return undefined;
  return node.quasis[0]?.value.cooked ?? undefined;
}

/** The value of a test in production, where it depends on nothing else. */
function fold(node: Expression): boolean | undefined {
  if (node.type === 'UnaryExpression' && node.operator === '!') {
    const value = fold(node.argument);
    return value === undefined ? undefined : !value;
  }
  if (node.type !== 'BinaryExpression') return undefined;
  const [left, right] = [operand(node.left as Expression), operand(node.right)];
  if (left === undefined || right === undefined) return undefined;
  if (node.operator === '===' || node.operator === '==') return left === right;
  return node.operator === '!==' || node.operator === '!=' ? left !== right : undefined;
}

function operand(node: Expression): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  return isNodeEnv(node) ? 'production' : undefined;
}

function isNodeEnv(node: Expression): boolean {
  if (node.type !== 'MemberExpression' || node.object.type !== 'MemberExpression') return false;
  const { object, property } = node.object;
  return isNamed(object as Expression, 'process') && isNamed(property, 'env') && isNamed(node.property, 'NODE_ENV');
}

function isNamed(node: AnyNode, name: string): boolean {
  return (node.type === 'Identifier' && node.name === name) || (node.type === 'Literal' && node.value === name);
}
