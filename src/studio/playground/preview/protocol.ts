/// <reference lib="dom" />
import type { Json, JsonObject } from '../../../plan/types.ts';
import type { LogEntry, PlanEvent, Snapshot } from '../../../runtime-lite/store.ts';

/** What a window says once to a frame in it, with the ports on which everything else goes. */
export const HELLO = 'renderify-preview';

/** The longest message that is read from a frame, in UTF-16 units: the largest state of any profile fits. */
export const LONGEST_MESSAGE = 6 * 1024 * 1024;

/** A page as it was emitted, with the digest of its plan. */
export interface PreviewPage {
  readonly html: string;
  readonly digest: string;
  /** Equal for two pages of which one can become the other in place: script and policy without the digest. */
  readonly program: string;
  /** Set when the compiler has sent the page to the stage, without the way over the playground's thread: the key of the line. */
  readonly direct?: number;
}

/** The line from the compiler to the stage, for pages and in this direction only. */
export interface DirectLine {
  /** Tells lines apart; a later one has a greater key. */
  readonly key: number;
  readonly port: MessagePort;
}

/** What goes on the line: a page, or that one is about to come. */
export type LineMessage = PreviewPage | 'soon';

/** What can be asked of a page, by way of the stage. */
export type PageCommand =
  | { readonly do: 'dispatch'; readonly event: PlanEvent }
  | { readonly do: 'restore'; readonly snapshot: Snapshot }
  | { readonly do: 'replay'; readonly log: readonly PlanEvent[]; readonly from: Snapshot };

/** What the playground asks of the stage; each is answered under its id. */
export type StageCommand =
  | PageCommand
  /** Answered once this page, or a later one, is there; without a page it stands for the last that came on the line. */
  | { readonly do: 'show'; readonly page?: PreviewPage }
  /** Takes everything away. A port that comes along is the new line; what is still on the old one never arrives. */
  | { readonly do: 'clear' };

/** What the stage asks of the frame of one page. */
export type FrameCommand =
  | PageCommand
  | { readonly do: 'write'; readonly html: string; readonly from?: Captured; readonly focus: boolean }
  | { readonly do: 'morph'; readonly html: string }
  | { readonly do: 'capture' };

/** Where a page is: the state that it began with, the one that it has, and what a person sees of it. */
export interface Captured {
  readonly snapshot?: Snapshot;
  readonly first?: JsonObject;
  readonly view?: Json;
}

/** Everything that frame and stage say, as JSON text: what is not of this shape is ignored. */
export type FrameMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly id: number; readonly ok: true; readonly value?: Json }
  | { readonly kind: 'answer'; readonly id: number; readonly ok: false; readonly message: string }
  | { readonly kind: 'events'; readonly entries: readonly (LogEntry | FrameFailure)[]; readonly snapshot: Snapshot }
  /** By the stage: another page is in front; `fresh` when the one before was not changed in place. */
  | { readonly kind: 'shown'; readonly digest: string; readonly fresh: boolean; readonly snapshot?: Snapshot }
  /** By the stage: it is about to be painted, at so many milliseconds since the epoch. */
  | { readonly kind: 'painted'; readonly at: number }
  | { readonly kind: 'failed'; readonly message: string };

/** A run-time error of the plan, as `onEvent` of the handle gives it. */
export interface FrameFailure {
  readonly name: string;
  readonly eventType?: string;
  readonly path?: string;
}
