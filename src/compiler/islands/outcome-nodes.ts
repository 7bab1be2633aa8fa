import type { ComponentNode, Json, JsonObject, PlanNode } from '../../plan/types.ts';
import type { Island } from '../stages.ts';
import { readMarkup } from './html-nodes.ts';

/** Nodes that plan code gave, with what came of the components among them. */
export interface OutcomeNodes {
  readonly nodes: PlanNode[];
  /** Styles that Preact rendered as elements. */
  readonly css: string;
  /** Components among the nodes that Preact renders; they run in the page as well. */
  readonly islands: Map<PlanNode, Island>;
  /** Whether Preact renders any component among the nodes. */
  readonly preact: boolean;
  /** What a component among the nodes came to, where that is nothing good. */
  readonly failure: { readonly name: string; readonly message: string } | undefined;
}

const MAX_DEPTH = 512;

/**
 * Puts the outcomes of nested components in their places. For code that runs again in the page, `again` leaves the event
 * bindings to it, and takes nested components as what they show.
 */
export function placeOutcomes(output: Json, again: boolean): OutcomeNodes {
  const islands = new Map<PlanNode, Island>();
  const css: string[] = [];
  let preact = false;
  let failure: OutcomeNodes['failure'];
  const place = (value: Json, depth: number): Json[] => {
    if (depth > MAX_DEPTH || value === null || typeof value !== 'object' || Array.isArray(value)) return [value];
    const { outcome, ...node } = value;
    if (node['type'] !== 'component' || outcome === undefined) return [withChildren(node, depth)];
    const found = outcome as JsonObject;
    if (found?.['ok'] !== true) {
      failure ??= { name: String(found?.['name']), message: String(found?.['message']) };
      return [];
    }
    if (found['kind'] !== 'preact') return ((found['nodes'] ?? []) as Json[]).flatMap((one) => place(one, depth + 1));
    preact = true;
    const markup = readMarkup(String(found['html'] ?? ''), 'div');
    css.push(markup.css);
    if (again) return [...markup.nodes] as unknown as Json[];
    islands.set(node as unknown as PlanNode, preactIsland(node as unknown as ComponentNode, markup.nodes));
    return [node];
  };
  const withChildren = (node: JsonObject, depth: number): JsonObject => {
    const { children, props } = node;
    const list = Array.isArray(children) ? { children: children.flatMap((one) => place(one, depth + 1)) } : {};
    return { ...node, ...list, ...(again && isObject(props) && { props: withoutEvents(props) }) };
  };
  const nodes = (Array.isArray(output) ? output : [output]).flatMap((one) => place(one, 0));
  return { nodes: nodes as unknown as PlanNode[], css: css.join(''), islands, preact, failure };
}

function preactIsland(node: ComponentNode, content: readonly PlanNode[]): Island {
  const { module, exportName = 'default' } = node;
  return { kind: 'preact', node, module, exportName, live: true, reads: false, content, prerendered: true };
}

function withoutEvents(props: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(props).filter(([name]) => !/^on[A-Z]/.test(name)));
}

function isObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
