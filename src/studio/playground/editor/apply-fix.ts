import type { PatchOperation, Span } from '../../../diagnostics/diagnostic.ts';
import { locateAll } from '../../../diagnostics/locate.ts';
import { pointerKeys } from '../../../plan/pointer.ts';

/**
 * A JSON text with the operations of a fix applied, one after another. Only what an operation names is written anew;
 * everything else keeps its form. Gives `undefined` when one of them fits nothing in the text.
 */
export function applyFix(text: string, operations: readonly PatchOperation[]): string | undefined {
  let result: string | undefined = text;
  for (const operation of operations) result = result === undefined ? undefined : applyOne(result, operation);
  return result;
}

function applyOne(text: string, operation: PatchOperation): string | undefined {
  const { path } = operation;
  const parent = path.slice(0, path.lastIndexOf('/'));
  const places = [{ pointer: path }, { pointer: path, at: 'key' as const }, { pointer: parent }];
  const [value, key, container] = locateAll(text, places);
  if (operation.op === 'remove') return value && container && remove(text, key ?? value, value, container);
  const inArray = container !== undefined && text[container.start] === '[';
  const written = (column: number) => indent(JSON.stringify(operation.value, null, 2), column);
  if (value && (operation.op === 'replace' || !inArray))
    return splice(text, value, written(columnOf(text, value.start)));
  if (operation.op === 'replace' || !container) return undefined;
  if (value && inArray)
    return splice(text, { start: value.start, end: value.start }, `${written(columnOf(text, value.start))}, `);
  const name = pointerKeys(path).at(-1) ?? '';
  return append(text, container, (column) => (inArray ? '' : `${JSON.stringify(name)}: `) + written(column));
}

/** A new last member, in the line or on a line of its own as the last one is. */
function append(text: string, container: Span, member: (column: number) => string): string {
  const inside = text.slice(container.start + 1, container.end - 1);
  const full = container.start + 1 + inside.trimEnd().length;
  if (inside.trim() === '') return splice(text, { start: container.start + 1, end: container.end - 1 }, member(0));
  const own = /\n([ \t]*)[^\n]*$/.exec(text.slice(container.start, container.start + 1 + inside.search(/\S/) + 1));
  const between = own ? `,\n${own[1]}` : ', ';
  return splice(text, { start: full, end: full }, between + member(own?.[1]?.length ?? 0));
}

/** Takes a member out with the one comma that is too many then. */
function remove(text: string, from: Span, to: Span, container: Span): string {
  const after = /^\s*,\s*/.exec(text.slice(to.end, container.end));
  if (after) return splice(text, { start: from.start, end: to.end + after[0].length }, '');
  const before = /,?\s*$/.exec(text.slice(container.start + 1, from.start));
  return splice(text, { start: from.start - (before?.[0].length ?? 0), end: to.end }, '');
}

function splice(text: string, { start, end }: Span, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** The indentation of the line on which an offset is. */
function columnOf(text: string, offset: number): number {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]*/.exec(line)?.[0].length ?? 0;
}

function indent(json: string, column: number): string {
  return json.replaceAll('\n', `\n${' '.repeat(column)}`);
}
