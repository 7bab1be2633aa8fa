import type { Report } from '../../../diagnostics/define.ts';
import { quote } from '../../../diagnostics/quote.ts';
import { didYouMean } from '../../../diagnostics/suggest.ts';
import { nodes } from '../../../plan/nodes/index.generated.ts';
import type { NodeDefinition } from '../../../plan/nodes/node.ts';
import type { Json, JsonObject } from '../../../plan/types.ts';
import { checkData } from './data.ts';
import { validateFindings as findings } from './findings.ts';
import { checkLength, checkName } from './names.ts';
import { Place } from './place.ts';
import { checkShape, missingKey, wrongType } from './shape.ts';
import { describeValue } from './words.ts';

const MAX_NODE_DEPTH = 512;
const MAX_EVENT_TYPE_CODE_POINTS = 128;
const definitions: ReadonlyMap<string, NodeDefinition> = new Map(nodes.map((node) => [node.type, node]));

interface Frame {
  readonly value: Json;
  readonly place: Place;
  readonly depth: number;
}

/** Checks every node of a tree, in document order and without recursion (spec section 3). */
export function checkTree(root: Json, place: Place, report: Report): void {
  const open: Frame[] = [{ value: root, place, depth: 0 }];
  for (let frame = open.pop(); frame; frame = open.pop()) {
    if (frame.depth > MAX_NODE_DEPTH) tooDeep(frame.place.pointer, report);
    else checkNode(frame, open, report);
  }
}

function checkNode(frame: Frame, open: Frame[], report: Report): void {
  const { value, place } = frame;
  if (!isObject(value)) notNode(value, place.pointer, report);
  const definition = isObject(value) ? definitionOf(value, place, report) : undefined;
  if (!isObject(value) || !definition) return;
  checkShape(`node ${definition.type}`, value, () => place.pointer, report);
  for (const key of definition.names) checkName(value[key], () => new Place(place, key).pointer, report);
  checkTag(value, place, report);
  if (isObject(value['props'])) checkProps(value['props'], new Place(place, 'props'), report);
  for (const slot of definition.slots) pushChildren(value[slot], new Place(place, slot), frame.depth + 1, open);
}

function definitionOf(node: JsonObject, place: Place, report: Report): NodeDefinition | undefined {
  const type = node['type'];
  if (type === undefined) missingKey('type', place.pointer, report);
  else if (typeof type !== 'string') wrongType('string', type, new Place(place, 'type').pointer, report);
  else {
    const definition = definitions.get(type);
    if (definition) return definition;
    const help = didYouMean(type, definitions.keys()) ?? `Types are ${[...definitions.keys()].map(quote).join(', ')}.`;
    const message = `${quote(type)} is no type of node.`;
    report(findings.unknownNodeType, { pointer: new Place(place, 'type').pointer, message, help });
  }
  return undefined;
}

function checkTag(node: JsonObject, place: Place, report: Report): void {
  const tag = node['tag'];
  if (typeof tag !== 'string' || tag !== tag.trim() || tag === '' || /^[a-z][a-z0-9-]*$/i.test(tag)) return;
  const message = `${quote(tag)} is no tag name.`;
  const help = 'A tag begins with a letter and goes on with letters, digits and hyphens.';
  report(findings.tagName, { pointer: new Place(place, 'tag').pointer, message, help });
}

/** A binding's payload becomes state's neighbour (spec 5.7) and is judged like state; other values are plain data. */
function checkProps(props: JsonObject, place: Place, report: Report): void {
  for (const key of Object.keys(props)) {
    const value = props[key];
    const prop = new Place(place, key);
    if (!/^on[A-Z]/.test(key)) checkData(value, prop, 'plain', report);
    else if (!isObject(value)) checkEventType(value, prop, report);
    else {
      checkEventType(value['type'], new Place(prop, 'type'), report);
      checkData(value['payload'], new Place(prop, 'payload'), 'state', report);
    }
  }
}

/** An empty type has its own finding, since it is no binding at all (spec 5.7). */
function checkEventType(type: Json | undefined, place: Place, report: Report): void {
  if (typeof type !== 'string' || type === '') return;
  checkName(type, () => place.pointer, report);
  checkLength(type, MAX_EVENT_TYPE_CODE_POINTS, () => place.pointer, report);
}

/** Backwards, since the last pushed is taken first. */
function pushChildren(children: Json | undefined, place: Place, depth: number, open: Frame[]): void {
  if (!Array.isArray(children)) return;
  for (let i = children.length - 1; i >= 0; i--) {
    open.push({ value: children[i] as Json, place: new Place(place, i), depth });
  }
}

function notNode(value: Json, pointer: string, report: Report): void {
  const message = `A node is an object with a \`type\`, but here is ${describeValue(value)}.`;
  const isText = typeof value === 'string' || typeof value === 'number';
  const help = isText
    ? `Write { "type": "text", "value": ${JSON.stringify(String(value).slice(0, 40))} }.`
    : 'Remove it; v1 has no conditional nodes: show and hide with `hidden`.';
  report(findings.wrongType, { pointer, message, help });
}

function tooDeep(pointer: string, report: Report): void {
  const message = `Nodes are nested more than ${MAX_NODE_DEPTH} levels deep.`;
  report(findings.nodeDepth, { pointer, message, help: 'Make the tree flatter.' });
}

function isObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
