// The library: what `import 'renderify'` gives. The command line is made of the same parts.
export { createNodeHost, type NodeSettings } from './cli/node-host.ts';
export { type Compiler, type CompilerSettings, createCompiler } from './compiler/create-compiler.ts';
export * from './compiler/index.ts';
export { inspect } from './compiler/inspect.ts';
export type { EventFailure, Moment, PlayedEvent } from './compiler/play/apply-event.ts';
export { type Played, type PlaySettings, playEvents } from './compiler/play/play-events.ts';
export {
  createPlanStream,
  type PlanStream,
  type StreamOptions,
  type StreamPreview,
} from './compiler/streaming/plan-stream.ts';
export { type VerifyOptions, verifyBundle } from './compiler/verify/verify-bundle.ts';
export { compilerVersion } from './compiler/version.ts';
export type { Diagnostic, PatchOperation, RelatedPlace, Severity, Span } from './diagnostics/diagnostic.ts';
export { formatDiagnostic } from './diagnostics/format-diagnostic.ts';
export {
  type FindingsOf,
  formatDiagnostics,
  type NamedText,
  type ShowOptions,
} from './diagnostics/format-diagnostics.ts';
export type { Json, JsonObject } from './plan/types.ts';
