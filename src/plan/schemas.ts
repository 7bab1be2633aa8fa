import { actions } from './actions/index.generated.ts';
import { nodes } from './nodes/index.generated.ts';
import { documentSchema, kindSchema, type Schema } from './schema.ts';

/** Every schema of the language by name: `document`, `node <type>` and `action <type>`. */
export const schemas: Readonly<Record<string, Schema>> = {
  document: documentSchema,
  ...Object.fromEntries(nodes.map((node) => [`node ${node.type}`, kindSchema(node.properties, node.required)])),
  ...Object.fromEntries(
    actions.map(({ type, properties, required }) => [
      `action ${type}`,
      kindSchema({ path: { type: 'string' }, ...properties }, ['path', ...required]),
    ]),
  ),
};

/** The keys that a schema knows at a path of keys; an unknown key on the way stands for any. */
export function knownKeys(schema: Schema, path: readonly string[]): string[] {
  let at = schema;
  for (const key of path) {
    const properties = (at['properties'] ?? {}) as Record<string, Schema>;
    at = (
      Object.hasOwn(properties, key) ? properties[key] : (at['additionalProperties'] ?? at['items'] ?? {})
    ) as Schema;
  }
  return Object.keys((at['properties'] ?? {}) as object);
}
