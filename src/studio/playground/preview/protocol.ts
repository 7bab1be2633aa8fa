/// <reference lib="dom" />
import type { Json, JsonObject } from '../../../plan/types.ts';
import type { LogEntry, PlanEvent, Snapshot } from '../../../runtime-lite/store.ts';

/** What the parent's window says once, with the port on which everything else goes. */
export const HELLO = 'renderify-preview';

/** The longest message that the parent reads from a frame, in UTF-16 units: the largest state of any profile fits. */
export const LONGEST_MESSAGE = 6 * 1024 * 1024;

/** A page as it was emitted, with the digest of its plan. */
export interface PreviewPage {
  readonly html: string;
  readonly digest: string;
  /** Equal for two pages of which one can become the other in place: script and policy without the digest. */
  readonly program: string;
  /** Set when the compiler has sent the page to the frame that was in front, without the way over the page's thread. */
  readonly direct?: { readonly frame: number; readonly token: number };
}

/** The line from the compiler to the frame in front: for pages of the same program, and in this direction only. */
export interface DirectLine {
  readonly frame: number;
  readonly program: string;
  readonly port: MessagePort;
}

/** What the compiler sends on it. */
export interface DirectPage {
  readonly token: number;
  readonly html: string;
}

/** What the parent asks of a frame; each is answered under its id. */
export type FrameCommand =
  | { readonly do: 'write'; readonly html: string }
  | { readonly do: 'morph'; readonly html: string }
  | { readonly do: 'adopt'; readonly state?: JsonObject; readonly view?: Json; readonly focus: boolean }
  | { readonly do: 'capture' }
  | { readonly do: 'dispatch'; readonly event: PlanEvent }
  | { readonly do: 'restore'; readonly snapshot: Snapshot }
  | { readonly do: 'replay'; readonly log: readonly PlanEvent[]; readonly from: Snapshot };

/** What `capture` answers: where the page is. */
export interface Captured {
  readonly snapshot?: Snapshot;
  readonly view?: Json;
}

/** Everything that a frame says, as JSON text: what is not of this shape is ignored. */
export type FrameMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly id: number; readonly ok: true; readonly value?: Json }
  | { readonly kind: 'answer'; readonly id: number; readonly ok: false; readonly message: string }
  | { readonly kind: 'direct'; readonly token: number; readonly value: Json }
  | { readonly kind: 'painted'; readonly at: number }
  | { readonly kind: 'events'; readonly entries: readonly (LogEntry | FrameFailure)[]; readonly snapshot: Snapshot };

/** A run-time error of the plan, as `onEvent` of the handle gives it. */
export interface FrameFailure {
  readonly name: string;
  readonly eventType?: string;
  readonly path?: string;
}
