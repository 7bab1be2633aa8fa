import type { Report } from '../../diagnostics/define.ts';
import { quote } from '../../diagnostics/quote.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { islandFindings } from '../islands/findings.ts';
import type { EffectivePolicy, Plan } from '../stages.ts';
import type { CodeAnalysis, CodeExports, CodeLanguage } from './facts.ts';
import { codeFindings } from './findings.ts';
import { type CodePlace, type PlacedCode, SOURCE_PLACE } from './placed-code.ts';

/** Whether a plan has code that the policy lets it have; nothing of any other is read (policy.md 2.6). */
export function hasReadableSource({ document: { source } }: Plan, { fields }: EffectivePolicy): boolean {
  if (!source || fields['allowRuntimeSourceModules'] !== true) return false;
  return new TextEncoder().encode(source.code).length <= (fields['maxRuntimeSourceBytes'] as number);
}

/** The plan with what its code says; without it where the code may not be read, or cannot be. */
export function readSource(
  plan: Plan,
  policy: EffectivePolicy,
  analysis: CodeAnalysis | undefined,
  report: Report,
): Plan {
  const { source } = plan.document;
  if (!source || !hasReadableSource(plan, policy)) return plan;
  if (!analysis) {
    const message = 'The code was not read, so nothing is known of its imports and of what it reaches.';
    report(codeFindings.unchecked, {
      pointer: '/source/code',
      message,
      help: 'Check the plan with `renderify check`.',
    });
    return plan;
  }
  const code = readCode(source.code, source.language, SOURCE_PLACE, analysis, report);
  if (!code) return plan;
  reportMissingExport(source.exportName, code.facts.exports, report);
  return { ...plan, code };
}

/** Reads any module of plan code; `undefined` after its syntax errors have been reported. */
export function readCode(
  text: string,
  language: CodeLanguage,
  place: CodePlace,
  analysis: CodeAnalysis,
  report: Report,
): PlacedCode | undefined {
  const reading = analysis.analyzeCode(text, language);
  if (reading.ok) return { facts: reading.facts, text, place };
  for (const { message, span } of reading.problems) {
    report(codeFindings.syntax, { ...place.at(span), message, help: helpFor(language) });
  }
  return undefined;
}

/** The language of a module beside the plan, by its name; none where it is no code. */
export function languageOf(name: string): CodeLanguage | undefined {
  const end = /\.[cm]?([jt]sx?)$/.exec(name)?.[1];
  return end as CodeLanguage | undefined;
}

const HINTS: Readonly<Record<CodeLanguage, string>> = {
  js: '; JSX needs `jsx`, types need `ts` or `tsx`',
  jsx: '; types need `tsx`',
  ts: '; JSX needs `tsx`',
  tsx: '',
};

function helpFor(language: CodeLanguage): string {
  return `Write an ES module in \`${language}\`${HINTS[language]}.`;
}

function reportMissingExport(given: string | undefined, { names, all }: CodeExports, report: Report): void {
  const name = given ?? 'default';
  if (all || names.has(name)) return;
  report(islandFindings.sourceExportMissing, {
    pointer: given === undefined ? '/source' : '/source/exportName',
    message: `The code has no export ${quote(name)}.`,
    help:
      didYouMean(name, names) ??
      (names.size > 0 ? `It exports ${[...names].slice(0, 3).map(quote).join(', ')}.` : `Write \`export default …\`.`),
  });
}
