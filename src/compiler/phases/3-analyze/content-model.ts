import { BREAKOUT, CLOSES_P, IMPLIED_END, SCOPE_END, SPECIAL, TABLE_CHILDREN, TABLE_PARTS } from './content-tables.ts';
import { type NodeDraft, pointerOf } from './draft.ts';
import { findings } from './findings.ts';
import type { Analysis } from './scope.ts';

/** Chromium's parser flattens what lies deeper than 512 open elements, `html` and `body` included. */
const MAX_PARSER_DEPTH = 508;

/**
 * Reports the elements that an HTML parser would move, merge or close (spec 5.1). The tables describe the tree
 * construction of the HTML standard for well-nested input, always on the strict side; a fuzz test holds them against
 * a conforming parser.
 */
export function checkContentModel(nodes: readonly NodeDraft[], { report }: Analysis): void {
  for (const node of nodes) {
    const conflict = node.tag === undefined ? textConflict(node) : elementConflict(node, node.tag);
    if (!conflict) continue;
    const [other, why] = conflict;
    const child = node.tag === undefined ? 'text' : `\`${node.tag}\``;
    report(findings.htmlReparented, {
      pointer: pointerOf(node),
      message: `The HTML parser does not leave ${child} inside \`${other.tag}\`: ${why}.`,
      help: HELP.get(other.tag ?? '') ?? `Move it out of \`${other.tag}\`, or use another element for one of the two.`,
      related: [{ pointer: pointerOf(other), message: `the \`${other.tag}\` in question` }],
    });
  }
}

const HELP: ReadonlyMap<string, string> = new Map([
  ['table', 'Rows belong into `tbody`, `thead` or `tfoot`, columns into `colgroup`.'],
  ['p', 'Use `div` in place of `p`, or move the element behind the paragraph.'],
]);

type Conflict = readonly [NodeDraft, string] | undefined;

function elementConflict(node: NodeDraft, tag: string): Conflict {
  const { parent } = node;
  if (node.depth > MAX_PARSER_DEPTH && parent)
    return [parent, 'browsers flatten trees that are deeper than 512 elements'];
  if (!parent) return TABLE_PARTS.has(tag) ? [node, 'it is dropped outside of a table'] : undefined;
  if (parent.namespace !== 'html') return foreignConflict(node, parent, tag);
  return tableConflict(parent, tag) ?? selectConflict(parent, tag) ?? flowConflict(node, parent, tag);
}

function foreignConflict(node: NodeDraft, parent: NodeDraft, tag: string): Conflict {
  if (node.namespace !== parent.namespace) return [parent, 'it would get another namespace'];
  if (INTEGRATION.has(parent.tag ?? '')) return [parent, 'only text can stand there'];
  if (!BREAKOUT.has(tag)) return undefined;
  return [parent, 'an HTML element ends the drawing or formula'];
}

/** Elements of SVG and MathML whose content the parser reads as HTML. */
const INTEGRATION = new Set(['title', 'desc', 'mi', 'mo', 'mn', 'ms', 'mtext', 'annotation-xml', 'foreignObject']);

function tableConflict(parent: NodeDraft, tag: string): Conflict {
  const allowed = TABLE_CHILDREN.get(parent.tag ?? '');
  if (allowed) return allowed.has(tag) ? undefined : [parent, tableReason(parent.tag ?? '', tag)];
  return TABLE_PARTS.has(tag) ? [parent, 'parts of a table stand in a table only'] : undefined;
}

function tableReason(parent: string, tag: string): string {
  if (TABLE_PARTS.has(tag))
    return `it is wrapped in ${tag === 'tr' ? '`tbody`' : 'an element'} that the plan does not have`;
  return `only parts of the table stand directly in \`${parent}\``;
}

