import { actions } from '../../../plan/actions/index.generated.ts';
import { HTML_ELEMENTS, SVG_ELEMENTS } from '../../../plan/html/elements.ts';
import { EVENT_PROPS } from '../../../plan/html/events.ts';
import { nodes } from '../../../plan/nodes/index.generated.ts';
import { documentSchema, kindSchema, type Schema } from '../../../plan/schema.ts';
import { ATTRIBUTES, describeKey, KEY_DOCS } from './word-docs.ts';

/** A key or a value that the language knows at some place. */
export interface Word {
  readonly name: string;
  /** What kind of value a key takes, or what a value is. */
  readonly detail: string;
  readonly docs?: string;
}

/** What can be said at a place: `type` is the text of the `type` member beside it. */
export interface Words {
  readonly keys: readonly Word[];
  /** Values of the last key, where the language lists them. */
  readonly values: readonly Word[];
}

/** The words for the members of the object at `path`; its own `type`, where it has one, decides which. */
export function keysAt(path: readonly string[], type: string | undefined): readonly Word[] {
  if (isProps(path)) return PROPS;
  const schema = schemaAt(path, type);
  const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
  return Object.entries(properties).map(([name, one]) => ({
    name,
    detail: kindOf(one),
    docs: docsOf(path, name, type),
  }));
}

/** The words for the value at `path`, in an object whose `type` is known. */
export function valuesAt(path: readonly string[], type: string | undefined): readonly Word[] {
  const [parent, key] = [path.slice(0, -1), path.at(-1) ?? ''];
  if (key === 'type' && isNode(parent)) return nodes.map((one) => word(one.type, 'node', one.summary));
  if (key === 'type' && isAction(parent)) return actions.map((one) => word(one.type, 'action', one.summary));
  if (key === 'tag' && isNode(parent)) return TAGS;
  if (isProps(parent)) return [];
  const schema = ((schemaAt(parent, type)['properties'] ?? {}) as Record<string, Schema>)[key] ?? schemaAt(path, type);
  if (schema['type'] === 'boolean') return [word('true', 'boolean'), word('false', 'boolean')];
  const items = (schema['items'] ?? {}) as Schema;
  const listed = (schema['enum'] ?? items['enum'] ?? []) as readonly string[];
  if (key === 'specVersion') return [word('runtime-plan/v1', 'version')];
  return listed.map((one) => word(one, 'value'));
}

/** What the language says of the key that ends `path`. */
export function docsAt(path: readonly string[], type: string | undefined): Word | undefined {
  const name = path.at(-1);
  const parent = path.slice(0, -1);
  const known = keysAt(parent, type).find((one) => one.name === name);
  if (known) return known;
  if (name !== undefined && isProps(parent))
    return word(name, 'attribute', 'An attribute of the element; a template may stand in it.');
  return undefined;
}

/** Whether `path` leads to a node of the tree. */
export function isNode(path: readonly string[]): boolean {
  return (
    path[0] === 'root' &&
    path.slice(1).every((key, i) => (i % 2 === 0 ? key === 'children' : /^\d+$/.test(key))) &&
    path.length % 2 === 1
  );
}

/** Whether `path` leads to an action of a transition. */
export function isAction(path: readonly string[]): boolean {
  return path.length === 4 && path[0] === 'state' && path[1] === 'transitions';
}

/** Whether `path` leads to the props of a node. */
export function isProps(path: readonly string[]): boolean {
  return path.at(-1) === 'props' && isNode(path.slice(0, -1));
}

function schemaAt(path: readonly string[], type: string | undefined): Schema {
  if (isNode(path)) return kindOfType(nodes, type, {});
  if (isAction(path)) return kindOfType(actions, type, { path: { type: 'string' } });
  let at: Schema = documentSchema;
  for (const key of path) {
    const properties = (at['properties'] ?? {}) as Record<string, Schema>;
    at = (
      Object.hasOwn(properties, key) ? properties[key] : (at['additionalProperties'] ?? at['items'] ?? {})
    ) as Schema;
  }
  return typeof at === 'object' ? at : {};
}

/** The schema of one kind; of all of them together while the type is not written yet. */
function kindOfType(
  kinds: readonly { readonly type: string; readonly properties: Readonly<Record<string, Schema>> }[],
  type: string | undefined,
  more: Readonly<Record<string, Schema>>,
): Schema {
  const chosen = kinds.filter((one) => type === undefined || one.type === type);
  return kindSchema(Object.assign({ ...more }, ...chosen.map((one) => one.properties)), []);
}

function docsOf(path: readonly string[], name: string, type: string | undefined): string {
  if (name === 'type') return isNode(path) ? KEY_DOCS['node type']! : KEY_DOCS['action type']!;
  const kind = isNode(path) ? nodes.find((one) => one.type === type) : actions.find((one) => one.type === type);
  const own = describeKey(path, name);
  return [own, (isNode(path) || isAction(path)) && kind?.summary].filter(Boolean).join(' ');
}

function kindOf(schema: Schema): string {
  const listed = schema['enum'] as readonly string[] | undefined;
  return listed ? listed.join(' | ') : String(schema['type'] ?? 'node');
}

function word(name: string, detail: string, docs?: string): Word {
  return { name, detail, ...(docs !== undefined && { docs }) };
}

const TAGS = [
  ...[...HTML_ELEMENTS].map((tag) => word(tag, 'HTML')),
  ...[...SVG_ELEMENTS].filter((tag) => !HTML_ELEMENTS.has(tag)).map((tag) => word(tag, 'SVG')),
];

const PROPS = [
  ...[...EVENT_PROPS].map(([name, { dom }]) =>
    word(name, 'event', `On \`${dom}\`: the name of a transition, or an object with \`type\` and \`payload\`.`),
  ),
  ...ATTRIBUTES.map((name) => word(name, 'attribute')),
];
