import { type t, types } from './babel.ts';

/** Fields that hold types only. */
const TYPE_FIELDS = [
  'typeAnnotation',
  'typeParameters',
  'typeArguments',
  'superTypeParameters',
  'returnType',
  'implements',
] as const;

/** Expressions that are their operand once types are gone. */
const WRAPPERS = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
]);

/** Statements and members that are nothing once types are gone. */
const DECLARATIONS = new Set([
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
  'TSDeclareFunction',
  'TSDeclareMethod',
  'TSIndexSignature',
  'TSNamespaceExportDeclaration',
]);

type Fields = Record<string, unknown>;

/**
 * Erases types as they are erased when the code is linked, so that no name of a type hides a global: after
 * `declare const fetch: any`, `fetch` is still the global one.
 */
export function stripTypes(file: t.File): void {
  // Parents come before children, so that a namespace is judged again when its body has been emptied.
  const order: t.Node[] = [];
  for (const open: t.Node[] = [file.program]; open.length > 0; ) {
    const node = open.pop() as t.Node;
    order.push(node);
    stripNode(node as unknown as Fields);
    for (const child of childrenOf(node)) open.push(child);
  }
  for (const node of order.reverse()) eraseEmptyNamespaces(node as unknown as Fields);
}

function childrenOf(node: t.Node): t.Node[] {
  const keys = types.VISITOR_KEYS[node.type] ?? [];
  return keys
    .flatMap((key) => (node as unknown as Fields)[key] as t.Node | t.Node[] | null | undefined)
    .filter((one): one is t.Node => !!one);
}

function stripNode(node: Fields): void {
  for (const field of TYPE_FIELDS) if (Object.hasOwn(node, field)) node[field] = null;
  for (const key of types.VISITOR_KEYS[node['type'] as string] ?? []) {
    const value = node[key];
    if (Array.isArray(value)) node[key] = value.filter((one) => !isTypeOnly(one)).map(unwrap);
    else if (isTypeOnly(value)) node[key] = null;
    else node[key] = unwrap(value);
  }
}

function unwrap(value: unknown): unknown {
  let node = value as (Fields & { expression?: Fields; parameter?: Fields }) | null | undefined;
  while (node && WRAPPERS.has(node['type'] as string)) node = node.expression;
  return node?.['type'] === 'TSParameterProperty' ? node.parameter : node;
}

function isTypeOnly(value: unknown): boolean {
  const node = value as Fields | null | undefined;
  if (!node) return false;
  const kind = node['importKind'] ?? node['exportKind'];
  if (node['type'] === 'ExportNamedDeclaration' && node['declaration']) return isTypeOnly(node['declaration']);
  if (kind === 'type' || kind === 'typeof') return true;
  return node['declare'] === true || DECLARATIONS.has(node['type'] as string) || isOnlyTypesImported(node);
}

/** `import { type A } from 'x'` is left out when it names nothing else. */
function isOnlyTypesImported(node: Fields): boolean {
  const list = node['specifiers'] as Fields[] | undefined;
  return (
    node['type'] === 'ImportDeclaration' &&
    !!list &&
    list.length > 0 &&
    list.every((one) => one['importKind'] === 'type')
  );
}

/** A namespace of types alone makes no object. */
function eraseEmptyNamespaces(node: Fields): void {
  const body = node['body'];
  if (Array.isArray(body)) node['body'] = body.filter((one: Fields) => !isEmptyNamespace(one));
}

function isEmptyNamespace(node: Fields): boolean {
  const inner = node['type'] === 'ExportNamedDeclaration' ? (node['declaration'] as Fields | null) : node;
  let module = inner?.['type'] === 'TSModuleDeclaration' ? inner : undefined;
  while ((module?.['body'] as Fields | undefined)?.['type'] === 'TSModuleDeclaration')
    module = module?.['body'] as Fields;
  const block = module?.['body'] as Fields | undefined;
  return block?.['type'] === 'TSModuleBlock' && (block['body'] as unknown[]).length === 0;
}
