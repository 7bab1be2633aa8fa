import type { CodeAnalysis } from './facts.ts';

/** The browser's compiler reads no code: plans that have any are compiled where their modules are. */
export async function loadCodeAnalysis(): Promise<CodeAnalysis | undefined> {
  return undefined;
}
