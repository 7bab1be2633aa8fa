import { loadCodeAnalysis } from '../javascript/load.ts';
import { modulePlace } from '../javascript/placed-code.ts';
import { languageOf, readCode } from '../javascript/read-source.ts';
import { checkCode } from '../phases/4-check/check.ts';
import type { PhaseContext, PinnedPlan, PlanSource } from '../stages.ts';

/** Holds the modules of the plan's folder against the rules for plan code (policy.md 2.6); whether all of them are good. */
export async function checkLocals(plan: PinnedPlan, context: PhaseContext): Promise<boolean> {
  const texts = localTexts(plan).filter(({ name }) => languageOf(name));
  if (texts.length === 0) return true;
  const analysis = context.host.code ?? (await loadCodeAnalysis());
  let good = true;
  const report: PhaseContext['report'] = (definition, occurrence) => {
    good &&= (occurrence.severity ?? definition.severity) !== 'error';
    context.report(definition, occurrence);
  };
  for (const { name, text } of texts) {
    const code = readCode(text, languageOf(name) ?? 'js', modulePlace(name), analysis, report);
    if (code) checkCode(code, plan, report);
  }
  return good;
}

/** The modules of the plan's folder, by the names that findings have for them. */
export function localTexts({ graph }: PinnedPlan): (PlanSource & { readonly text: string })[] {
  return [...graph.modules.values()]
    .filter(({ origin }) => origin === 'local')
    .map(({ id, text }) => ({ name: id, text }));
}
