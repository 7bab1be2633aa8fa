import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { guard, type Own } from '../http/guard.ts';
import { failure, success } from './answer.ts';
import { ApiError } from './api-error.ts';
import type { ServerContext, ServerEnv, Studio } from './context.ts';
import { correlationId } from './correlation-id.ts';
import { type PageFiles, servePage } from './pages.ts';
import { API_HEADERS, answerToError, respond } from './respond.ts';
import { compileRoute } from './routes/compile-routes.ts';
import { eventRoute } from './routes/event-route.ts';
import { debugStats } from './routes/stats-route.ts';
import { streamRoute } from './routes/stream-route.ts';

/** What the routes of a server depend on. */
export interface AppSettings {
  readonly own: Own;
  readonly studio: Studio;
  /** Without it nobody has to show who they are. */
  readonly token: string | undefined;
  readonly debug: boolean;
  /** The playground's pages, read when the first one is asked for. */
  pages(): PageFiles;
  /** Where the server writes what went wrong inside. */
  log(line: string): void;
}

/** The playground's HTTP API and its pages. */
export function createApp(settings: AppSettings): Hono<ServerEnv> {
  const { own, studio, token, debug, pages, log } = settings;
  const app = new Hono<ServerEnv>();
  app.use(async (c, next) => {
    c.set('correlationId', correlationId(c.req.header('x-correlation-id')));
    const start = performance.now();
    await next();
    studio.traffic.record(c.req.path, c.res.status, performance.now() - start);
  });
  app.use(guard(own, (c, reason) => respond(c as ServerContext, failure('policy_denied', reason))));
  if (token !== undefined) app.use('/api/*', tokenCheck(token));
  app.get('/api/health', (c) => respond(c, success({ status: 'ok', version: studio.version })));
  app.get('/api/openapi.json', async (c) => {
    const { openapi } = await import('./openapi/document.ts');
    return c.json(openapi, 200, { ...API_HEADERS, 'x-correlation-id': c.get('correlationId') });
  });
  if (debug) app.get('/api/debug/stats', (c) => respond(c, success(debugStats(studio))));
  for (const kind of ['plan', 'build', 'probe'] as const)
    app.post(`/api/${kind === 'probe' ? 'probe-plan' : kind}`, compileRoute(kind, studio));
  app.post('/api/event', eventRoute(studio));
  app.post('/api/stream', streamRoute(studio));
  app.get('*', (c, next) => {
    const page = c.req.path.startsWith('/api/') ? undefined : servePage(c, c.req.path, pages());
    return page ? Promise.resolve(page) : next();
  });
  app.notFound((c) => respond(c, failure('not_found', notFound(c))));
  app.onError((error, c) =>
    respond(
      c,
      answerToError(error, (bug) => log(`${c.get('correlationId')}: ${String(bug)}`)),
    ),
  );
  return app;
}

const WRITES = ['/api/plan', '/api/build', '/api/probe-plan', '/api/event', '/api/stream'];

function notFound({ req }: ServerContext): string {
  return WRITES.includes(req.path)
    ? 'This address takes POST requests only.'
    : 'There is nothing at this address; `/api/openapi.json` says what there is.';
}

function tokenCheck(token: string) {
  const wanted = digestOf(`Bearer ${token}`);
  return async (c: ServerContext, next: () => Promise<void>): Promise<void> => {
    const given = digestOf(c.req.header('authorization') ?? '');
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && !timingSafeEqual(given, wanted))
      throw new ApiError('auth_denied', 'This server wants its token: send `Authorization: Bearer <token>`.', {
        closes: true,
      });
    await next();
  };
}

/** Digests have one length, so that comparing them tells nothing about the token's. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
