import { type t, types } from './babel.ts';
import type { CodeLanguage, GuardedCode } from './facts.ts';
import { parseCode } from './parse-code.ts';

/** Text to insert; of several at one place, those that close come first, innermost first. */
interface Insertion {
  readonly at: number;
  readonly text: string;
  readonly closes: boolean;
}

/**
 * Inserts a call of `tick` at the beginning of every loop and function, so that code cannot run on without it. The rest
 * of the text, its types and JSX stay as they are. Code that cannot be parsed comes back as it is.
 */
export function guardLoops(code: string, language: CodeLanguage, tick: string): GuardedCode {
  const parsed = parseCode(code, language);
  if (!parsed.ok) return { code, tick };
  const names = new Set<string>();
  const bodies: t.Node[] = [];
  for (const open: t.Node[] = [parsed.file.program]; open.length > 0; ) {
    const node = open.pop() as t.Node;
    if (node.type === 'Identifier' || node.type === 'JSXIdentifier') names.add(node.name);
    const body = guardedBody(node);
    if (body) bodies.push(body);
    for (const child of childrenOf(node).reverse()) open.push(child);
  }
  const name = unusedName(tick, names);
  return {
    code: insert(
      code,
      bodies.flatMap((body) => guard(body, name)),
    ),
    tick: name,
  };
}

function childrenOf(node: t.Node): t.Node[] {
  const fields = node as unknown as Record<string, t.Node | (t.Node | null)[] | null | undefined>;
  return (types.VISITOR_KEYS[node.type] ?? []).flatMap((key) => fields[key] ?? []).filter((one) => one !== null);
}

/** The body of a loop or function, which runs each time around. */
function guardedBody(node: t.Node): t.Node | undefined {
  if (types.isLoop(node)) return node.body;
  if (types.isFunction(node)) return (node as t.Function).body ?? undefined;
  return undefined;
}

function unusedName(wanted: string, names: ReadonlySet<string>): string {
  let name = wanted;
  while (names.has(name)) name += '_';
  return name;
}

function guard(body: t.Node, name: string): Insertion[] {
  const start = body.start ?? 0;
  const end = body.end ?? 0;
  if (body.type === 'BlockStatement') {
    const last = body.directives.at(-1);
    return [{ at: last?.end ?? start + 1, text: `;${name}();`, closes: false }];
  }
  if (!types.isExpression(body)) return wrap(start, end, `{${name}();`, '}');
  // Between parentheses that are there already a comma is enough.
  if (body.extra?.['parenthesized'] === true) return [{ at: start, text: `${name}(),`, closes: false }];
  return wrap(start, end, `(${name}(),`, ')');
}

function wrap(start: number, end: number, before: string, after: string): Insertion[] {
  return [
    { at: start, text: before, closes: false },
    { at: end, text: after, closes: true },
  ];
}

/** Insertions come in the order of their nodes, outer before inner. */
function insert(code: string, insertions: readonly Insertion[]): string {
  const closing = insertions.filter(({ closes }) => closes).reverse();
  const opening = insertions.filter(({ closes }) => !closes);
  const sorted = [...closing, ...opening].sort((a, b) => a.at - b.at);
  const parts: string[] = [];
  let from = 0;
  for (const { at, text } of sorted) {
    parts.push(code.slice(from, at), text);
    from = at;
  }
  return parts.join('') + code.slice(from);
}
