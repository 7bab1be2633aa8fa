import type { Expr } from '../../../plan/expr.ts';
import { token } from '../../../plan/pointer.ts';
import { isPlainText, parseTemplate } from '../../../plan/template.ts';
import type { Json } from '../../../plan/types.ts';
import { findings } from './findings.ts';
import type { Analysis } from './scope.ts';

/** Reads a string in which templates count; `pointer` is asked for only when there is something to say. */
export function readTemplate(text: string, pointer: () => string, analysis: Analysis): Expr {
  if (BIDI.test(text)) reportBidi(pointer(), analysis);
  if (analysis.literal || isPlainText(text)) return { kind: 'lit', value: text };
  const { expr, paths, problem } = parseTemplate(text);
  if (problem) reportTemplate(problem, pointer(), analysis);
  for (const { segments } of paths) {
    const [first = ''] = segments;
    analysis.paths.push({ pointer: pointer(), text: segments.join('.'), root: first, segments, use: 'template' });
  }
  return expr;
}

/** Reads a value of a prop or payload: templates count in strings at any depth (at most 64, checked before). */
export function readValue(value: Json, pointer: () => string, analysis: Analysis): Expr {
  if (typeof value === 'string') return readTemplate(value, pointer, analysis);
  if (value === null || typeof value !== 'object') return { kind: 'lit', value };
  if (Array.isArray(value)) {
    const items = value.map((item, i) => readValue(item, () => pointer() + token(i), analysis));
    return items.every(isLiteral)
      ? { kind: 'lit', value: items.map((item) => (item as { value: Json }).value) }
      : { kind: 'array', items };
  }
  const fields = Object.keys(value).map(
    (key) => [key, readValue(value[key] as Json, () => pointer() + token(key), analysis)] as const,
  );
  return fields.every(([, field]) => isLiteral(field)) ? literalObject(fields) : { kind: 'object', fields };
}

function literalObject(fields: readonly (readonly [string, Expr])[]): Expr {
  return {
    kind: 'lit',
    value: Object.fromEntries(fields.map(([key, field]) => [key, (field as { value: Json }).value])),
  };
}

function isLiteral(expr: Expr): boolean {
  return expr.kind === 'lit';
}

const BIDI = /[\u202a-\u202e\u2066-\u2069]/;

function reportBidi(pointer: string, { report }: Analysis): void {
  report(findings.unicodeBidi, {
    pointer,
    message: 'The text holds invisible characters that change the order of what is read.',
    help: 'Remove them, or set the `dir` attribute of an element around the text.',
  });
}

function reportTemplate(
  problem: { name: string; offset: number; cause: string },
  pointer: string,
  { report }: Analysis,
): void {
  const definition = problem.name === 'template-dollar' ? findings.templateDollar : findings.templateMalformed;
  report(definition, {
    pointer,
    message: `The template at offset ${problem.offset} of this string is malformed: ${problem.cause}.`,
    help:
      problem.name === 'template-dollar'
        ? 'Write two braces and no dollar sign.'
        : 'Write one path, as in `{{state.name}}`; to show two braces, write `\\{{`.',
  });
}
