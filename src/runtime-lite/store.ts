/// <reference lib="dom" />
import type { JsonObject } from '../plan/types.ts';
import { fits } from './fits.ts';
import { limit } from './limit.ts';
import { type RunTimeError, raise } from './raise.ts';
import { type CompiledAction, run } from './run.ts';
import { unsound } from './sound.ts';

/** An event as an embedder gives and gets it. */
export interface PlanEvent {
  readonly type: string;
  readonly payload?: JsonObject;
}

/** What `onEvent` hears of every delivered event; `n` counts them all, `seq` the applied ones. */
export interface LogEntry extends PlanEvent {
  readonly n: number;
  readonly seq: number;
  readonly applied: boolean;
}

/** A state that can be taken up again (spec 6.5). */
export interface Snapshot {
  readonly format: 'renderify-state/v1';
  readonly planId: string;
  readonly planVersion: number;
  readonly planDigest: string;
  readonly seq: number;
  readonly state: JsonObject;
  readonly event: PlanEvent | null;
}

/** What the compiled plan hands in. */
export interface StoreInput {
  readonly plan: readonly [id: string, version: number, digest: string];
  readonly initial: JsonObject;
  /** A state that the embedder mounts with, in place of `initial`. */
  readonly given?: JsonObject | undefined;
  readonly stateBytes: number;
  readonly root: EventTarget;
  /** The actions of a type, with the payload of this event closed over. */
  readonly transitions: Readonly<Record<string, (payload: JsonObject) => readonly CompiledAction[]>>;
  /** Takes the new state and event before they are shown. */
  readonly accept: (state: JsonObject, event: PlanEvent | undefined) => void;
  /** Shows what the named types wrote, or everything. */
  readonly flush: (types: ReadonlySet<string> | undefined) => void;
  readonly unmount: () => void;
}

type Listener = (entry: LogEntry | RunTimeError) => void;

/** The store of one mounted plan, and the handle that embedders get. */
export const createStore = (input: StoreInput) => {
  const { plan, stateBytes, transitions, accept, flush, root } = input;
  const [planId, planVersion, planDigest] = plan;
  const listeners = new Set<Listener>();
  const written = new Set<string>();
  const initial = input.given === undefined ? input.initial : copy(input.given);
  let state = initial;
  let event: PlanEvent | undefined;
  let seq = 0;
  let n = 0;
  let alive = true;
  const tell: Listener = (entry) => {
    for (const listener of listeners) listener(entry);
  };
  const report = (error: RunTimeError) => {
    tell(error);
    raise(root, error);
  };
  /** Delivers an event without showing what it did; several of one DOM event are shown at once. */
  const deliver = (type: string, payload: JsonObject) => {
    if (!alive || !fits(payload, type, report)) return;
    const actions = Object.hasOwn(transitions, type) ? transitions[type]?.(payload) : undefined;
    const next = actions && run(state, type, actions, report, (value) => limit(value, stateBytes));
    if (next) {
      state = next;
      event = { type, payload };
      seq++;
      written.add(type);
      accept(state, event);
    }
    tell({ n: ++n, seq, type, payload, applied: !!next });
  };
  const show = () => {
    if (written.size) flush(written);
    written.clear();
  };
  const load = (to: JsonObject, at: PlanEvent | undefined, count: number) => {
    const wrong = unsound(to, stateBytes);
    if (wrong || Array.isArray(to) || typeof to !== 'object' || !to)
      throw new Error(`The state cannot be used: ${wrong ?? 'wrong-type'}.`);
    state = to;
    event = at;
    seq = count;
    accept(state, event);
  };
  const open = (snapshot: Snapshot) => {
    if (snapshot.planDigest === planDigest && snapshot.format === 'renderify-state/v1') {
      const { state, event, seq } = copy(snapshot);
      return load(state, event ?? undefined, seq);
    }
    const error = new Error('snapshot-mismatch: the snapshot was taken of another plan.');
    error.name = 'snapshot-mismatch';
    throw error;
  };
  const handle = {
    /** Delivers an event and shows what it did. */
    dispatch({ type, payload = {} }: PlanEvent): void {
      const clean = copy(payload);
      const wrong = unsound(clean, Number.POSITIVE_INFINITY);
      if (wrong) report({ name: wrong === 'data-depth' ? 'payload-limit' : wrong, eventType: type });
      else deliver(type, clean);
      show();
    },
    /** A copy of the state. */
    getState: (): JsonObject => copy(state),
    snapshot: (): Snapshot =>
      copy({ format: 'renderify-state/v1', planId, planVersion, planDigest, seq, state, event: event ?? null }),
    /** Takes a snapshot up again; throws an error called `snapshot-mismatch` when it is of another plan. */
    restore(snapshot: Snapshot): void {
      open(snapshot);
      written.clear();
      flush(undefined);
    },
    /** Runs a log from `initial` or a snapshot and shows the end of it. */
    replay(log: readonly PlanEvent[], from?: Snapshot): void {
      if (from) open(from);
      else load(initial, undefined, 0);
      for (const { type, payload = {} } of log) deliver(type, copy(payload));
      written.clear();
      flush(undefined);
    },
    /** Hears of every delivered event and every run-time error; gives the function that ends it. */
    onEvent(listener: Listener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Takes the plan out of the page. */
    unmount(): void {
      alive = false;
      listeners.clear();
      input.unmount();
    },
  };
  if (input.given !== undefined) load(initial, undefined, 0);
  return { handle, deliver, show, report, flush: () => flush(undefined) };
};

/** Values of an embedder are copied, so that neither side can change the other's. */
function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