function selectConflict(parent: NodeDraft, tag: string): Conflict {
  const inside = parent.tag === 'select' || (parent.tag === 'optgroup' && 'optgroup');
  if (!inside) return undefined;
  const allowed = parent.tag === 'select' ? ['option', 'optgroup', 'hr'] : ['option'];
  return allowed.includes(tag) ? undefined : [parent, `\`${parent.tag}\` holds options only`];
}

function flowConflict(node: NodeDraft, parent: NodeDraft, tag: string): Conflict {
  if (PARSER_VOID.has(tag) && node.children.length) return [node, 'the parser gives this element no content'];
  if (HEADING.test(tag) && HEADING.test(parent.tag ?? '')) return [parent, 'a heading ends the heading before it'];
  if (IMPLIED_BY.has(tag) && IMPLIED_END.has(parent.tag ?? '') && enclosing(parent, ['ruby'], SCOPE_END)) {
    return [parent, 'ruby text ends the element before it'];
  }
  return itemConflict(parent, tag) ?? scopeConflict(parent, tag);
}

const PARSER_VOID = new Set(['basefont', 'bgsound', 'keygen']);
const HEADING = /^h[1-6]$/;
const IMPLIED_BY = new Set(['rb', 'rp', 'rt', 'rtc']);

/** `li`, `dd` and `dt` end an item before them unless a list or another special element lies between. */
function itemConflict(parent: NodeDraft, tag: string): Conflict {
  const items = tag === 'li' ? ['li'] : tag === 'dd' || tag === 'dt' ? ['dd', 'dt'] : undefined;
  if (!items) return undefined;
  for (let here: NodeDraft | undefined = parent; here; here = here.parent) {
    if (items.includes(here.tag ?? '')) return [here, 'an item ends the item before it'];
    if (SPECIAL.has(here.tag ?? '') && !['address', 'div', 'p'].includes(here.tag ?? '')) return undefined;
  }
  return undefined;
}

function scopeConflict(parent: NodeDraft, tag: string): Conflict {
  const found = (tags: string[], ends: ReadonlySet<string>, why: string): Conflict => {
    const other = enclosing(parent, tags, ends);
    return other && [other, why];
  };
  if (tag === 'button') return found(['button'], SCOPE_END, 'a button ends the button around it');
  if (tag === 'a') return found(['a'], MARKERS, 'a link ends the link around it');
  if (tag === 'nobr') return found(['nobr'], SCOPE_END, 'it ends the element of that name around it');
  if (tag === 'form') return found(['form'], NOTHING, 'a form in a form is dropped') ?? closesParagraph(parent, tag);
  return closesParagraph(parent, tag);
}

const MARKERS = new Set(['td', 'th', 'caption', 'html']);
const NOTHING: ReadonlySet<string> = new Set();
const BUTTON_SCOPE_END: ReadonlySet<string> = new Set([...SCOPE_END, 'button']);

function closesParagraph(parent: NodeDraft, tag: string): Conflict {
  if (!CLOSES_P.has(tag)) return undefined;
  const paragraph = enclosing(parent, ['p'], BUTTON_SCOPE_END);
  return paragraph && [paragraph, 'it ends the paragraph'];
}

function enclosing(from: NodeDraft, tags: readonly string[], ends: ReadonlySet<string>): NodeDraft | undefined {
  for (let here: NodeDraft | undefined = from; here; here = here.parent) {
    if (tags.includes(here.tag ?? '')) return here;
    if (ends.has(here.tag ?? '')) return undefined;
  }
  return undefined;
}

/** Text directly in the skeleton of a table is moved in front of it. */
function textConflict(node: NodeDraft): Conflict {
  const { parent, text } = node;
  if (!parent || !text || !TABLE_CHILDREN.has(parent.tag ?? '') || parent.namespace !== 'html') return undefined;
  if (text.kind === 'lit' && /^[ \t\n\f\r]*$/.test(String(text.value))) return undefined;
  return [parent, 'text in a table stands in cells and captions only'];
}
