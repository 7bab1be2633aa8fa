/// <reference lib="dom" />
import { build, type Tree } from '../build.ts';

/** Like `build`, with islands: 0 is one of their marks. */
export type MarkedTree =
  | Tree
  | 0
  | readonly [string, Readonly<Record<string, string>> | 0, string, number, ...MarkedTree[]];

/** Creates the nodes of a tree that has islands; a mark becomes a comment. */
export const buildMarked = (tree: MarkedTree, elements: Element[]): Node => {
  if (tree === 0) return new Comment();
  if (typeof tree === 'string') return build(tree, elements);
  const [tag, attributes, style, vocabulary, ...children] = tree;
  const element = build([tag, attributes, style, vocabulary], elements) as Element;
  for (const child of children) Element.prototype.append.call(element, buildMarked(child as MarkedTree, elements));
  return element;
};
