import { check } from '../../src/compiler/index.ts';
import { type CodeLanguage, loadCodeAnalysis } from '../../src/compiler/javascript/index.ts';
import type { CompileOptions } from '../../src/compiler/stages.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';

const code = await loadCodeAnalysis();

/** Findings of a plan with this code, checked with everything that reads code. */
export function sourceFindings(source: object, options: CompileOptions = {}, plan: object = {}): readonly Diagnostic[] {
  const root = { type: 'element', tag: 'main', props: { lang: 'en' } };
  const text = JSON.stringify({ specVersion: 'runtime-plan/v1', id: 'a', version: 1, root, source, ...plan });
  return check({ name: 'plan.json', text }, { profile: 'trusted', ...options, host: { code } }).diagnostics;
}

/** What is found in the code itself, but for what it imports and exports. */
export function checkCodeText(
  text: string,
  language: CodeLanguage,
  profile: string,
): Pick<Diagnostic, 'name' | 'message' | 'inside'>[] {
  return sourceFindings({ code: text, language }, { profile })
    .filter(({ name }) => !['source-export-missing', 'require-manifest-entry'].includes(name))
    .map(({ name, message, inside }) => ({ name, message, ...(inside && { inside }) }));
}
