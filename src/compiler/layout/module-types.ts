/** The types of every module bundle; plans differ in data, not in interface. */
export const MODULE_TYPES = `/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
/** A JSON object. */
export type JsonObject = { [key: string]: Json };
/** An event: a type of the plan and its payload. */
export interface PlanEvent { type: string; payload?: JsonObject }
/** A delivered event; \`n\` counts all of them, \`seq\` those that were applied. */
export interface LogEntry { n: number; seq: number; type: string; payload: JsonObject; applied: boolean }
/** Something that failed at run time. */
export interface RunTimeError { name: string; eventType?: string; actionIndex?: number; path?: string }
/** A state that can be restored into the same plan. */
export interface Snapshot {
  format: "renderify-state/v1"; planId: string; planVersion: number; planDigest: string;
  seq: number; state: JsonObject; event: PlanEvent | null;
}
/** What a mounted plan offers. */
export interface Handle {
  /** Delivers an event and shows what it did. */
  dispatch(event: PlanEvent): void;
  /** A copy of the state. */
  getState(): JsonObject;
  snapshot(): Snapshot;
  /** Throws an error named \`snapshot-mismatch\` when the snapshot is of another plan. */
  restore(snapshot: Snapshot): void;
  /** Runs a log from the initial state, or from a snapshot, and shows the end of it. */
  replay(log: readonly PlanEvent[], from?: Snapshot): void;
  /** Hears of every delivered event and of every failure; the result ends it. */
  onEvent(listener: (entry: LogEntry | RunTimeError) => void): () => void;
  unmount(): void;
}
/** What the page that mounts the plan gives it. */
export interface MountOptions {
  context?: JsonObject;
  vars?: JsonObject;
  state?: JsonObject;
  onEvent?: (entry: LogEntry | RunTimeError) => void;
}
/** Shows the plan inside an element, whose content it replaces. */
export declare const mount: (element: Element, options?: MountOptions) => Handle;
`;
