import { setTimeout as wait } from 'node:timers/promises';

const STATUSES = new Set([408, 425, 429, 500, 502, 503, 504]);
const CODES = new Set([
  'ECONNRESET',
  'EAI_AGAIN',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const LONGEST = 10_000;

/** Whether a status, or the error of a request, may be better a moment later. */
export function retryable(outcome: unknown): boolean {
  if (typeof outcome === 'number') return STATUSES.has(outcome);
  return CODES.has((outcome as { code?: string }).code ?? '');
}

/** Waits before another attempt: as long as the server says, at most ten seconds, else twice as long each time. */
export async function pauseBefore(
  attempt: number,
  retryAfter: string | undefined,
  pause: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const asked = retryAfter === undefined ? Number.NaN : secondsOf(retryAfter) * 1000;
  const milliseconds = Number.isNaN(asked) ? pause * 2 ** attempt : asked;
  await wait(Math.min(Math.max(milliseconds, 0), LONGEST), undefined, signal ? { signal } : {});
}

/** `Retry-After` (RFC 9110) as seconds, or a date. */
function secondsOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
}
