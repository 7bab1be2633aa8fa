// The library: what `import 'renderify'` gives. The command line is made of the same parts.
export * from './compiler/index.ts';
export { inspect } from './compiler/inspect.ts';
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
