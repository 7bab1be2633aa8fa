import { quote } from '../../../diagnostics/quote.ts';
import { cssProblem } from '../../../plan/css-problem.ts';
import { joinParts } from '../../../plan/evaluate.ts';
import type { Expr } from '../../../plan/expr.ts';
import { token } from '../../../plan/pointer.ts';
import { isPropertyName, propertyName } from '../../../plan/style/property-name.ts';
import { isUnitless } from '../../../plan/style/units.ts';
import type { Json, JsonObject } from '../../../plan/types.ts';
import type { DeclarationFact } from '../../stages.ts';
import { findings } from './findings.ts';
import { readTemplate } from './read-value.ts';
import type { Analysis } from './scope.ts';
import { splitDeclarations } from './split-declarations.ts';

/** A declaration with its place; `initial` and `dynamic` are filled in when all bindings are known. */
export interface DeclarationDraft extends DeclarationFact {
  readonly pointer: string;
  value: Expr;
  initial: string | undefined;
  dynamic: boolean;
  problem?: string;
}

/** Reads a `style` prop: a declaration list or an object of declarations (spec 5.5, 13.6). */
export function readStyle(value: Json, pointer: string, analysis: Analysis): DeclarationDraft[] {
  if (value === null || value === false) return [];
  if (typeof value === 'string') return withoutTwins(fromText(value, pointer, analysis), analysis);
  if (typeof value === 'object' && !Array.isArray(value))
    return withoutTwins(fromObject(value, pointer, analysis), analysis);
  analysis.report(findings.attributeType, {
    pointer,
    message: '`style` must be a declaration list or an object of declarations.',
    help: 'Write `{"color": "#333"}` or `"color: #333"`.',
  });
  return [];
}

function fromText(value: string, pointer: string, analysis: Analysis): DeclarationDraft[] {
  const expr = readTemplate(value, () => pointer, analysis);
  const parts = expr.kind === 'text' ? expr.parts : [expr];
  return splitDeclarations(parts).map(({ property, value: parts, problem }) => {
    const draft = declaration(propertyName(property.toLowerCase()), joinParts(parts), undefined, false, pointer);
    if (property.startsWith('--')) return withProblem({ ...draft, property }, problem);
    return withProblem(draft, problem);
  });
}

function fromObject(value: JsonObject, base: string, analysis: Analysis): DeclarationDraft[] {
  const drafts: DeclarationDraft[] = [];
  for (const key of Object.keys(value)) {
    const one = value[key] as Json;
    const pointer = base + token(key);
    if (one === null || typeof one === 'boolean') continue;
    if (typeof one === 'object') {
      analysis.report(findings.attributeType, {
        pointer,
        message: `The style ${quote(key)} must be a text or a number.`,
        help: 'Write one CSS value.',
      });
      continue;
    }
    const property = propertyName(key);
    const expr: Expr =
      typeof one === 'string' ? readTemplate(one, () => pointer, analysis) : { kind: 'lit', value: one };
    drafts.push(withProblem(declaration(property, expr, key, !isUnitless(property), pointer), templatePlace(expr)));
  }
  return drafts;
}

/** A template inside quotes or `url()` could end them. */
function templatePlace(expr: Expr): string | undefined {
  if (expr.kind !== 'text') return undefined;
  const literal = expr.parts.map((part) => (part.kind === 'lit' ? part.value : ' x ')).join('');
  if (cssProblem(literal)) return undefined;
  let before = '';
  for (const part of expr.parts) {
    if (part.kind === 'lit') before += part.value;
    else if (isQuoted(before) || /url\([^)]*$/i.test(before)) return 'a template stands inside quotes or `url()`';
  }
  return undefined;
}

function isQuoted(before: string): boolean {
  let quote = '';
  for (let i = 0; i < before.length; i++) {
    const char = before[i] as string;
    if (char === '\\') i++;
    else if (quote) quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
  }
  return quote !== '';
}

function declaration(
  property: string,
  value: Expr,
  key: string | undefined,
  unit: boolean,
  pointer: string,
): DeclarationDraft {
  return { property, value, initial: undefined, dynamic: false, key, unit, pointer };
}

function withProblem(draft: DeclarationDraft, problem: string | undefined): DeclarationDraft {
  const found =
    problem ??
    (isPropertyName(draft.property) ? templatePlace(draft.value) : `\`${draft.property}\` is no property name`);
  return found ? { ...draft, problem: found } : draft;
}

function withoutTwins(drafts: DeclarationDraft[], { report }: Analysis): DeclarationDraft[] {
  const seen = new Map<string, DeclarationDraft>();
  for (const draft of drafts) {
    const twin = seen.get(draft.property);
    if (!twin) seen.set(draft.property, draft);
    else {
      report(findings.attributeDuplicate, {
        pointer: draft.pointer,
        ...(draft.key !== undefined && { at: 'key' }),
        message: `The style ${quote(draft.property)} is given twice.`,
        help: 'Keep one of the two.',
        related:
          twin.pointer === draft.pointer ? [] : [{ pointer: twin.pointer, at: 'key', message: 'first given here' }],
      });
    }
  }
  return [...seen.values()];
}
