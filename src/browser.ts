// What `import 'renderify/browser'` gives: the compiler for declarative plans, without Babel, linker and Node.
export { check, compile } from './compiler/compile.ts';
export { type Compiler, type CompilerSettings, createCompiler } from './compiler/create-compiler.ts';
export { TARGET_NAMES } from './compiler/find-target.ts';
export { inspect } from './compiler/inspect.ts';
export { type Played, type PlaySettings, playEvents } from './compiler/play/play-events.ts';
export type {
  Bundle,
  BundleFile,
  CompileOptions,
  CompileResult,
  EffectivePolicy,
  PlanSource,
} from './compiler/stages.ts';
export { createPlanStream, type PlanStream, type StreamPreview } from './compiler/streaming/plan-stream.ts';
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
