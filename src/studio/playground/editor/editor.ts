/// <reference lib="dom" />
import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension, Transaction } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { Span } from '../../../diagnostics/diagnostic.ts';
import { STYLE_NONCE } from './style-nonce.ts';
import { theme } from './theme.ts';

/** What an editor is made of. */
export interface EditorSettings {
  readonly parent: HTMLElement;
  /** Its name for people who do not see it. */
  readonly label: string;
  readonly text?: string;
  readonly readOnly?: boolean;
  readonly extensions?: Extension;
  /** Called after each change that a person made, not after `setText`. */
  readonly onChange?: (text: string) => void;
}

/** An editor of one text. */
export interface Editor {
  readonly view: EditorView;
  text(): string;
  /** Takes another text and changes as little as possible, so that the place of the caret stays. */
  setText(text: string, options?: { readonly edit?: boolean }): void;
  setMarks(marks: readonly Diagnostic[]): void;
  /** Selects a place, brings it into view and takes the focus. */
  reveal(span: Span): void;
}

/** Makes an editor. Tab leaves it, as everywhere on the page. */
export function createEditor({
  parent,
  label,
  text = '',
  readOnly,
  extensions = [],
  onChange,
}: EditorSettings): Editor {
  let quiet = false;
  const listener = EditorView.updateListener.of((update) => {
    if (update.docChanged && !quiet) onChange?.(update.state.doc.toString());
  });
  const common = readOnly ? [EditorState.readOnly.of(true)] : [...EDITING, lintGutter()];
  const attributes = EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' });
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [COMMON, common, theme, attributes, EditorView.cspNonce.of(STYLE_NONCE), listener, extensions],
    }),
  });
  return {
    view,
    text: () => view.state.doc.toString(),
    setText(next, { edit = false } = {}) {
      const change = difference(view.state.doc.toString(), next);
      if (!change) return;
      quiet = !edit;
      view.dispatch({ changes: change, annotations: edit ? [] : [Transaction.addToHistory.of(false)] });
      quiet = false;
    },
    setMarks: (marks) => view.dispatch(setDiagnostics(view.state, marks)),
    reveal({ start, end }) {
      const most = view.state.doc.length;
      const [anchor, head] = [Math.min(start, most), Math.min(end, most)];
      view.dispatch({ selection: { anchor, head }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
      view.focus();
    },
  };
}

const COMMON = [
  lineNumbers(),
  foldGutter(),
  bracketMatching(),
  drawSelection(),
  highlightSelectionMatches(),
  EditorView.lineWrapping,
  keymap.of([...defaultKeymap, ...searchKeymap, ...foldKeymap]),
];

const EDITING = [
  history(),
  indentOnInput(),
  closeBrackets(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  keymap.of([...closeBracketsKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap]),
];

/** The one stretch in which two texts differ. */
function difference(before: string, after: string): { from: number; to: number; insert: string } | undefined {
  if (before === after) return undefined;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}
