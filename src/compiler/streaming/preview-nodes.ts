import type { Json, JsonObject } from '../../plan/types.ts';

/** What is known of a document that is still growing. */
export interface Growing {
  isOpen(container: object): boolean;
  isPartial(container: object, key: string | number): boolean;
}

/** The nodes of a preview, and which node of the document each of them shows. */
export interface PreviewNodes {
  readonly root: JsonObject;
  /** Nodes of the preview, to nodes of the document. */
  readonly shows: ReadonlyMap<object, object>;
  /** How many nodes wait for the rest of them. */
  readonly pending: number;
}

/** Props that are only shown as text, so that the beginning of them is good enough. */
const SHOWN = /^(?:alt|title|placeholder|aria-label|aria-description|label|value)$/;
/** Where an element that stands for a node would change what the parser makes of the rest. */
const NO_SPAN =
  /^(?:table|thead|tbody|tfoot|tr|colgroup|ul|ol|dl|menu|select|optgroup|option|datalist|textarea|title|picture|video|audio|ruby|svg|math|iframe|object)$/;
const FOREIGN = /^(?:svg|math)$/;

interface Open {
  readonly node: JsonObject;
  readonly into: Json[];
  readonly parent: string;
  readonly foreign: boolean;
}

/**
 * The tree of a document that is still growing: nodes that are not ready, and those that were refused, are empty busy
 * elements, or left out where no element may stand. Without recursion, because the document has not been checked.
 */
export function previewNodes(root: JsonObject, growing: Growing, refused: ReadonlySet<object>): PreviewNodes {
  const shows = new Map<object, object>();
  const roots: Json[] = [];
  let pending = 0;
  const open: Open[] = [{ node: root, into: roots, parent: '', foreign: false }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, into, parent, foreign } = next;
    const made = refused.has(node) ? undefined : readNode(node, growing);
    if (!made) pending++;
    if (!made && (foreign || NO_SPAN.test(parent))) continue;
    const shown = made ?? PENDING();
    shows.set(shown, node);
    into.push(shown);
    const children = made && made['type'] === 'element' ? node['children'] : undefined;
    if (!Array.isArray(children)) continue;
    const inner: Json[] = [];
    shown['children'] = inner;
    const tag = String(node['tag']).toLowerCase();
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i];
      if (isObject(child)) open.push({ node: child, into: inner, parent: tag, foreign: foreign || FOREIGN.test(tag) });
    }
  }
  return { root: roots[0] as JsonObject, shows, pending };
}

function PENDING(): JsonObject {
  return { type: 'element', tag: 'span', props: { className: 'rf-pending', 'aria-busy': 'true' } };
}

/** A node without its children; `undefined` while it is not ready. Components wait for the whole plan. */
function readNode(node: JsonObject, growing: Growing): JsonObject | undefined {
  if (growing.isPartial(node, 'type')) return undefined;
  if (node['type'] === 'text') return readText(node, growing);
  const { tag, props } = node;
  if (node['type'] !== 'element' || typeof tag !== 'string' || growing.isPartial(node, 'tag')) return undefined;
  const { children: _, ...rest } = node;
  if (!isObject(props)) return rest;
  const ready = readProps(props, growing);
  return ready && { ...rest, props: ready };
}

/** Text is shown as far as it goes, but for a template that is not closed. */
function readText(node: JsonObject, growing: Growing): JsonObject | undefined {
  const { value } = node;
  if (typeof value !== 'string') return undefined;
  if (!growing.isPartial(node, 'value')) return node;
  const start = value.lastIndexOf('{{');
  const whole = start >= 0 && !value.includes('}}', start) ? value.slice(0, start) : value.replace(/\{$/, '');
  return { ...node, value: whole };
}

/** Unfinished handlers do nothing yet; an unfinished text that is more than shown makes its node wait. */
function readProps(props: JsonObject, growing: Growing): JsonObject | undefined {
  const ready: JsonObject = {};
  for (const [name, value] of Object.entries(props)) {
    if (growing.isPartial(props, name)) {
      if (!SHOWN.test(name) || String(value).includes('{')) return undefined;
      ready[name] = value;
    } else if (!isContainer(value) || !growing.isOpen(value)) ready[name] = value;
    else if (name === 'style') ready[name] = finished(value as JsonObject, growing);
  }
  return ready;
}

function finished(object: JsonObject, growing: Growing): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !growing.isPartial(object, key)));
}

function isContainer(value: Json): value is JsonObject | Json[] {
  return value !== null && typeof value === 'object';
}

/** Whether a value is a JSON object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
