import { codeFindings } from '../../compiler/javascript/findings.ts';
import { modulePlace, SOURCE_PLACE } from '../../compiler/javascript/placed-code.ts';
import { languageOf } from '../../compiler/javascript/read-source.ts';
import type { CompileResult, PlanSource } from '../../compiler/stages.ts';
import { createDiagnostic } from '../../diagnostics/define.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { TypedModule } from '../../linker/typecheck.ts';

/** The plan's own source as a module; no file of a plan can have the name. */
const SOURCE = './<source>';

/**
 * Type errors in the TypeScript of a plan: its source and the modules beside it. `result` must have its stages. Code that
 * was refused is not looked at.
 */
export async function typeFindings({
  stages,
  sources = [],
  diagnostics,
}: CompileResult): Promise<readonly Diagnostic[]> {
  const { source } = stages?.plan?.code ? stages.plan.document : {};
  const own =
    source && isTyped(source.language) ? [{ name: SOURCE, text: source.code, language: source.language }] : [];
  const modules = [...own, ...sources.flatMap(typedModule)];
  if (modules.length === 0 || diagnostics.some(({ name }) => name === codeFindings.syntax.name)) return [];
  const { typecheck } = await import('../../linker/typecheck.ts');
  const problems = await typecheck(modules);
  return problems.map(({ module, message, span }) => {
    const place = module === SOURCE ? SOURCE_PLACE : modulePlace(module);
    const help = 'Correct the types, or build without `--typecheck`: types are erased.';
    return createDiagnostic(codeFindings.types, { ...place.at(span), message, help });
  });
}

function typedModule({ name, text }: PlanSource): TypedModule[] {
  const language = languageOf(name);
  return typeof text === 'string' && isTyped(language) ? [{ name, text, language }] : [];
}

function isTyped(language: string | undefined): language is 'ts' | 'tsx' {
  return language === 'ts' || language === 'tsx';
}
