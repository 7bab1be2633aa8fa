import { compilerVersion } from '../../../compiler/version.ts';
import { STATUS_OF } from '../api-error.ts';
import { ref, schemas, shape } from './schemas.ts';

const correlation = { 'x-correlation-id': { schema: { type: 'string' }, description: 'As in the envelope.' } };

/** The HTTP API of the playground, as OpenAPI 3.1 says it. */
export const openapi = {
  openapi: '3.1.0',
  info: {
    title: 'Renderify playground',
    version: compilerVersion,
    description:
      'Compiles plans. Every answer is one envelope: `{ok: true, data, correlationId}` or `{ok: false, code, message, correlationId, diagnostics?}`.',
  },
  paths: {
    '/api/health': { get: operation('health', 'Whether the server is there.', json('Health')) },
    '/api/openapi.json': {
      get: {
        operationId: 'openapi',
        summary: 'This document.',
        responses: {
          200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' } } } },
        },
      },
    },
    '/api/plan': {
      post: write('plan', 'Compiles a plan: the page as it first paints, and what is known of it.', 'PlanRequest', {
        ...json('Page'),
        ...events(),
      }),
    },
    '/api/probe-plan': {
      post: write(
        'probePlan',
        'Says whether a plan can be built here; nothing is fetched or run.',
        'ProbeRequest',
        json('Probe'),
      ),
    },
    '/api/build': {
      post: write('build', 'Builds a plan: its files, or a zip file of them.', 'BuildRequest', {
        ...json('Bundle'),
        ...events(),
        'application/zip': { schema: { type: 'string', contentMediaType: 'application/zip' } },
      }),
    },
    '/api/event': {
      post: write(
        'event',
        'Applies events to the plan of a session; a plan in the request begins one.',
        'EventRequest',
        json('Played'),
      ),
    },
    '/api/stream': {
      post: {
        ...write(
          'stream',
          'Takes a plan in pieces: lines in, previews out, and the envelope of the whole as the last line.',
          'StreamLine',
          {
            'application/x-ndjson': { schema: { oneOf: [ref('Preview'), good('Page'), ref('Failure')] } },
          },
        ),
        requestBody: { required: true, content: { 'application/x-ndjson': { schema: ref('StreamLine') } } },
      },
    },
    '/api/debug/stats': { get: operation('stats', 'Counters; with `--debug` only.', json('Stats')) },
  },
  components: {
    schemas,
    securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'Where the server has a token.' } },
  },
} as const;

function good(name: keyof typeof schemas): object {
  return shape({ ok: { const: true }, data: ref(name), correlationId: { type: 'string' } });
}

function json(name: keyof typeof schemas): Readonly<Record<string, object>> {
  return { 'application/json': { schema: good(name) } };
}

/** Steps of long work, then the envelope. */
function events(): Readonly<Record<string, object>> {
  const description = 'Events `progress` with a `Progress`, then one event `result` with the envelope.';
  return { 'text/event-stream': { schema: { type: 'string', description } } };
}

function operation(operationId: string, summary: string, content: Readonly<Record<string, object>>) {
  return {
    operationId,
    summary,
    responses: { 200: { description: 'Good', headers: correlation, content }, ...failures() },
  };
}

function write(
  operationId: string,
  summary: string,
  request: keyof typeof schemas,
  content: Readonly<Record<string, object>>,
) {
  return {
    ...operation(operationId, summary, content),
    security: [{}, { token: [] }],
    requestBody: { required: true, content: { 'application/json': { schema: ref(request) } } },
  };
}

function failures(): Readonly<Record<string, object>> {
  const content = { 'application/json': { schema: ref('Failure') } };
  return Object.fromEntries(
    Object.entries(STATUS_OF).map(([code, status]) => [
      status,
      { description: code, headers: headersOf(code), content },
    ]),
  );
}

function headersOf(code: string): object {
  if (code !== 'rate_limited') return correlation;
  return { ...correlation, 'retry-after': { schema: { type: 'integer' }, description: 'Seconds.' } };
}
