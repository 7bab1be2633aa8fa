import { reads } from '../../../plan/evaluate.ts';
import type { JsonObject } from '../../../plan/types.ts';
import type { Program } from '../../program.ts';
import { bindingReads } from './update.ts';

/** The part of `initial` that anything reads or writes; all of it where sizes count or a whole state is read. */
export function initialState(program: Program): JsonObject {
  const initial = program.state.initial as JsonObject;
  if (program.state.measured) return initial;
  const exprs = program.transitions.flatMap(({ actions }) => actions.map((action) => action.operand));
  const payloads = program.listeners.flatMap((listener) => listener.payload ?? []);
  const read = [...program.bindings.flatMap(bindingReads), ...[...exprs, ...payloads].flatMap(reads)]
    .filter(({ root }) => root === 'state')
    .map(({ path }) => path);
  const written = program.transitions.flatMap(({ actions }) => actions.map((action) => action.path));
  const paths = [...read, ...written];
  if (paths.some((path) => !path.length)) return initial;
  const keys = new Set(paths.map(([key]) => key));
  return Object.fromEntries(Object.entries(initial).filter(([key]) => keys.has(key)));
}
