import { randomUUID } from 'node:crypto';

const WELL_FORMED = /^[\w.:-]{1,64}$/;

/** The id that a client gives a request, when it is one; else a new one. What is echoed can break neither a header nor a log. */
export function correlationId(given: string | undefined): string {
  return given !== undefined && WELL_FORMED.test(given) ? given : randomUUID();
}
