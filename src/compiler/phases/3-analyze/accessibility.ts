import { quote } from '../../../diagnostics/quote.ts';
import { staticLang } from '../../../plan/static-lang.ts';
import type { AttributeFact, NodeFact } from '../../stages.ts';
import { type NodeDraft, pointerOf } from './draft.ts';
import { findings } from './findings.ts';
import type { Analysis } from './scope.ts';

const LABELABLE = new Set(['button', 'input', 'meter', 'output', 'progress', 'select', 'textarea']);

/** Warnings for what a reader with assistive technology would miss (spec 5.3, 11). */
export function checkAccessibility(nodes: readonly NodeDraft[], analysis: Analysis, lang: string | undefined): void {
  const ids = new Map<string, NodeDraft>();
  for (const node of nodes) if (node.tag) checkId(node, ids, analysis);
  for (const node of nodes) {
    if (node.namespace !== 'html') continue;
    if (node.tag === 'img') checkImage(node, analysis);
    else if (node.tag === 'label') checkLabel(node, ids, analysis);
    else if (node.tag === 'button') checkButton(node, analysis);
  }
  const written = nodes[0]?.attributes.find((one) => one.name === 'lang');
  if (analysis.document.source && staticLang(analysis.document.root) !== undefined) return;
  if (lang !== undefined || (written && !written.dynamic && written.initial)) return;
  analysis.report(findings.a11yLang, {
    pointer: '/root',
    message: 'The root element has no `lang`, so the page does not say its language.',
    help: 'Add `"lang": "en"` (or the language of the text) to the props of the root element.',
  });
}

function checkId(node: NodeDraft, ids: Map<string, NodeDraft>, { report }: Analysis): void {
  const id = idOf(node)?.initial;
  if (typeof id !== 'string' || !id) return;
  const first = ids.get(id);
  if (!first) ids.set(id, node);
  else {
    report(findings.a11yDuplicateId, {
      pointer: pointerOfId(node),
      message: `The id ${quote(id)} is used twice.`,
      help: 'Give every element an id of its own.',
      related: [{ pointer: pointerOfId(first), message: 'first used here' }],
    });
  }
}

function idOf(node: NodeDraft): AttributeFact | undefined {
  return node.attributes.find((one) => one.name === 'id');
}

/** The prop may be written in capitals. */
function pointerOfId(node: NodeDraft): string {
  return `${pointerOf(node)}/props/${idOf(node)?.prop ?? 'id'}`;
}

function checkImage(node: NodeDraft, { report }: Analysis): void {
  if (given(node, 'alt') || given(node, 'aria-label') || given(node, 'aria-labelledby')) return;
  report(findings.a11yAlt, {
    pointer: pointerOf(node),
    message: 'The image has no `alt`.',
    help: 'Describe it in `alt`, or write `"alt": ""` when it is decoration.',
  });
}

function checkLabel(node: NodeDraft, ids: ReadonlyMap<string, NodeFact>, { report }: Analysis): void {
  const target = node.attributes.find((one) => one.name === 'for');
  const control = typeof target?.initial === 'string' ? ids.get(target.initial) : undefined;
  if (target ? target.dynamic || LABELABLE.has(control?.tag ?? '') : some(node, (one) => LABELABLE.has(one.tag ?? '')))
    return;
  report(findings.a11yLabel, {
    pointer: pointerOf(node),
    message: target
      ? `No control has the id ${quote(String(target.initial))} that this label names.`
      : 'The label belongs to no control.',
    help: 'Put the control inside the label, or set `for` to the `id` of a control.',
  });
}

function checkButton(node: NodeDraft, { report }: Analysis): void {
  if (given(node, 'aria-label') || given(node, 'aria-labelledby') || given(node, 'title')) return;
  if (
    some(node, (one) =>
      one.text
        ? one.text.kind !== 'lit' || String(one.text.value).trim() !== ''
        : given(one, 'alt') || given(one, 'aria-label') || one.tag === undefined,
    )
  )
    return;
  report(findings.a11yButtonName, {
    pointer: pointerOf(node),
    message: 'The button has no name.',
    help: 'Give it a text, or an `aria-label` that says what it does.',
  });
}

function given(node: NodeFact, name: string): boolean {
  return node.attributes.some((one) => one.name === name && one.initial !== null && one.initial !== false);
}

/** Iterative search below a node. */
function some(node: NodeFact, test: (one: NodeFact) => boolean): boolean {
  const open = [...node.children];
  for (let next = open.pop(); next; next = open.pop()) {
    if (test(next)) return true;
    for (const child of next.children) open.push(child);
  }
  return false;
}
