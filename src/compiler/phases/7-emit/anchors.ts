import type { Binding, OutElement, OutIsland, OutMark, OutNode, OutText, Program } from '../../program.ts';
import type { ScriptContext } from './script-context.ts';

/** The expressions that find the nodes of a program, and the declarations that they need. */
export interface Anchors {
  element(element: OutElement): string;
  node(binding: Binding): string;
  /** An element that everything bubbles to. */
  readonly top: string;
  /** The comment of one end of an island, once all texts have their nodes. */
  mark(mark: OutMark): string;
  /** `name=expression` pairs, in document order. */
  readonly declarations: readonly string[];
}

/**
 * Finds elements by their place in document order and texts by their place in their parent. The page was checked to be
 * parsed as it was written, so both are certain, and no name that a plan can choose is ever looked up. `container` is
 * the expression of the node that holds the root.
 */
export function createAnchors(
  context: ScriptContext,
  container: string,
  nextName: () => string,
  created: boolean,
): Anchors {
  const { program } = context;
  const declarations: string[] = [];
  const names = new Map<OutElement | OutText, string>();
  const counts = countUses(program);
  const element = (one: OutElement) => names.get(one) ?? `q[${one.index}]`;
  for (const [one, count] of counts) {
    if (count < 2) continue;
    const name = nextName();
    declarations.push(`${name}=q[${one.index}]`);
    names.set(one, name);
  }
  for (const binding of program.bindings) {
    if (binding.kind !== 'text') continue;
    const name = nextName();
    declarations.push(
      `${name}=${textPlace(binding.node, binding.node.parent ? element(binding.node.parent) : container, created, context)}`,
    );
    names.set(binding.node, name);
  }
  return {
    element,
    node: (binding) => {
      if (binding.kind === 'island') return islandName(binding.island, program);
      return binding.kind === 'text' ? (names.get(binding.node) as string) : element(binding.element);
    },
    top: program.roots.length === 1 && program.roots[0]?.kind === 'element' ? 'q[0]' : container,
    mark: (mark) => childPlace(mark, mark.parent ? element(mark.parent) : container, created, context),
    declarations,
  };
}

/** Elements that are needed after the script has run, or by several parts of it. */
function countUses({ bindings, listeners }: Program): Map<OutElement, number> {
  const counts = new Map<OutElement, number>();
  const add = (one: OutElement, count: number) => counts.set(one, (counts.get(one) ?? 0) + count);
  // A binding runs again and again: it keeps its node in a variable.
  for (const binding of bindings) if (binding.kind !== 'text' && binding.kind !== 'island') add(binding.element, 2);
  for (const { element } of listeners) add(element, 1);
  return counts;
}

/** The variable of the function that shows an island. */
export function islandName(island: OutIsland, { islands }: Program): string {
  return `i${islands.indexOf(island)}`;
}

function childPlace(node: OutMark, parent: string, created: boolean, context: ScriptContext): string {
  const siblings: readonly OutNode[] = node.parent?.children ?? context.program.roots;
  const before = siblings.slice(0, siblings.indexOf(node));
  const index = before.filter((one) => one.kind !== 'text' || one.text || one.bound || created).length;
  if (context.program.clobbers) return `${context.use('childrenSafely')}(${parent})[${index}]`;
  return `${parent}.childNodes[${index}]`;
}

/** A text that is empty at first paint has no node in parsed HTML, so that one is put there. */
function textPlace(node: OutText, parent: string, created: boolean, context: ScriptContext): string {
  const siblings = node.parent?.children ?? context.program.roots;
  const before = siblings.slice(0, siblings.indexOf(node));
  // Empty texts before it were given nodes by the declarations before this one.
  const index = before.filter((one) => one.kind !== 'text' || one.text || one.bound || created).length;
  const empty = !node.text && !created;
  if (context.program.clobbers) return safePlace(parent, index, empty, context);
  const at = index ? `${parent}.childNodes[${index}]` : `${parent}.firstChild`;
  if (!empty) return at;
  const last = siblings.slice(before.length + 1).every((one) => one.kind === 'text' && !one.text);
  return last && node.parent ? `${parent}.appendChild(new Text)` : `${parent}.insertBefore(new Text,${at})`;
}

function safePlace(parent: string, index: number, empty: boolean, context: ScriptContext): string {
  const at = `${context.use('childrenSafely')}(${parent})[${index}]`;
  return empty ? `${context.use('insertSafely')}(${parent},new Text,${at}||null)` : at;
}

/** The expression of all elements of a page in document order, and of the element that holds them. */
export function pagePlaces(context: ScriptContext): { readonly elements: string; readonly container: string } {
  if (!context.program.clobbers) return { elements: 'document.body.querySelectorAll("*")', container: 'document.body' };
  return { elements: `${context.use('elementsSafely')}()`, container: `${context.use('bodySafely')}()` };
}

/** Whether any of these pieces of a script looks up an element by its place. */
export function usesElements(code: readonly string[]): boolean {
  return code.some((one) => one.includes('q['));
}
