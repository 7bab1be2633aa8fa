import type { CodeAnalysis } from './facts.ts';

/** Loads what understands code, with Babel; declarative plans never pay for it. */
export async function loadCodeAnalysis(): Promise<CodeAnalysis> {
  const [{ analyzeCode }, { guardLoops }] = await Promise.all([
    import('./analyze-code.ts'),
    import('./guard-loops.ts'),
  ]);
  return { analyzeCode, guardLoops };
}
