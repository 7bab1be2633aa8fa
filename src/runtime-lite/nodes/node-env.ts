import type { RunTimeError } from '../raise.ts';

/** A node as plan code gives it. */
export interface GivenNode {
  readonly type: string;
  readonly value?: unknown;
  readonly tag?: unknown;
  readonly props?: Readonly<Record<string, unknown>>;
  readonly children?: unknown;
}

/**
 * What the page knows about the nodes that its plan code can give. Parts that the code does not speak of are absent, and
 * what would need them is left out with a named error.
 */
export interface NodeEnv {
  readonly report: (error: RunTimeError) => void;
  /** Attributes by prop, where they are not the prop in lower case. */
  readonly names?: Readonly<Record<string, string>>;
  /** Names of attributes that are never written. */
  readonly refused: RegExp;
  /** Tags that the code has a word for, and that neither language nor policy blocks. */
  readonly tags: RegExp;
  /** Sets an attribute whose value is not simply text. */
  readonly attribute: (element: Element, name: string, value: unknown) => void;
  readonly style?: (element: Element, value: unknown) => void;
  readonly listen?: (element: Element, prop: string, binding: unknown) => void;
  /** Shows what controls hold, once all else of an element is there. */
  readonly live?: (element: Element, props: Readonly<Record<string, unknown>>) => void;
  /** Puts what components give in the place of those that stand in an output. */
  readonly expand?: (output: unknown, context: object) => Promise<unknown>;
  readonly maxNodes: number;
  readonly maxDepth: number;
}
