import { syntaxTree } from '@codemirror/language';
import type { EditorState, Text } from '@codemirror/state';

/** A node of the editor's syntax tree. */
export type SyntaxNode = ReturnType<typeof syntaxTree>['topNode'];

/** A place in a JSON text: the keys that lead to it, and what stands there. */
export interface Place {
  /** Keys and indices from the root. */
  readonly path: readonly string[];
  /** Whether it is the name of a key; the key is then the last of `path`. */
  readonly isKey: boolean;
  /** The innermost object or array around it. */
  readonly container: SyntaxNode | undefined;
  /** The token at the place, when it is one. */
  readonly token: SyntaxNode;
}

/** What stands at an offset of a JSON document. */
export function placeAt(state: EditorState, offset: number, side: -1 | 0 | 1 = -1): Place {
  const token = syntaxTree(state).resolveInner(offset, side);
  const path: string[] = [];
  let container: SyntaxNode | undefined;
  for (let node: SyntaxNode | null = token; node; node = node.parent) {
    const { parent }: SyntaxNode = node;
    if (!container && (node.name === 'Object' || node.name === 'Array')) container = node;
    if (node.name === 'Property') path.unshift(keyOf(node, state.doc));
    else if (parent?.name === 'Array') path.unshift(String(indexIn(parent, node)));
  }
  return { path, isKey: token.name === 'PropertyName', container, token };
}

/** The keys of an object, in order. */
export function keysOf(object: SyntaxNode, doc: Text): string[] {
  return object.getChildren('Property').map((property) => keyOf(property, doc));
}

/** The text of a string member of an object. */
export function stringMember(object: SyntaxNode, key: string, doc: Text): string | undefined {
  const property = object.getChildren('Property').find((one) => keyOf(one, doc) === key);
  const value = property?.getChild('String');
  return value ? readString(doc.sliceString(value.from, value.to)) : undefined;
}

/** The value behind a list of keys, from the root. */
export function nodeAt(state: EditorState, path: readonly string[]): SyntaxNode | undefined {
  let node: SyntaxNode | null = syntaxTree(state).topNode.firstChild;
  for (const key of path) {
    if (node?.name === 'Array') node = valuesOf(node)[Number(key)] ?? null;
    else node = node?.getChildren('Property').find((one) => keyOf(one, state.doc) === key)?.lastChild ?? null;
  }
  return node ?? undefined;
}

function keyOf(property: SyntaxNode, doc: Text): string {
  const name = property.getChild('PropertyName');
  return name ? readString(doc.sliceString(name.from, name.to)) : '';
}

function indexIn(array: SyntaxNode, node: SyntaxNode): number {
  return valuesOf(array).findIndex(({ from }) => from === node.from);
}

function valuesOf(array: SyntaxNode): SyntaxNode[] {
  const values: SyntaxNode[] = [];
  for (let node = array.firstChild; node; node = node.nextSibling)
    if (/^(Object|Array|String|Number|True|False|Null)$/.test(node.name)) values.push(node);
  return values;
}

function readString(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal.replace(/^"|"$/g, '');
  }
}
