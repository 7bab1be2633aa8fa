import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type Answer, envelope, failure } from './answer.ts';
import { ApiError } from './api-error.ts';
import type { ServerContext } from './context.ts';

/** What every answer says: nothing in it may be taken for something else, kept, or used by another site. */
export const COMMON_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** What every answer of the API says. */
export const API_HEADERS = {
  ...COMMON_HEADERS,
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

/** Sends an answer. */
export function respond(c: ServerContext, answer: Answer): Response {
  const id = c.get('correlationId');
  const headers: Record<string, string> = {
    ...API_HEADERS,
    'x-correlation-id': id,
    'content-type': answer.fileName === undefined ? 'application/json; charset=utf-8' : 'application/zip',
  };
  if (answer.fileName !== undefined) headers['content-disposition'] = `attachment; filename="${answer.fileName}"`;
  if (answer.retryAfter !== undefined) headers['retry-after'] = String(answer.retryAfter);
  if (answer.status === 401) headers['www-authenticate'] = 'Bearer';
  if (answer.closes) headers['connection'] = 'close';
  const body = answer.fileName === undefined ? envelope(answer, id) : (answer.head as Uint8Array<ArrayBuffer>);
  return c.body(body, answer.status as ContentfulStatusCode, headers);
}

/** The answer to a request that failed. What went wrong inside is for the server's log alone. */
export function answerToError(error: unknown, log: (error: unknown) => void): Answer {
  if (error instanceof ApiError) return failure(error.code, error.message, error.details);
  // Nobody is there any more to read it.
  if ((error as Error | undefined)?.name === 'AbortError') return failure('unavailable', 'The request was ended.');
  log(error);
  return failure('internal_error', 'The server failed at this request.');
}

/** Headers of an answer that goes on: server-sent events, lines. */
export function streamHeaders(c: ServerContext, type: string): void {
  for (const [name, value] of Object.entries(API_HEADERS)) c.header(name, value);
  c.header('x-correlation-id', c.get('correlationId'));
  c.header('content-type', type);
  // Proxies that collect an answer would hold back what is meant to be seen at once.
  c.header('x-accel-buffering', 'no');
}
