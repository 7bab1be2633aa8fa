import type { ActionDefinition } from '../../../plan/actions/action.ts';
import { actions } from '../../../plan/actions/index.generated.ts';
import type { Expr } from '../../../plan/expr.ts';
import { get } from '../../../plan/get.ts';
import { parsePath } from '../../../plan/paths.ts';
import { token } from '../../../plan/pointer.ts';
import { isRoot, parseTemplate } from '../../../plan/template.ts';
import type { Action, Json } from '../../../plan/types.ts';
import type { ActionFact } from '../../stages.ts';
import { findings } from './findings.ts';
import type { Analysis } from './scope.ts';

const DEFINITIONS: ReadonlyMap<string, ActionDefinition> = new Map(actions.map((one) => [one.type, one]));

/** Reads all transitions: paths, references and data (spec 6.2 to 6.4). Empty transitions are left out. */
export function readTransitions(analysis: Analysis): Map<string, ActionFact[]> {
  const transitions = new Map<string, ActionFact[]>();
  const { initial, transitions: written = {} } = analysis.document.state ?? { initial: {} };
  checkData(initial, '/state/initial', analysis);
  for (const type of Object.keys(written)) {
    const base = '/state/transitions' + token(type);
    const facts = (written[type] ?? []).map((action, i) => readAction(action, base + token(i), analysis));
    const complete = facts.filter((fact) => fact !== undefined);
    if (complete.length) transitions.set(type, complete);
  }
  return transitions;
}

function readAction(action: Action, pointer: string, analysis: Analysis): ActionFact | undefined {
  const definition = DEFINITIONS.get(action.type);
  const path = readWritePath(action.path, `${pointer}/path`, analysis);
  if (!definition || !path) return undefined;
  return { definition, path, operand: readOperand(action, definition, pointer, analysis), pointer };
}

function readOperand(action: Action, { operand }: ActionDefinition, pointer: string, analysis: Analysis): Expr {
  if (!operand) return { kind: 'lit', value: null };
  const value = action[operand.key] ?? operand.otherwise ?? null;
  return operand.references ? readReferences(value, `${pointer}/${operand.key}`, analysis) : { kind: 'lit', value };
}

function readWritePath(text: string, pointer: string, analysis: Analysis): readonly string[] | undefined {
  const segments = readPathText(text, pointer, analysis);
  if (!segments) return undefined;
  analysis.paths.push({ pointer, text, root: 'state', segments, use: 'write' });
  if (segments[0] !== 'state' || segments.length === 1) return segments;
  analysis.report(findings.pathHasRoot, {
    pointer,
    message: `The path \`${text}\` begins with \`state.\`, but the path of an action is always inside the state.`,
    help: `Write \`${segments.slice(1).join('.')}\`.`,
    fix: [{ op: 'replace', path: pointer, value: segments.slice(1).join('.') }],
  });
  return undefined;
}

function readPathText(text: string, pointer: string, { report }: Analysis): readonly string[] | undefined {
  const segments = parsePath(text);
  if (typeof segments !== 'number') return segments;
  report(findings.pathMalformed, {
    pointer,
    message: `\`${text.slice(0, 80)}\` is no path: the character at offset ${segments} cannot stand there.`,
    help: 'Join names and indices with dots, as in `items.0.done`.',
  });
  return undefined;
}

/** A value with `$from` references at any depth (at most 64, checked before). */
function readReferences(value: Json, pointer: string, analysis: Analysis): Expr {
  if (value === null || typeof value !== 'object') {
    if (typeof value === 'string') checkText(value, pointer, analysis);
    return { kind: 'lit', value };
  }
  if (Array.isArray(value)) {
    return collapse({
      kind: 'array',
      items: value.map((item, i) => readReferences(item, pointer + token(i), analysis)),
    });
  }
  if (Object.hasOwn(value, '$from')) return readFrom(value, pointer, analysis);
  const fields = Object.keys(value).map(
    (key) => [key, readReferences(value[key] as Json, pointer + token(key), analysis)] as const,
  );
  return collapse({ kind: 'object', fields });
}

/** A container of literals is a literal. */
function collapse(expr: Expr): Expr {
  if (expr.kind === 'array' && expr.items.every((item) => item.kind === 'lit')) {
    return { kind: 'lit', value: expr.items.map((item) => (item as { value: Json }).value) };
  }
  if (expr.kind === 'object' && expr.fields.every(([, field]) => field.kind === 'lit')) {
    return {
      kind: 'lit',
      value: Object.fromEntries(expr.fields.map(([key, field]) => [key, (field as { value: Json }).value])),
    };
  }
  return expr;
}

function readFrom(value: { readonly [key: string]: Json }, pointer: string, analysis: Analysis): Expr {
  const nothing: Expr = { kind: 'lit', value: null };
  const from = value['$from'];
  const extra = Object.keys(value).find((key) => key !== '$from');
  if (typeof from !== 'string' || extra !== undefined) {
    analysis.report(findings.fromShape, {
      pointer: extra === undefined ? `${pointer}/$from` : pointer,
      message:
        extra === undefined
          ? '`$from` holds a path as a text.'
          : `\`$from\` stands beside \`${extra}\`, so it is unclear which is meant.`,
      help: 'Write `{"$from": "state.count"}` with no other key.',
    });
    return nothing;
  }
  const segments = readPathText(from, `${pointer}/$from`, analysis);
  if (!segments) return nothing;
  const [root = ''] = segments;
  analysis.paths.push({ pointer: `${pointer}/$from`, text: from, root, segments, use: 'from' });
  if (!isRoot(root)) return nothing;
  const path = segments.slice(1);
  // What the build was given is a constant, unless the embedder can give something else.
  const isInput = (root === 'context' || root === 'vars') && !analysis.live;
  return isInput
    ? { kind: 'lit', value: (get(analysis.scope[root], path) ?? null) as Json }
    : { kind: 'get', root, path };
}

/** Data is never expanded, so a template in it is a mistake. Iterative: initial state can be large. */
function checkData(data: Json, base: string, analysis: Analysis): void {
  const open: [Json, string][] = [[data, base]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, pointer] = next;
    if (typeof value === 'string') checkText(value, pointer, analysis);
    else if (value !== null && typeof value === 'object') {
      for (const key of Object.keys(value)) {
        const member = (value as { [key: string]: Json })[key] as Json;
        if (typeof member === 'string' ? member.includes('{{') : member !== null && typeof member === 'object') {
          open.push([member, pointer + token(key)]);
        }
      }
    }
  }
}

function checkText(text: string, pointer: string, { report }: Analysis): void {
  if (!text.includes('{{') || !parseTemplate(text).paths.length) return;
  report(findings.templateInData, {
    pointer,
    message: 'A template stands in data, where it is never expanded.',
    help: 'Keep the data plain and put the template where it is shown; in an action use `{"$from": "state.…"}`.',
  });
}
