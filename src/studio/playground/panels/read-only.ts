/// <reference lib="dom" />
import { h } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Editor } from '../editor/editor.ts';
import { createJsonEditor } from '../editor/plan-editor.ts';
import { Host } from '../ui/host.ts';

/** A text to read, search and fold; long ones are drawn only where they are seen. */
export function ReadOnly({ label, text }: { readonly label: string; readonly text: string }) {
  const editor = useRef<Editor>();
  useEffect(() => editor.current?.setText(text), [text]);
  useEffect(() => editor.current?.view.contentDOM.setAttribute('aria-label', label), [label]);
  const mount = (parent: HTMLElement) => {
    editor.current = createJsonEditor({ parent, label, text, readOnly: true });
  };
  return h(Host, { class: 'read-only', mount });
}
