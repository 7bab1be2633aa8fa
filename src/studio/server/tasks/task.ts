import type { MessagePort } from 'node:worker_threads';
import type { Answer } from '../answer.ts';

/** What a worker is asked to do. Requests come as the bytes that were sent: nothing of them was read before. */
export type Task =
  | { readonly kind: 'plan' | 'probe'; readonly body: Uint8Array }
  | { readonly kind: 'build'; readonly body: Uint8Array; readonly zip: boolean }
  | { readonly kind: 'event'; readonly body: Uint8Array; readonly seed?: SessionSeed }
  | { readonly kind: 'preview' | 'finish'; readonly stream: StreamText };

/** How it is done. */
export interface TaskTerms {
  /** A quick worker stops at what takes long, such as modules. */
  readonly quick: boolean;
  /** One shared integer that becomes 1 when work begins: what loads the worker is not the task's time. */
  readonly began: Int32Array;
  readonly progress?: MessagePort;
}

/** What came of it: `slow` when it has to be done apart. */
export type TaskResult = { readonly kind: 'slow' } | TaskAnswer;

/** An answer, and what the server remembers of it. */
export interface TaskAnswer extends Answer {
  readonly kind: 'answer';
  /** Whether the same request has the same answer for as long as the server runs. */
  readonly lasting?: boolean;
  /** The session that begins or goes on. */
  readonly seed?: SessionSeed;
}

/** A plan in the middle of its life, as JSON texts: objects of a plan do not go from thread to thread. */
export interface SessionSeed {
  readonly plan: string;
  readonly options: string;
  /** State and last event. */
  readonly moment: string;
  readonly seq: number;
}

/** What came of a stream so far, with the members of the request that opened it as JSON text. */
export interface StreamText {
  readonly text: string;
  readonly options: string;
}

/** One step of long work. */
export interface Progress {
  readonly step: 'queue' | 'compile' | 'modules' | 'package' | 'link' | 'prerender';
  /** The package that has come, and how many are there by now. */
  readonly package?: string;
  readonly count?: number;
}
