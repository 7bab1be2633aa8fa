/// <reference lib="dom" />
import { autocompletion } from '@codemirror/autocomplete';
import { javascript } from '@codemirror/lang-javascript';
import { json } from '@codemirror/lang-json';
import type { Diagnostic } from '@codemirror/lint';
import type { Finding } from '../worker/protocol.ts';
import { applyFix } from './apply-fix.ts';
import { completePlan, planHover } from './complete.ts';
import { createEditor, type Editor, type EditorSettings } from './editor.ts';

/** An editor of plans, with the words of the language. */
export function createPlanEditor(settings: EditorSettings): Editor {
  const completion = autocompletion({ override: [completePlan], activateOnTyping: true });
  return createEditor({ ...settings, extensions: [json(), completion, planHover] });
}

/** An editor of other JSON. */
export function createJsonEditor(settings: EditorSettings): Editor {
  return createEditor({ ...settings, extensions: [json()] });
}

/** An editor of a plan's code: all four languages are read as the one that contains them. */
export function createCodeEditor(settings: EditorSettings): Editor {
  return createEditor({ ...settings, extensions: [javascript({ jsx: true, typescript: true })] });
}

/** Findings as marks in the plan's text. */
export function planMarks(findings: readonly Finding[], length: number, fix: (finding: Finding) => void): Diagnostic[] {
  return findings.flatMap((finding) => {
    const { span } = finding;
    if (!span || span.start > length) return [];
    const mark = markOf(finding, span.start, Math.min(span.end, length));
    return [finding.fix ? { ...mark, actions: [{ name: 'Fix', apply: () => fix(finding) }] } : mark];
  });
}

/** The findings inside the code, as marks in its own text. */
export function codeMarks(findings: readonly Finding[], length: number): Diagnostic[] {
  return findings.flatMap((finding) => {
    const { inside, pointer } = finding;
    if (!inside || pointer !== '/source/code' || inside.start > length) return [];
    return [markOf(finding, inside.start, Math.min(inside.end, length))];
  });
}

/** The text with the finding's fix, or as it was when the fix does not fit any more. */
export function fixed(text: string, finding: Finding): string {
  return (finding.fix && applyFix(text, finding.fix)) ?? text;
}

function markOf({ severity, message, help, name }: Finding, from: number, to: number): Diagnostic {
  return { from, to, severity, message: help ? `${message}\n${help}` : message, source: name };
}
