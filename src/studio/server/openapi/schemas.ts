import { TARGET_NAMES } from '../../../compiler/find-target.ts';
import { PROFILES } from '../../../compiler/phases/4-check/policy/fields.ts';
import { STATUS_OF } from '../api-error.ts';

const text = { type: 'string' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const texts = { type: 'array', items: text } as const;
const anyObject = { type: 'object' } as const;

/** A reference to one of the schemas. */
export function ref(name: keyof typeof schemas): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

/** An object with these members and no others; those behind `?` may be missing. */
export function shape(members: Readonly<Record<string, object>>): object {
  const names = Object.keys(members);
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name.replace('?', ''), members[name]])),
    required: names.filter((name) => !name.endsWith('?')),
    additionalProperties: false,
  };
}

const planMembers = {
  plan: {
    description: 'The plan: an object, or its text with every place as it was written.',
    type: ['object', 'string'],
  },
  'profile?': { enum: PROFILES, description: "No looser than the server's own policy." },
  'policy?': { type: ['object', 'string'], description: "A `renderify-policy/v1`, no looser than the server's own." },
  'target?': { enum: TARGET_NAMES },
  'context?': { type: 'object', description: 'Values for `{{context.…}}`.' },
  'vars?': { type: 'object', description: 'Values for `{{vars.…}}`.' },
  'title?': { type: 'string', maxLength: 1000 },
  'lang?': { type: 'string', pattern: '^[\\w-]{1,35}$' },
  'expose?': { type: 'boolean', description: 'Puts the handle of the page on `globalThis.renderify`.' },
  'liveInputs?': { type: 'boolean' },
};

/** A plan that is sent as it is, with no more to say. */
const barePlan = {
  type: 'object',
  required: ['specVersion'],
  properties: { plan: false },
  description: 'The plan itself.',
};

const event = shape({ type: text, 'payload?': anyObject });
const place = {
  'line?': count,
  'column?': count,
  'endLine?': count,
  'endColumn?': count,
  'offset?': count,
  'length?': count,
};
const page = {
  html: { type: 'string', description: 'The page; empty for a module.' },
  csp: { type: 'string', description: 'Its Content Security Policy, which the page states itself as well.' },
};
const moment = {
  state: anyObject,
  event: { description: 'The last event that was applied.', oneOf: [event, { type: 'null' }] },
  seq: { type: 'integer', minimum: 0, description: 'How many events were applied.' },
};
const diagnostics = { type: 'array', items: { $ref: '#/components/schemas/Diagnostic' } };

/** The shapes of everything that is sent and answered, as JSON Schema 2020-12. */
export const schemas = {
  PlanRequest: {
    oneOf: [shape({ ...planMembers, 'session?': { const: true, description: 'Begins a session.' } }), barePlan],
  },
  ProbeRequest: { oneOf: [shape(planMembers), barePlan] },
  BuildRequest: { oneOf: [shape({ ...planMembers, 'format?': { enum: ['files', 'zip'] } }), barePlan] },
  EventRequest: {
    oneOf: [
      shape({ session: text, 'seq?': count, 'events?': { type: 'array', items: event, maxItems: 1000 } }),
      shape({
        ...planMembers,
        'session?': { const: true },
        'seq?': { const: 0 },
        'events?': { type: 'array', items: event, maxItems: 1000 },
      }),
    ],
  },
  StreamLine: {
    oneOf: [
      {
        ...shape({
          ...Object.fromEntries(Object.entries(planMembers).slice(1)),
          'format?': { enum: ['json', 'patch'] },
        }),
      },
      shape({ text: { type: 'string', description: 'The next piece of the plan, cut anywhere.' } }),
      shape({ patch: { type: 'object', description: 'An operation of JSON Patch (RFC 6902).' } }),
      shape({ end: { const: true } }),
    ],
  },
  Diagnostic: shape({
    code: { type: 'string', pattern: '^RF\\d{4}$' },
    name: text,
    severity: { enum: ['error', 'warning'] },
    message: text,
    pointer: { type: 'string', description: 'A JSON Pointer (RFC 6901) into the plan.' },
    'file?': text,
    ...place,
    'inside?': shape(place),
    'at?': { const: 'key' },
    'byteOffset?': count,
    'related?': { type: 'array', items: shape({ message: text, pointer: text, 'file?': text, ...place }) },
    'help?': text,
    'fix?': { type: 'array', items: anyObject, description: 'A JSON Patch (RFC 6902) that corrects the plan.' },
  }),
  Failure: shape({
    ok: { const: false },
    code: { enum: Object.keys(STATUS_OF) },
    message: text,
    'diagnostics?': diagnostics,
    correlationId: text,
  }),
  Facts: shape({
    id: text,
    version: { type: 'integer' },
    digest: { type: 'string', pattern: '^sha256-[0-9a-f]{64}$' },
    profile: { enum: PROFILES },
    policyDigest: text,
    target: text,
    executionProfile: text,
    capabilities: anyObject,
    nodes: count,
    depth: count,
    transitions: texts,
    events: texts,
    modules: texts,
    bytes: count,
    scriptBytes: count,
    styleBytes: count,
  }),
  Page: shape({ ...page, ...moment, facts: { $ref: '#/components/schemas/Facts' }, diagnostics, 'session?': text }),
  Bundle: shape({
    target: text,
    entry: text,
    csp: text,
    files: { type: 'array', items: shape({ path: text, bytes: count, text }) },
    manifest: anyObject,
    diagnostics,
  }),
  Played: shape({
    ...page,
    ...moment,
    events: { type: 'array', items: shape({ applied: { type: 'boolean' }, 'failure?': anyObject }) },
    diagnostics,
    session: text,
  }),
  Preview: shape({ sequence: { type: 'integer', minimum: 1 }, ...page, pending: count }),
  Probe: shape({
    format: { const: 'renderify-probe/v1' },
    ok: { type: 'boolean' },
    plan: anyObject,
    policy: anyObject,
    dependencies: { type: 'array', items: anyObject },
    findings: { type: 'array', items: anyObject },
  }),
  Progress: shape({
    step: { enum: ['queue', 'compile', 'modules', 'package', 'link', 'prerender'] },
    'package?': text,
    'count?': count,
  }),
  Health: shape({ status: { const: 'ok' }, version: text }),
  Stats: shape({
    version: text,
    uptimeSeconds: count,
    memory: anyObject,
    traffic: anyObject,
    cache: anyObject,
    workers: anyObject,
    sessions: anyObject,
    streams: anyObject,
  }),
} as const;
