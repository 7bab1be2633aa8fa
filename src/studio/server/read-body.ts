import type { IncomingMessage } from 'node:http';
import { ApiError } from './api-error.ts';

/**
 * The body of a request, at most so many bytes within so many milliseconds; throws an ApiError. A declared length that is
 * too large is refused before anything of it is read.
 */
export function readBody(incoming: IncomingMessage, most: number, milliseconds: number): Promise<Uint8Array> {
  const declared = Number(incoming.headers['content-length'] ?? 0);
  if (declared > most) return Promise.reject(tooLarge(most));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => settle(() => reject(tooSlow(milliseconds))), milliseconds);
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      incoming.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone);
      act();
    };
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > most) settle(() => reject(tooLarge(most)));
      else chunks.push(chunk);
    };
    const onEnd = (): void =>
      settle(() => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    const onGone = (): void => settle(() => reject(new ApiError('validation_denied', 'The body broke off.', CLOSES)));
    incoming.on('data', onData).on('end', onEnd).on('error', onGone).on('close', onGone);
  });
}

const CLOSES = { closes: true };

function tooLarge(most: number): ApiError {
  return new ApiError('validation_denied', `The body is larger than ${most} bytes.`, CLOSES);
}

function tooSlow(milliseconds: number): ApiError {
  return new ApiError('validation_denied', `The body did not arrive within ${milliseconds} ms.`, CLOSES);
}
