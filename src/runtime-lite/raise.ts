/// <reference lib="dom" />

/** What a run-time error event says (spec 6.3). */
export interface RunTimeError {
  readonly name: string;
  readonly eventType?: string;
  readonly actionIndex?: number;
  readonly path?: string;
}

/** Tells the embedder of a page that something failed, by a DOM event on the root of the plan. */
export const raise = (root: EventTarget, detail: RunTimeError): void => {
  root.dispatchEvent(new CustomEvent('renderify:error', { bubbles: true, detail }));
};
