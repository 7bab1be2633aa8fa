import { createDiagnostic } from '../../diagnostics/define.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Json } from '../../plan/types.ts';
import { compile } from '../compile.ts';
import type { Bundle, CompileOptions, CompileResult } from '../stages.ts';
import { streamFindings } from './findings.ts';
import { PatchReader, type SkippedLine } from './patch-reader.ts';
import { PrefixReader } from './prefix-reader.ts';
import type { Growing } from './preview-nodes.ts';
import { previewPlan, Refused } from './preview-plan.ts';

/** How a plan arrives: as JSON text that grows, or as lines of JSON Patch operations that are applied to `{}`. */
export interface StreamOptions extends CompileOptions {
  readonly format?: 'json' | 'patch';
  /** The name that findings show. */
  readonly name?: string;
}

/** What a plan shows before all of it has come. */
export interface StreamPreview {
  /** From 1, by one. */
  readonly sequence: number;
  readonly bundle: Bundle;
  /** How many nodes wait for the rest of them, or would be refused. */
  readonly pending: number;
}

/** A plan that arrives in pieces. */
export interface PlanStream {
  /** Takes the next piece, cut anywhere. */
  push(text: string): void;
  /**
   * The page of what came so far; `undefined` while none is due, or when the text so far is no beginning of a plan. One is
   * due when the plan has grown by a fortieth, so that all previews together cost a bounded number of builds; `force`
   * asks for one whenever something came. No plan code runs, and nothing is fetched.
   */
  preview(settings?: { readonly force?: boolean }): Promise<StreamPreview | undefined>;
  /** Compiles the whole plan; a line of a patch that could not be applied is an error. */
  end(): Promise<CompileResult>;
}

const SMALLEST_STEP = 256;
const SHARE = 40;
/** How often what a build would refuse is taken out before a preview is given up. */
const ROUNDS = 6;

/** Opens a stream; previews and the final build have the same options. */
export function createPlanStream({ format = 'json', name = 'stream', ...options }: StreamOptions = {}): PlanStream {
  const reader = format === 'patch' ? new PatchReader() : new PrefixReader();
  const pieces: string[] = [];
  let length = 0;
  let shownAt = 0;
  let sequence = 0;
  return {
    push(text) {
      pieces.push(text);
      length += text.length;
      reader.push(text);
    },
    async preview({ force = false } = {}) {
      const grown = length - shownAt;
      if (grown === 0 || (!force && grown < Math.max(SMALLEST_STEP, length / SHARE))) return undefined;
      if ('broken' in reader && reader.broken) return undefined;
      shownAt = length;
      const shown = await show(name, reader.document(), reader, options);
      return shown && { sequence: ++sequence, ...shown };
    },
    async end() {
      if (!(reader instanceof PatchReader)) return compile({ name, text: pieces.join('') }, options);
      reader.end();
      const result = await compile({ name, text: JSON.stringify(reader.document() ?? {}) }, options);
      return withSkipped(result, reader);
    },
  };
}

/** Builds what can be shown: what is refused waits, and the rest is tried again. */
async function show(
  name: string,
  document: Json | undefined,
  growing: Growing,
  options: CompileOptions,
): Promise<Omit<StreamPreview, 'sequence'> | undefined> {
  const refused = new Refused();
  for (let round = 0; round < ROUNDS; round++) {
    const preview = previewPlan(document, growing, refused);
    const { bundle, diagnostics } = await compile({ name, text: JSON.stringify(preview.plan) }, options);
    if (bundle) return { bundle, pending: preview.pending };
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    const changed = errors.map(({ pointer }) => refused.add(pointer, preview));
    if (!changed.includes(true)) return undefined;
  }
  return undefined;
}

function withSkipped(result: CompileResult, { skipped }: PatchReader): CompileResult {
  if (skipped.length === 0) return result;
  const { bundle: _, ...rest } = result;
  return { ...rest, diagnostics: [...skipped.map(toDiagnostic), ...result.diagnostics] };
}

function toDiagnostic({ line, message }: SkippedLine): Diagnostic {
  return createDiagnostic(streamFindings.patchSkipped, {
    pointer: '',
    message: `Line ${line} of the stream was left out: ${message}.`,
    help: 'Send an operation of RFC 6902 that fits the document so far.',
  });
}
