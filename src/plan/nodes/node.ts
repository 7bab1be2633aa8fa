import type { Json } from '../types.ts';

/** A node kind, complete: its keys as JSON Schema; `children` are walked, never described by the schema. */
export interface NodeDefinition {
  readonly type: string;
  readonly summary: string;
  /** JSON Schema of the keys beside `type`. */
  readonly properties: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly required: readonly string[];
  /** Keys whose string names something and so may be neither blank nor padded. */
  readonly names: readonly string[];
  /** Keys that hold lists of nodes. */
  readonly slots: readonly string[];
}
