// Understanding code that the compiler did not write. What needs Babel is behind `loadCodeAnalysis`.
export type {
  CodeAnalysis,
  CodeExports,
  CodeFacts,
  CodeImport,
  CodeLanguage,
  CodeProblem,
  CodeReading,
  DynamicImport,
  GlobalReach,
  GuardedCode,
  UndecidedAccess,
} from './facts.ts';
export { loadCodeAnalysis } from './load.ts';
