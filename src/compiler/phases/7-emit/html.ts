import { VOID_ELEMENTS } from '../../../plan/html/elements.ts';
import { attributeValue, escapeText } from '../../escape.ts';
import type { OutElement, OutNode, Program } from '../../program.ts';
import type { Stylesheet } from './stylesheet.ts';

/** The tree as HTML; iterative, because a plan decides how deep it is. */
export function emitHtml({ roots }: Program, { marks }: Stylesheet): string {
  const out: string[] = [];
  const open: (OutNode | string)[] = roots.toReversed();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') out.push(next);
    else if (next.kind === 'text') out.push(escapeText(next.text));
    else if (next.kind === 'mark') out.push('<!---->');
    else {
      out.push(startTag(next, marks.get(next)));
      if (next.namespace === 'html' && VOID_ELEMENTS.has(next.tag)) continue;
      open.push(`</${next.tag}>`);
      for (let i = next.children.length - 1; i >= 0; i--) open.push(next.children[i] as OutNode);
    }
  }
  return out.join('');
}

function startTag(element: OutElement, mark: { readonly kind: string; readonly name: string } | undefined): string {
  let tag = `<${element.tag}`;
  let marked = mark;
  for (const { name, text } of element.attributes) {
    if (text === null) continue;
    const value = marked?.kind === name && text ? `${text} ${marked.name}` : marked?.kind === name ? marked.name : text;
    if (marked?.kind === name) marked = undefined;
    tag += value === '' ? ` ${name}` : ` ${name}=${attributeValue(value)}`;
  }
  if (marked) tag += ` ${marked.kind}=${marked.name}`;
  return `${tag}>${startsWithLineFeed(element) ? '\n' : ''}`;
}

/** The parser drops one line feed at the start of these. */
function startsWithLineFeed({ tag, namespace, children }: OutElement): boolean {
  const [first] = children;
  return (
    namespace === 'html' &&
    (tag === 'pre' || tag === 'textarea' || tag === 'listing') &&
    first?.kind === 'text' &&
    first.text.startsWith('\n')
  );
}
