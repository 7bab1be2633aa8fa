import { fetchProblem } from '../../../plan/css-problem.ts';
import type { Expr } from '../../../plan/expr.ts';
import { attributeKind, FUNCTIONAL_ATTRIBUTES } from '../../../plan/html/attributes.ts';
import { liveProperty } from '../../../plan/html/live-property.ts';
import { urlKind } from '../../../plan/html/url-attributes.ts';
import type { Json } from '../../../plan/types.ts';
import type { AttributeFact } from '../../stages.ts';
import type { NodeDraft } from './draft.ts';
import { findings } from './findings.ts';
import { readTemplate } from './read-value.ts';
import type { Analysis } from './scope.ts';

/** An attribute fact with its place; `initial` and `dynamic` are filled in when all bindings are known. */
export interface AttributeDraft extends AttributeFact {
  readonly pointer: string;
  value: Expr;
  initial: Json | undefined;
  dynamic: boolean;
  problem?: string;
}

interface Written {
  readonly prop: string;
  readonly name: string;
  readonly pointer: string;
  readonly value: Json;
}

/** Reads one prop that gives an attribute (spec 5.2 to 5.4). */
export function readAttribute(
  { prop, name, pointer, value }: Written,
  draft: NodeDraft,
  analysis: Analysis,
): AttributeDraft {
  const tag = draft.tag ?? '';
  const namespace = draft.namespace ?? 'html';
  const kind = attributeKind(name);
  const expr = readScalar(value, name, pointer, analysis);
  const url = urlKind(tag, namespace, name);
  const { type } = (draft.node as { props?: { type?: Json } }).props ?? {};
  const isDefault = prop === 'defaultValue' || prop === 'defaultChecked';
  const live =
    namespace === 'html' && !isDefault ? liveProperty(tag, name, String(type ?? '').toLowerCase()) : undefined;
  const literal = expr.kind === 'lit' && typeof value !== 'object';
  if (literal) checkLiteral(name, value as string | number | boolean, kind, pointer, analysis);
  return {
    prop,
    name,
    kind,
    live,
    url,
    literalOrigin: url !== undefined && writesOrigin(expr),
    value: expr,
    initial: undefined,
    dynamic: false,
    literal,
    pointer,
  };
}

/** Containers have no place in an attribute. */
function readScalar(value: Json, name: string, pointer: string, analysis: Analysis): Expr {
  if (typeof value === 'string') return readTemplate(value, () => pointer, analysis);
  if (value !== null && typeof value === 'object') {
    analysis.report(findings.attributeType, {
      pointer,
      message: `\`${name}\` is given ${Array.isArray(value) ? 'an array' : 'an object'}, but an attribute holds a text, number or boolean.`,
      help: 'Write the text that the attribute should have.',
    });
    return { kind: 'lit', value: null };
  }
  return { kind: 'lit', value };
}

function checkLiteral(
  name: string,
  value: string | number | boolean,
  kind: string,
  pointer: string,
  { report }: Analysis,
): void {
  if (kind === 'boolean' && value === 'false') {
    report(findings.attributeBooleanString, {
      pointer,
      message: `\`${name}\` is a boolean attribute and "false" is a text; it is taken for false.`,
      help: 'Write `false` without quotes.',
      fix: [{ op: 'replace', path: pointer, value: false }],
    });
  }
  if (typeof value === 'number' && (kind === 'yes-no' || kind === 'on-off')) {
    report(findings.attributeType, {
      pointer,
      message: `\`${name}\` cannot be a number.`,
      help: 'Write `true`, `false` or a text.',
    });
  }
}

/** Whether a literal start of the template holds the whole origin, so that what follows cannot change it. */
function writesOrigin(expr: Expr): boolean {
  if (expr.kind === 'lit') return true;
  const [first] = expr.kind === 'text' ? expr.parts : [];
  return first?.kind === 'lit' && /^[\0- ]*(?:https?:)?\/\/[^/?#\\@]+[/?#]/i.test(String(first.value));
}

/** Attributes whose text is CSS must not fetch. */
export function attributeProblem(name: string, namespace: string | undefined, text: string): string | undefined {
  return namespace !== 'html' && FUNCTIONAL_ATTRIBUTES.has(name) ? fetchProblem(text) : undefined;
}
