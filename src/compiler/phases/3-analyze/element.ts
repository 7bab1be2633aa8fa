import { quote } from '../../../diagnostics/quote.ts';
import { aliasOf, attributeName, isReservedProp, RAW_HTML_PROPS } from '../../../plan/html/attributes.ts';
import {
  HTML_ELEMENTS,
  MATH_ELEMENTS,
  MATH_ONLY,
  SVG_CASE,
  SVG_ELEMENTS,
  SVG_ONLY,
  TEXT_ONLY_ELEMENTS,
  VOID_ELEMENTS,
} from '../../../plan/html/elements.ts';
import { token } from '../../../plan/pointer.ts';
import type { ElementNode, Json } from '../../../plan/types.ts';
import type { Namespace } from '../../stages.ts';
import { type AttributeDraft, readAttribute } from './attribute.ts';
import { type NodeDraft, pointerOf } from './draft.ts';
import { readEvent } from './event.ts';
import { findings } from './findings.ts';
import type { Analysis } from './scope.ts';
import { readStyle } from './style.ts';

/** Fills in what an element is and what its props say. */
export function readElement(draft: NodeDraft, analysis: Analysis): void {
  const node = draft.node as ElementNode;
  const lower = node.tag.toLowerCase();
  const namespace = namespaceOf(lower, draft.parent);
  draft.namespace = namespace;
  draft.tag = namespace === 'svg' ? (SVG_CASE.get(lower) ?? lower) : lower;
  checkTag(draft, draft.tag, analysis);
  checkChildren(draft, draft.tag, analysis);
  if (node.props) readProps(draft, node.props, analysis);
}

function namespaceOf(tag: string, parent: NodeDraft | undefined): Namespace {
  if (tag === 'svg' || tag === 'math') return tag;
  return parent?.namespace ?? 'html';
}

function checkTag(draft: NodeDraft, tag: string, { report, suggest }: Analysis): void {
  const known = draft.namespace === 'svg' ? SVG_ELEMENTS : draft.namespace === 'math' ? MATH_ELEMENTS : HTML_ELEMENTS;
  if (known.has(tag) || (draft.namespace === 'html' && tag.includes('-'))) return;
  const pointer = () => pointerOf(draft) + '/tag';
  const home = draft.namespace === 'html' ? (inSvg(tag) ? 'svg' : MATH_ONLY.has(tag) ? 'math' : undefined) : undefined;
  if (home) {
    report(findings.wrongNamespace, {
      pointer: pointer(),
      message: `\`${tag}\` stands outside of \`${home}\`.`,
      help: `Put it inside an element \`${home}\`.`,
    });
  } else if (!BLOCKED_ANYWAY.has(tag)) {
    report(findings.tagUnknown, {
      pointer: pointer(),
      message: `${quote(tag)} is no ${VOCABULARY[draft.namespace ?? 'html']} element.`,
      help: suggest(tag, [...known]) ?? 'It is written as it stands and does nothing: use an element that exists.',
    });
  }
}

function inSvg(tag: string): boolean {
  return SVG_ONLY.has(SVG_CASE.get(tag) ?? tag);
}

const VOCABULARY = { html: 'HTML', svg: 'SVG', math: 'MathML' };

/** Names that the policy refuses in every profile need no warning beside. */
const BLOCKED_ANYWAY = new Set(
  'script style link meta base title html head body iframe frame frameset fencedframe portal object embed applet param noscript noembed noframes template slot plaintext xmp listing marquee foreignObject animate animateMotion animateTransform set discard handler listener annotation-xml maction semantics'.split(
    ' ',
  ),
);

function checkChildren(draft: NodeDraft, tag: string, { report }: Analysis): void {
  const { children = [] } = draft.node as ElementNode;
  if (draft.namespace !== 'html' || !children.length) return;
  if (VOID_ELEMENTS.has(tag)) {
    report(findings.voidChildren, {
      pointer: pointerOf(draft) + '/children',
      message: `\`${tag}\` is a void element and cannot have children.`,
      help: 'Move them behind the element.',
    });
  } else if (TEXT_ONLY_ELEMENTS.has(tag)) {
    const wrong = children.findIndex((child) => child.type !== 'text');
    if (wrong < 0) return;
    report(findings.textOnlyChildren, {
      pointer: `${pointerOf(draft)}/children/${wrong}`,
      message: `\`${tag}\` holds text only.`,
      help: 'Replace the child by its text.',
    });
  }
}

function readProps(draft: NodeDraft, props: { readonly [prop: string]: Json }, analysis: Analysis): void {
  const base = pointerOf(draft) + '/props';
  const attributes = new Map<string, AttributeDraft>();
  for (const prop of Object.keys(props)) {
    const value = props[prop] as Json;
    const pointer = base + token(prop);
    const lower = prop.toLowerCase();
    if (/^on[A-Z]/.test(prop)) {
      const event = readEvent(prop, value, pointer, draft, analysis);
      if (event) draft.events = [...draft.events, event];
    } else if (lower === 'style') {
      if (draft.style.length) duplicate('style', pointer, analysis);
      draft.style = readStyle(value, pointer, analysis);
    } else if (lower === 'key' || lower.startsWith('on') || RAW_HTML_PROPS.has(lower) || isReservedProp(lower)) {
      // The policy rules speak of these; none of them is ever emitted.
    } else if (!/^[A-Za-z_:][A-Za-z0-9:._-]*$/.test(prop)) {
      analysis.report(findings.attributeName, {
        pointer,
        at: 'key',
        message: prop ? `${quote(prop)} is no attribute name.` : 'The name of an attribute is empty.',
        help: 'Use letters, digits, `-`, `_`, `.` and `:`, beginning with a letter.',
      });
    } else addAttribute(attributes, prop, value, pointer, draft, analysis);
  }
  draft.attributes = [...attributes.values()];
}

function addAttribute(
  list: Map<string, AttributeDraft>,
  prop: string,
  value: Json,
  pointer: string,
  draft: NodeDraft,
  analysis: Analysis,
): void {
  const alias = aliasOf(prop);
  const name = alias ?? attributeName(prop, draft.namespace ?? 'html');
  const twin = list.get(name);
  if (!twin) {
    list.set(name, readAttribute({ prop, name, pointer, value }, draft, analysis));
  } else if (!alias === !aliasOf(twin.prop)) {
    duplicate(name, pointer, analysis, twin.pointer);
  } else {
    const [shadowed, dropped, canonical] = alias ? [pointer, prop, twin.prop] : [twin.pointer, twin.prop, prop];
    analysis.report(findings.attributeAliasShadowed, {
      pointer: shadowed,
      at: 'key',
      message: `\`${dropped}\` is dropped: \`${canonical}\` gives the same attribute and wins.`,
      help: `Remove \`${dropped}\`.`,
    });
    if (!alias) list.set(name, readAttribute({ prop, name, pointer, value }, draft, analysis));
  }
}

function duplicate(name: string, pointer: string, { report }: Analysis, first?: string): void {
  report(findings.attributeDuplicate, {
    pointer,
    at: 'key',
    message: `\`${name}\` is given twice on this element.`,
    help: 'Keep one of the two.',
    related: first === undefined ? [] : [{ pointer: first, at: 'key', message: 'first given here' }],
  });
}
