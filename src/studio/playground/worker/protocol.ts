import type { EffectivePolicy } from '../../../compiler/stages.ts';
import type { PatchOperation, Severity, Span } from '../../../diagnostics/diagnostic.ts';
import type { JsonObject } from '../../../plan/types.ts';
import type { DirectLine, PreviewPage } from '../preview/protocol.ts';

/** What is chosen beside the plan. An empty text of policy, context or vars means that there is none. */
export interface Settings {
  readonly profile: string;
  readonly target: string;
  readonly policy: string;
  readonly context: string;
  readonly vars: string;
}

/** The name under which findings show the text of each input. */
export const INPUT_NAMES = { context: 'context.json', vars: 'vars.json' } as const;

/** A finding as the page shows it. */
export interface Finding {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  readonly help?: string;
  readonly pointer: string;
  /** The text that it is about, when that is not the plan. */
  readonly source?: string;
  /** Place and line of code, as the terminal shows them. */
  readonly frame: string;
  /** In the plan's text. */
  readonly span?: Span;
  /** In the text of the code that the plan holds at `pointer`. */
  readonly inside?: Span;
  readonly fix?: readonly PatchOperation[];
}

/** What one plan became. */
export interface PageAnswer {
  readonly page?: PreviewPage;
  readonly findings: readonly Finding[];
  readonly policy?: EffectivePolicy;
  /** Whether the plan has modules or code, which a browser cannot compile. */
  readonly hasCode: boolean;
  /** The event types that a page knows. */
  readonly eventTypes?: readonly string[];
  readonly milliseconds: number;
}

/** The files of a bundle. */
export interface BundleAnswer {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly entry?: string;
  readonly manifest?: JsonObject;
}

/** One preview of a plan that is still arriving. */
export interface StreamAnswer {
  readonly page?: PreviewPage;
  readonly pending?: number;
  /** At the end: the text of the plan, also where it came as a patch. */
  readonly text?: string;
  readonly findings?: readonly Finding[];
}

/** What can be asked of the worker, and what it answers. */
export interface Questions {
  /** Where pages can go at once; none when nothing is said. */
  line: { ask: { line: DirectLine | undefined }; answer: null };
  page: { ask: { text: string; settings: Settings }; answer: PageAnswer };
  bundle: { ask: { text: string; settings: Settings }; answer: BundleAnswer };
  stage: { ask: { text: string; settings: Settings; stage: string }; answer: string };
  'stream-open': { ask: { settings: Settings; format: 'json' | 'patch' }; answer: null };
  'stream-push': { ask: { text: string; force: boolean }; answer: StreamAnswer };
  'stream-end': { ask: object; answer: StreamAnswer };
}

export type Question = keyof Questions;
