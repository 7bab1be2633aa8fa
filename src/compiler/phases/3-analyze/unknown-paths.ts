import { quote } from '../../../diagnostics/quote.ts';
import { get } from '../../../plan/get.ts';
import { PathSet } from '../../../plan/path-set.ts';
import { isRoot } from '../../../plan/template.ts';
import type { ActionFact, PathFact } from '../../stages.ts';
import { findings } from './findings.ts';
import type { Analysis } from './scope.ts';

/** Warns of templates that nothing can ever fill (spec 4.3). */
export function checkUnknownPaths(transitions: ReadonlyMap<string, readonly ActionFact[]>, analysis: Analysis): void {
  const writes = new PathSet([...transitions.values()].flat().map((action) => action.path));
  for (const path of analysis.paths) {
    if (path.use !== 'template' || canBeFilled(path, writes, analysis)) continue;
    analysis.report(findings.templatePathUnknown, {
      pointer: path.pointer,
      message: `Nothing ever supplies ${quote(path.text)}, so it shows as empty.`,
      help: helpFor(path, analysis),
    });
  }
}

function helpFor({ root, segments }: PathFact, { scope, suggest }: Analysis): string {
  if (root === 'event') return 'An event has `event.type` and `event.payload`; its fields stand in `event.payload`.';
  const path = isRoot(root) ? segments.slice(1) : segments;
  const [first = ''] = path;
  const values = root === 'context' || root === 'vars' ? scope[root] : scope.state;
  const near =
    path.length === 0 || Object.hasOwn(values as object, first)
      ? undefined
      : suggest(first, Object.keys(values as object));
  if (near) return near;
  if (root === 'context' || root === 'vars') return `Give it with \`--${root}\`, or build with \`--live-inputs\`.`;
  return 'Declare it in `state.initial`, or correct the path.';
}

function canBeFilled({ root, segments }: PathFact, writes: PathSet, { scope, live }: Analysis): boolean {
  const path = isRoot(root) ? segments.slice(1) : segments;
  if (root === 'event') return !path.length || path[0] === 'type' || path[0] === 'payload';
  if (root === 'context' || root === 'vars') return live || get(scope[root], path) !== undefined;
  if (get(scope.state, path) !== undefined) return true;
  return writes.overlaps(path) || (path.at(-1) === 'length' && writes.overlaps(path.slice(0, -1)));
}
