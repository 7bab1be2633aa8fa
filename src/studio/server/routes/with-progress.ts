import { streamSSE } from 'hono/streaming';
import { type Answer, envelope, failure } from '../answer.ts';
import { ApiError } from '../api-error.ts';
import type { Order } from '../compile-desk.ts';
import type { ServerContext, Studio } from '../context.ts';
import { answerToError, streamHeaders } from '../respond.ts';
import type { TaskAnswer } from '../tasks/task.ts';

/** Longer than this nothing of a connection is silent: proxies end those that are. */
const HEARTBEAT = 15_000;

/** Answers with server-sent events: `progress` for each step of the work, then `result` with the envelope. */
export function withProgress(
  c: ServerContext,
  studio: Studio,
  order: Pick<Order, 'client' | 'task'>,
  finish: (answer: TaskAnswer) => Answer,
): Response {
  if (order.task.kind === 'build' && order.task.zip) throw zipRefused();
  const leave = studio.streams.enter(order.client);
  streamHeaders(c, 'text/event-stream');
  return streamSSE(c, async (stream) => {
    const gone = new AbortController();
    stream.onAbort(() => gone.abort());
    const beat = setInterval(() => void stream.write(': still here\n\n'), HEARTBEAT);
    try {
      const onProgress = (step: object): void =>
        void stream.writeSSE({ event: 'progress', data: JSON.stringify(step) }).catch(() => gone.abort());
      const answer = await studio.desk
        .ask({ ...order, signal: gone.signal, onProgress })
        .then(finish)
        .then(asJson)
        .catch((error) => answerToError(error, () => undefined));
      const data = new TextDecoder().decode(envelope(answer, c.get('correlationId')));
      await stream.writeSSE({ event: 'result', data });
    } finally {
      clearInterval(beat);
      leave();
    }
  });
}

/** The bytes of a zip file are no event. */
function asJson(answer: Answer): Answer {
  return answer.fileName === undefined ? answer : failure('validation_denied', zipRefused().message);
}

function zipRefused(): ApiError {
  return new ApiError('validation_denied', 'A zip file cannot be sent as events; ask for `"format": "files"`.');
}
