export { type Comparison, difference, styledTree } from './compare.ts';
export { createInstance, digestOf, elementAt, type Instance } from './instance.ts';
export type { ControlFacts, DomEvent } from './live-fields.ts';
export { type ElementModel, elementsOf, type LiveValue, type NodeModel, textOf } from './model.ts';
export { POLICIES } from './policy.ts';
