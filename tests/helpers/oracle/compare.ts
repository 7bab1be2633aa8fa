import type { PageElement, PageNode, StyledTree } from '../page/serialise.ts';
import type { ElementModel, LiveValue, NodeModel } from './model.ts';

/** What comparing needs beside the two trees. */
export interface Comparison {
  /** What a live property should show; undefined where only the browser knows. */
  readonly shown: (element: ElementModel, property: string) => LiveValue | undefined;
  readonly learn: (element: ElementModel, property: string, value: LiveValue) => void;
  /** Computed styles of the reference page, per element in document order. */
  readonly computed: readonly Record<string, string>[];
}

const NAMESPACES = { html: 'xhtml', svg: 'svg', math: 'MathML' } as const;

/** The first difference between the expected tree and the page, as a sentence, or undefined. */
export function difference(expected: NodeModel, actual: PageNode, how: Comparison): string | undefined {
  if (typeof expected === 'string' || typeof actual === 'string')
    return expected === actual ? undefined : `expected ${show(expected)}, got ${show(actual)}`;
  const own = elementDifference(expected, actual, how);
  if (own) return `<${expected.tag}> #${expected.index}: ${own}`;
  const children = expected.children;
  if (children.length !== actual.children.length)
    return `<${expected.tag}> #${expected.index}: expected children ${children.map(show)}, got ${actual.children.map(show)}`;
  for (const [at, child] of children.entries()) {
    const found = difference(child, actual.children[at]!, how);
    if (found) return found;
  }
  return undefined;
}

/** The tree as the reference page builds it: what could load or navigate is left out. */
export function styledTree(node: NodeModel): StyledTree | string {
  if (typeof node === 'string') return node;
  const kept = Object.entries(harmless(node.attributes)).filter(([name]) =>
    /^(class|hidden|open|type|dir|inert|disabled|multiple|href)$/.test(name),
  );
  return {
    tag: node.tag,
    svg: node.vocabulary === 'svg',
    attributes: Object.fromEntries(kept),
    style: node.style,
    children: node.children.map(styledTree),
  };
}

/** Links keep being links, and lead nowhere. */
function harmless({ href, ...rest }: Record<string, string>): Record<string, string> {
  return href === undefined ? rest : { ...rest, href: '#' };
}

function elementDifference(expected: ElementModel, actual: PageElement, how: Comparison): string | undefined {
  if (expected.tag !== actual.tag) return `expected a <${expected.tag}>, got a <${actual.tag}>`;
  if (NAMESPACES[expected.vocabulary] !== actual.namespace) return `is in the namespace ${actual.namespace}`;
  return (
    attributeDifference(expected, actual.attributes) ??
    liveDifference(expected, actual, how) ??
    styleDifference(how.computed[expected.index] ?? {}, actual.computed)
  );
}

function attributeDifference(expected: ElementModel, actual: Record<string, string>): string | undefined {
  const names = new Set([...Object.keys(expected.attributes), ...Object.keys(actual)]);
  for (const name of names) {
    if (isUnstable(expected, name)) continue;
    const want = expected.attributes[name];
    const got = actual[name];
    if (name === 'class' ? !hasTokens(want ?? '', got ?? '') : want !== got)
      return `attribute ${name}: expected ${JSON.stringify(want)}, got ${JSON.stringify(got)}`;
  }
  return undefined;
}

/** Attributes that mirror a property, or that the compiler may use to give a select its value. */
function isUnstable(element: ElementModel, name: string): boolean {
  if (name === 'open') return /^(details|dialog)$/.test(element.tag);
  if (name === 'selected') return element.tag === 'option';
  const type = element.attributes.type ?? 'text';
  return name === 'value' && element.live.value !== undefined && !/^(text|search|number|password|tel|url)$/.test(type);
}

function hasTokens(want: string, got: string): boolean {
  const tokens = new Set(got.split(/[ \t\n\f\r]+/));
  return want.split(/[ \t\n\f\r]+/).every((token) => token === '' || tokens.has(token));
}

function liveDifference(expected: ElementModel, actual: PageElement, how: Comparison): string | undefined {
  for (const property of Object.keys(expected.live)) {
    const got = actual.live[property]!;
    const want = how.shown(expected, property);
    how.learn(expected, property, got);
    if (want !== undefined && want !== got)
      return `property ${property}: expected ${JSON.stringify(want)}, got ${JSON.stringify(got)}`;
  }
  return undefined;
}

function styleDifference(want: Record<string, string>, got: Record<string, string>): string | undefined {
  for (const [name, value] of Object.entries(want))
    if (newlines(got[name]) !== newlines(value))
      return `style ${name}: expected ${JSON.stringify(value)}, got ${JSON.stringify(got[name])}`;
  return undefined;
}

/** A stylesheet's reader turns every kind of line end into a line feed, a property setter does not. */
function newlines(text: string | undefined): string | undefined {
  return text?.replace(/\r\n?|\f/g, '\n');
}

function show(node: NodeModel | PageNode): string {
  return typeof node === 'string' ? JSON.stringify(node) : `<${node.tag}>`;
}
