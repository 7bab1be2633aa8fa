import { stream } from 'hono/streaming';
import { envelope } from '../answer.ts';
import { ApiError } from '../api-error.ts';
import { clientOf, type ServerContext, type Studio } from '../context.ts';
import { answerToError, streamHeaders } from '../respond.ts';
import type { StreamText, TaskAnswer } from '../tasks/task.ts';
import { readLines } from './read-lines.ts';
import { createStreamText, type StreamInput } from './stream-input.ts';

/** A preview when the plan has grown by so much, or when so long none was shown. */
const SMALLEST_STEP = 256;
const SHARE = 40;
const LONGEST_PAUSE = 100;

/** `POST /api/stream`: pieces of a plan come in as lines, previews go out as lines, the last one is the envelope. */
export function streamRoute(studio: Studio) {
  return (c: ServerContext): Response => {
    const client = clientOf(c);
    const leave = studio.streams.enter(client);
    streamHeaders(c, 'application/x-ndjson');
    return stream(c, (out) => converse(out).finally(leave));
    async function converse(out: StreamingApi): Promise<void> {
      const gone = new AbortController();
      out.onAbort(() => gone.abort());
      const ask = (kind: 'preview' | 'finish', text: StreamText): Promise<TaskAnswer> =>
        studio.desk.ask({ client, signal: gone.signal, task: { kind, stream: text }, onProgress: undefined });
      const write = async (line: string): Promise<void> => void (await out.writeln(line));
      const input = createStreamText(studio.limits.bodyBytes);
      const answer = await run(c, studio, input, (text) => ask('preview', text), write)
        .then(() => ask('finish', input.text()))
        .catch((error) => answerToError(error, () => undefined));
      await write(new TextDecoder().decode(envelope(answer, c.get('correlationId'))));
    }
  };
}

type StreamingApi = Parameters<Parameters<typeof stream>[1]>[0];

type Ask = (text: StreamText) => Promise<TaskAnswer>;

/** Shows what came, one preview after another: while one is made, nothing more is read. */
async function run(
  c: ServerContext,
  { limits }: Studio,
  input: StreamInput,
  ask: Ask,
  write: (line: string) => Promise<void>,
): Promise<void> {
  const pace = createPace();
  let sequence = 0;
  for await (const line of readLines(c.env.incoming, limits)) {
    if (input.take(line) === 'end') return;
    if (!pace.isDue(input.length)) continue;
    const started = performance.now();
    const shown = await preview(ask, input.text());
    pace.shown(input.length);
    if (shown) await write(`{"sequence":${++sequence},${shown}`);
    // What takes so long is not worth showing before it is whole.
    if (performance.now() - started > 2 * limits.quickTime) pace.stop();
  }
}

/** The members of a preview as JSON text behind its `{`; `undefined` when there is none, for whatever reason. */
async function preview(ask: Ask, text: StreamText): Promise<string | undefined> {
  try {
    const { status, head } = await ask(text);
    const said = new TextDecoder().decode(head).slice('{"ok":true,"data":'.length);
    return status === 200 && said.startsWith('{') ? said.slice(1) : undefined;
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

function createPace() {
  let [shownLength, shownAt, stopped] = [0, performance.now(), false];
  return {
    isDue(length: number): boolean {
      const grown = length - shownLength;
      if (stopped || grown === 0) return false;
      return grown >= Math.max(SMALLEST_STEP, length / SHARE) || performance.now() - shownAt > LONGEST_PAUSE;
    },
    shown(length: number): void {
      [shownLength, shownAt] = [length, performance.now()];
    },
    stop(): void {
      stopped = true;
    },
  };
}
