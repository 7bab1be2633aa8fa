import type { Expr } from '../../../plan/expr.ts';

/** One declaration of a style text, its value still in parts. */
export interface SplitDeclaration {
  readonly property: string;
  readonly value: readonly Expr[];
  readonly problem?: string;
}

/** Splits a declaration list at its top-level semicolons, as CSS does, with templates as opaque parts. */
export function splitDeclarations(parts: readonly Expr[]): SplitDeclaration[] {
  return cut(parts)
    .map(toDeclaration)
    .filter((one) => one !== undefined);
}

/** Pieces between semicolons that stand outside quotes, brackets and comments. */
function cut(parts: readonly Expr[]): Expr[][] {
  const pieces: Expr[][] = [[]];
  const open: string[] = [];
  for (const part of parts) {
    if (part.kind !== 'lit') {
      pieces.at(-1)?.push(part);
      continue;
    }
    const text = String(part.value);
    let start = 0;
    for (let at = 0; at < text.length; at++) {
      if (text[at] === '\\') at++;
      else if (text.startsWith('/*', at) && !isQuote(open.at(-1))) {
        const end = text.indexOf('*/', at + 2);
        at = end < 0 ? text.length : end + 1;
      } else if (text[at] === ';' && !open.length) {
        push(pieces, text.slice(start, at));
        pieces.push([]);
        start = at + 1;
      } else track(text[at] as string, open);
    }
    push(pieces, text.slice(start));
  }
  return pieces;
}

function push(pieces: Expr[][], value: string): void {
  if (value) pieces.at(-1)?.push({ kind: 'lit', value });
}

const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

function track(char: string, open: string[]): void {
  const last = open.at(-1);
  if (isQuote(last)) {
    if (char === last) open.pop();
  } else if (char === '"' || char === "'") open.push(char);
  else if (CLOSERS[char]) open.push(CLOSERS[char] as string);
  else if (char === last) open.pop();
}

function isQuote(char: string | undefined): boolean {
  return char === '"' || char === "'";
}

function toDeclaration(piece: readonly Expr[]): SplitDeclaration | undefined {
  const first = piece[0];
  const text = first?.kind === 'lit' ? withoutComments(String(first.value)).trimStart() : '';
  if (!text && piece.length < 2) return piece.length && first?.kind !== 'lit' ? misplaced : undefined;
  const colon = text.indexOf(':');
  if (colon < 0)
    return piece.length > 1
      ? misplaced
      : { property: text.trim(), value: [], problem: `\`${text.trim()}\` is no declaration` };
  const value: Expr[] = [{ kind: 'lit', value: text.slice(colon + 1) }, ...piece.slice(1)];
  return { property: text.slice(0, colon).trim(), value: trim(value) };
}

const misplaced: SplitDeclaration = {
  property: '',
  value: [],
  problem: 'a template stands outside of the value of a declaration',
};

function withoutComments(text: string): string {
  let out = '';
  let at = 0;
  for (let open = text.indexOf('/*'); open >= 0; open = text.indexOf('/*', at)) {
    const end = text.indexOf('*/', open + 2);
    if (end < 0) return out + text.slice(at);
    out += text.slice(at, open);
    at = end + 2;
  }
  return out + text.slice(at);
}

function trim(value: Expr[]): Expr[] {
  const edge = (index: number, cutEdge: (text: string) => string): void => {
    const part = value[index];
    if (part?.kind === 'lit') value[index] = { kind: 'lit', value: cutEdge(String(part.value)) };
  };
  edge(0, (text) => text.trimStart());
  edge(value.length - 1, (text) => text.trimEnd());
  return value.filter((part) => part.kind !== 'lit' || part.value !== '');
}
