import type { Json } from './types.ts';

/** A JSON Schema (draft-07, the keywords that `scripts/gen/validators.ts` knows). */
export type Schema = Readonly<Record<string, Json>>;

/** A schema of an object with exactly the keys given. */
export function closedObject(properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema {
  return { type: 'object', properties: { ...properties }, required: [...required], additionalProperties: false };
}

const string = { type: 'string' };
const object = { type: 'object' };
const strings = { type: 'array', items: string };

/** The document; nodes, actions and data inside it are checked one by one. Unknown keys here are the policy's matter. */
export const documentProperties: Readonly<Record<string, Schema>> = {
  specVersion: string,
  id: string,
  version: { type: 'integer', minimum: 1 },
  root: {},
  capabilities: closedObject({
    domWrite: { type: 'boolean' },
    networkHosts: strings,
    allowedModules: strings,
    timers: { type: 'boolean' },
    storage: { type: 'array', items: { type: 'string', enum: ['localStorage', 'sessionStorage'] } },
    executionProfile: {
      type: 'string',
      enum: ['standard', 'isolated-vm', 'sandbox-worker', 'sandbox-iframe', 'sandbox-shadowrealm'],
    },
    maxImports: { type: 'integer', minimum: 0 },
    maxComponentInvocations: { type: 'integer', minimum: 0 },
    maxExecutionMs: { type: 'number', minimum: 1 },
  }),
  state: closedObject({ initial: object, transitions: { type: 'object', additionalProperties: { type: 'array' } } }, [
    'initial',
  ]),
  imports: strings,
  moduleManifest: {
    type: 'object',
    additionalProperties: closedObject({ resolvedUrl: string, integrity: string, version: string, signer: string }, [
      'resolvedUrl',
    ]),
  },
  source: closedObject(
    {
      code: string,
      language: { type: 'string', enum: ['js', 'jsx', 'ts', 'tsx'] },
      runtime: { type: 'string', enum: ['renderify', 'preact'] },
      exportName: string,
    },
    ['code', 'language'],
  ),
  metadata: { type: 'object', properties: { sourcePrompt: string, sourceModel: string, tags: strings } },
};

/** The schema of a whole document, one level deep where something else checks the rest. */
export const documentSchema: Schema = {
  type: 'object',
  properties: { ...documentProperties },
  required: ['id', 'version', 'root'],
};

/** The schema of one action or node: `type` beside the keys of its definition. */
export function kindSchema(properties: Readonly<Record<string, Schema>>, required: readonly string[]): Schema {
  return closedObject({ type: string, ...properties }, required);
}
