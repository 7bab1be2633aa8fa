import type { ElementNode } from '../../../src/plan/types.ts';
import type { Declaration } from './styles.ts';

/** The vocabulary of an element. */
export type Vocabulary = 'html' | 'svg' | 'math';

/** What a live property shows. */
export type LiveValue = string | number | boolean;

/** An element as the page should show it; `index` counts elements in document order from 0. */
export interface ElementModel {
  readonly index: number;
  readonly tag: string;
  readonly vocabulary: Vocabulary;
  readonly attributes: Record<string, string>;
  /** Properties that the plan names, by property name; a select with a value has `selectedIndex`. */
  readonly live: Record<string, LiveValue>;
  readonly style: readonly Declaration[];
  readonly children: NodeModel[];
  readonly parent: ElementModel | undefined;
  readonly node: ElementNode;
}

/** Text with adjacent text merged, or an element. */
export type NodeModel = string | ElementModel;

/** All elements below and including a node, in document order. */
export function elementsOf(root: NodeModel): ElementModel[] {
  if (typeof root === 'string') return [];
  return [root, ...root.children.flatMap(elementsOf)];
}

/** The concatenated text below a node. */
export function textOf(node: NodeModel): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}
