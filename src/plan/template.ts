import type { Expr, Root } from './expr.ts';
import { readPath } from './paths.ts';

/** What is wrong with a string that looks like a template; `offset` counts UTF-16 units inside the string. */
export interface TemplateProblem {
  readonly name: 'template-malformed' | 'template-dollar';
  readonly offset: number;
  /** Why, as the end of a sentence. */
  readonly cause: string;
}

/** A path that stands in a template, before its root is resolved. */
export interface TemplatePath {
  readonly segments: readonly string[];
  readonly offset: number;
}

/** A string read by the template grammar of spec 4.2. `problem` is the first one. */
export interface Template {
  readonly expr: Expr;
  readonly paths: readonly TemplatePath[];
  readonly problem?: TemplateProblem;
}

const ROOTS: ReadonlySet<string> = new Set(['state', 'event', 'context', 'vars']);

/** Whether a segment is one of the four names that a path can start with. */
export function isRoot(name: string): name is Root {
  return ROOTS.has(name);
}

/** Whether a string cannot hold a template, an escape or a mistaken dollar form. */
export function isPlainText(text: string): boolean {
  return !text.includes('{{') && !text.includes('${');
}

/** Reads a string in one pass; its cost is linear in its length whatever it holds. */
export function parseTemplate(text: string): Template {
  if (isPlainText(text)) return { expr: { kind: 'lit', value: text }, paths: [] };
  const parts: Expr[] = [];
  const paths: TemplatePath[] = [];
  let problem = findDollar(text);
  let literal = '';
  let at = 0;
  for (;;) {
    const open = text.indexOf('{{', at);
    if (open < 0) break;
    let slashes = open;
    while (slashes > at && text[slashes - 1] === '\\') slashes--;
    const count = open - slashes;
    literal += text.slice(at, slashes) + '\\'.repeat(count >> 1);
    if (count % 2) {
      literal += '{{';
      at = open + 2;
      continue;
    }
    const reading = readBraces(text, open);
    if ('cause' in reading) {
      if (!problem || reading.offset <= problem.offset) problem = reading;
      literal += '{{';
      at = open + 2;
      // One finding per string is enough, and stopping here keeps hostile input linear.
      break;
    }
    if (literal) parts.push({ kind: 'lit', value: literal });
    literal = '';
    parts.push(resolve(reading.segments));
    paths.push({ segments: reading.segments, offset: reading.start });
    at = reading.end;
  }
  literal += text.slice(at);
  if (literal) parts.push({ kind: 'lit', value: literal });
  return { expr: join(parts), paths, ...(problem && { problem }) };
}

function join(parts: readonly Expr[]): Expr {
  if (parts.length === 0) return { kind: 'lit', value: '' };
  return parts.length === 1 ? (parts[0] as Expr) : { kind: 'text', parts };
}

/** A path without root is shorthand for state. */
function resolve(segments: readonly string[]): Expr {
  const [first = ''] = segments;
  return isRoot(first)
    ? { kind: 'get', root: first, path: segments.slice(1) }
    : { kind: 'get', root: 'state', path: segments };
}

function readBraces(text: string, open: number) {
  const start = skipSpace(text, open + 2);
  const reading = readPath(text, start);
  const bad = (offset: number): TemplateProblem => ({
    name: 'template-malformed',
    offset: open,
    cause: cause(text, open, offset),
  });
  if (typeof reading === 'number') return bad(reading);
  const close = skipSpace(text, reading.end);
  if (!text.startsWith('}}', close)) return bad(close);
  return { segments: reading.segments, start, end: close + 2 };
}

function skipSpace(text: string, at: number): number {
  let end = at;
  for (let code = text.charCodeAt(end); code === 0x20 || code === 9 || code === 10 || code === 13; ) {
    code = text.charCodeAt(++end);
  }
  return end;
}

function cause(text: string, open: number, at: number): string {
  if (at >= text.length) return 'the closing `}}` is missing';
  if (text[open + 2] === '{') return 'three braces do not start a template';
  if (text.startsWith('}}', at))
    return at <= open + 2 || text.slice(open + 2, at).trim() === ''
      ? 'no path stands between the braces'
      : 'the path ends with a dot';
  const found = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return `\`${found}\` cannot stand there: templates hold a path such as \`state.count\` and nothing else`;
}

/** `${state.x}` is meant as a template by people who know another syntax. */
function findDollar(text: string): TemplateProblem | undefined {
  const dollar = /\$\{(state|event|context|vars)[.}]/.exec(text);
  if (!dollar) return undefined;
  return {
    name: 'template-dollar',
    offset: dollar.index,
    cause: `templates are written \`{{${dollar[1]}.…}}\`, without a dollar sign`,
  };
}
