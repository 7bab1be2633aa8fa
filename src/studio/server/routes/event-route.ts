import type { JsonObject } from '../../../plan/types.ts';
import { withSession } from '../answer.ts';
import { ApiError } from '../api-error.ts';
import { clientOf, goneSignal, type ServerContext, type Studio } from '../context.ts';
import { readBody } from '../read-body.ts';
import { respond } from '../respond.ts';
import type { SessionSeed, TaskAnswer } from '../tasks/task.ts';

/** `POST /api/event`: events for the plan of a session, or for a plan that comes with them and so begins one. */
export function eventRoute(studio: Studio) {
  return async (c: ServerContext): Promise<Response> => {
    const body = await readBody(c.env.incoming, studio.limits.bodyBytes, studio.limits.bodyTime);
    const { session, seq, hasPlan } = peek(body);
    const client = clientOf(c);
    const signal = goneSignal(c);
    const ask = (seed?: SessionSeed): Promise<TaskAnswer> =>
      studio.desk.ask({ client, signal, task: { kind: 'event', body, ...(seed && { seed }) }, onProgress: undefined });
    if (typeof session === 'string') {
      if (hasPlan) throw new ApiError('validation_denied', 'A session has its plan already: send one of the two.');
      const answer = await studio.sessions.step(session, seq, ask);
      return respond(c, answer.seed ? withSession(answer, session) : answer);
    }
    if (seq !== undefined && seq !== 0) throw new ApiError('conflict', 'A session that begins is at event 0.');
    const answer = await ask();
    return respond(c, answer.seed ? withSession(answer, studio.sessions.open(client, answer.seed)) : answer);
  };
}

/** What decides which session is meant; everything else is read by a worker, and strictly. */
function peek(body: Uint8Array): { session: unknown; seq: number | undefined; hasPlan: boolean } {
  const value = tryParse(body);
  const { session, seq } = value;
  return { session, seq: typeof seq === 'number' ? seq : undefined, hasPlan: Object.hasOwn(value, 'plan') };
}

function tryParse(body: Uint8Array): JsonObject {
  try {
    const value = JSON.parse(new TextDecoder().decode(body));
    return value !== null && typeof value === 'object' ? value : {};
  } catch {
    return {};
  }
}
