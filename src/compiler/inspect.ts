import { compile } from './compile.ts';
import type { CompileOptions, CompileResult, PlanSource, Stages } from './stages.ts';

/** Compiles a plan and keeps every stage that was reached, for tools that show how a plan becomes a page. */
export async function inspect(
  source: PlanSource,
  options: CompileOptions = {},
): Promise<CompileResult & { readonly stages: Readonly<Stages> }> {
  const result = await compile(source, { ...options, stages: true });
  return { ...result, stages: result.stages ?? {} };
}
