import type { JsonObject } from '../../plan/types.ts';

/** Every way in which a request can fail, with its HTTP status. */
export const STATUS_OF = {
  validation_denied: 400,
  auth_denied: 401,
  policy_denied: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  unavailable: 503,
  internal_error: 500,
} as const;

/** The word that programs go by. */
export type ErrorCode = keyof typeof STATUS_OF;

/** What else an answer says about a failure. */
export interface ErrorDetails {
  /** Findings in the form of `renderify-diagnostics/v1`. */
  readonly diagnostics?: readonly JsonObject[];
  /** Seconds after which the same request may succeed. */
  readonly retryAfter?: number;
  /** Whether the connection cannot be used any further. */
  readonly closes?: boolean;
}

/** A request that is refused; its message is for whoever sent it. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}
