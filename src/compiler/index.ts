// The public interface of the compiler: pure, and the same in Node and in a browser.
export { check, checkFully, compile } from './compile.ts';
export { TARGET_NAMES } from './find-target.ts';
export type { CompilerHost } from './host.ts';
export { loadCodeAnalysis } from './javascript/load.ts';
export type {
  Bundle,
  BundleFile,
  CompileOptions,
  CompileResult,
  EffectivePolicy,
  PlanSource,
  Stages,
} from './stages.ts';
