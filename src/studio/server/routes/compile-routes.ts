import { createHash } from 'node:crypto';
import { withSession } from '../answer.ts';
import { clientOf, goneSignal, type ServerContext, type Studio } from '../context.ts';
import { readBody } from '../read-body.ts';
import { respond } from '../respond.ts';
import type { Task, TaskAnswer } from '../tasks/task.ts';
import { withProgress } from './with-progress.ts';

/** `POST /api/plan`, `/api/build` and `/api/probe-plan`: the body goes to a worker as it came. */
export function compileRoute(kind: 'plan' | 'build' | 'probe', studio: Studio) {
  return async (c: ServerContext): Promise<Response> => {
    const accept = c.req.header('accept') ?? '';
    const body = await readBody(c.env.incoming, studio.limits.bodyBytes, studio.limits.bodyTime);
    const task: Task = kind === 'build' ? { kind, body, zip: accept.includes('application/zip') } : { kind, body };
    const client = clientOf(c);
    const finish = (answer: TaskAnswer): TaskAnswer =>
      answer.seed ? withSession(answer, studio.sessions.open(client, answer.seed)) : answer;
    if (kind !== 'probe' && accept.includes('text/event-stream'))
      return withProgress(c, studio, { client, task }, finish);
    const key = keyOf(task);
    const kept = studio.desk.cache.get(key);
    if (kept) return respond(c, kept);
    return respond(
      c,
      finish(await studio.desk.ask({ client, task, key, signal: goneSignal(c), onProgress: undefined })),
    );
  };
}

function keyOf(task: Task & { readonly body: Uint8Array }): string {
  const kind = task.kind === 'build' && task.zip ? 'zip' : task.kind;
  return kind + createHash('sha256').update(task.body).digest('base64');
}
