import type { OutElement, OutNode } from '../../program.ts';
import { jsObject, jsString } from './js-value.ts';
import { declarationList } from './stylesheet.ts';

const VOCABULARIES = ['html', 'svg', 'math'];

/** The tree as the literal that the runtime's `build` takes; iterative. */
export function emitTree(root: OutNode): string {
  const out: string[] = [];
  const open: (OutNode | string)[] = [root];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') out.push(next);
    else if (next.kind === 'text') out.push(jsString(next.text.replaceAll('\0', '\ufffd')));
    else if (next.kind === 'mark') out.push('0');
    else {
      out.push(head(next));
      open.push(']');
      for (let i = next.children.length - 1; i >= 0; i--) open.push(next.children[i] as OutNode, ',');
    }
  }
  return out.join('');
}

function head({ tag, attributes, style, namespace }: OutElement): string {
  const given = attributes
    .filter((one) => one.text !== null)
    .map((one) => [one.name, jsString((one.text ?? '').replaceAll('\0', '\ufffd'))] as const);
  return `[${jsString(tag)},${given.length ? jsObject(given) : 0},${jsString(declarationList(style))},${VOCABULARIES.indexOf(namespace)}`;
}
