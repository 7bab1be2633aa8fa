import type { IncomingMessage } from 'node:http';
import { ApiError } from '../api-error.ts';
import type { Limits } from '../limits.ts';

/** Escapes can make a piece six times as long as it is. */
const LONGEST_LINE = 1_048_576;

/** The lines of a body as they come; throws an ApiError when none comes for too long, or the whole takes too long. */
export async function* readLines(
  incoming: IncomingMessage,
  { streamIdle, streamTime }: Limits,
): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  const end = Date.now() + streamTime;
  const chunks = incoming[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest = '';
  for (;;) {
    const { value, done } = await within(chunks.next(), Math.min(streamIdle, end - Date.now()));
    if (done) break;
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE)
      throw new ApiError('validation_denied', 'A line of the stream is too long.', CLOSES);
    for (const line of lines) if (line.trim()) yield line;
  }
  if (rest.trim()) yield rest;
}

const CLOSES = { closes: true };

async function within<T>(next: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const tell = (): void => reject(new ApiError('validation_denied', 'The stream did not go on in time.', CLOSES));
    timer = setTimeout(tell, Math.max(0, milliseconds));
  });
  try {
    return await Promise.race([next, late]);
  } finally {
    clearTimeout(timer);
  }
}
