/// <reference lib="dom" />
import { type CodeText, codeOf, withCode } from '../editor/code-text.ts';
import type { Editor } from '../editor/editor.ts';
import { codeMarks, createCodeEditor, createPlanEditor, planMarks } from '../editor/plan-editor.ts';
import type { Session } from '../session/session.ts';
import type { View } from '../session/view.ts';
import type { Finding } from '../worker/protocol.ts';

/** The editor of the plan and that of its code: two views of one text. */
export interface Editors {
  readonly mountPlan: (element: HTMLElement) => void;
  readonly mountCode: (element: HTMLElement) => void;
  /** The code in a plan's text. */
  code(text: string): CodeText | undefined;
  /** Brings a place of the plan into view. */
  reveal(finding: Finding): void;
}

/** Makes both; what one changes the session tells the other. */
export function createEditors(session: Session): Editors {
  let plan: Editor | undefined;
  let code: Editor | undefined;
  let marked: readonly Finding[] | undefined;
  let read: { text: string; code: CodeText | undefined } = { text: '', code: undefined };
  const codeIn = (text: string) => {
    if (read.text !== text) read = { text, code: codeOf(text) };
    return read.code;
  };
  const follow = ({ text, findings, busy }: View) => {
    plan?.setText(text, { edit: true });
    const own = codeIn(text);
    if (own) code?.setText(own.code);
    // Findings are about the text that was compiled; while another one is under way they move with the text.
    if (busy || marked === findings || (marked?.length === 0 && findings.length === 0)) return;
    marked = findings;
    plan?.setMarks(planMarks(findings, text.length, session.fix));
    code?.setMarks(codeMarks(findings, own?.code.length ?? 0));
  };
  session.view.listen(follow);
  return {
    mountPlan(parent) {
      const onChange = (text: string) => text !== session.view.get().text && session.edit(text);
      plan = createPlanEditor({ parent, label: 'Plan', text: session.view.get().text, onChange });
    },
    mountCode(parent) {
      const onChange = (text: string) => session.edit(withCode(session.view.get().text, text));
      code = createCodeEditor({
        parent,
        label: 'Code of the plan',
        text: codeIn(session.view.get().text)?.code ?? '',
        onChange,
      });
    },
    code: codeIn,
    reveal({ span, inside, pointer }) {
      const inCode = inside && pointer === '/source/code';
      session.view.update({ pane: 'edit', editTab: inCode ? 'code' : 'plan' });
      // The editor must be visible before it can scroll.
      setTimeout(() => (inCode ? code?.reveal(inside) : span && plan?.reveal(span)));
    },
  };
}
