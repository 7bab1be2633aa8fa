import { type ErrorCode, type ErrorDetails, STATUS_OF } from './api-error.ts';

/**
 * An answer without its correlation id, so that it can be kept and given to many: the envelope as UTF-8 JSON up to its last
 * member, or the bytes of a zip file.
 */
export interface Answer {
  readonly status: number;
  readonly head: Uint8Array;
  /** The name of a zip file to save; without it the answer is JSON. */
  readonly fileName?: string;
  readonly retryAfter?: number;
  readonly closes?: boolean;
}

/** The good answer with this data. */
export function success(data: unknown): Answer {
  return { status: 200, head: encode(`{"ok":true,"data":${JSON.stringify(data)}`) };
}

/** The bad answer with this code. */
export function failure(
  code: ErrorCode,
  message: string,
  { diagnostics, retryAfter, closes }: ErrorDetails = {},
): Answer {
  const said = JSON.stringify({ ok: false, code, message, ...(diagnostics && { diagnostics }) });
  return {
    status: STATUS_OF[code],
    head: encode(said.slice(0, -1)),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(closes && { closes }),
  };
}

/** The same good answer with the id of a session at the end of its data. */
export function withSession<T extends Answer>(answer: T, session: string): T {
  const text = new TextDecoder().decode(answer.head);
  return { ...answer, head: encode(`${text.slice(0, -1)},"session":"${session}"}`) };
}

/** The envelope as it is sent. Ids have no character that JSON escapes. */
export function envelope({ head }: Answer, correlationId: string): Uint8Array<ArrayBuffer> {
  const tail = `,"correlationId":"${correlationId}"}`;
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  new TextEncoder().encodeInto(tail, bytes.subarray(head.length));
  return bytes;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
