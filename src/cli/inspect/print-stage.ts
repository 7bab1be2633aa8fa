import type { OutElement, Program } from '../../compiler/program.ts';
import type { AnalyzedPlan, NodeFact, Stages } from '../../compiler/stages.ts';
import { quote } from '../../diagnostics/quote.ts';
import { toPrintable } from '../../util/to-printable.ts';
import { UsageError } from '../failures.ts';
import { valueAt } from './value-at.ts';

/** A stage as JSON text; with a pointer into the plan, only what belongs to that place. */
export function printStage(stages: Stages, name: keyof Stages, pointer: string | undefined): string {
  const value = pointer === undefined ? stages[name] : partOf(stages, name, pointer);
  return `${JSON.stringify(toPrintable(value), null, 2)}\n`;
}

function partOf({ parsed, analyzed, checked, program }: Stages, name: keyof Stages, pointer: string): unknown {
  if (name === 'parsed' || name === 'plan') return valueAt(parsed?.value ?? null, pointer);
  if (name === 'analyzed' && analyzed) return nodeAt(analyzed, pointer);
  if (name === 'checked' && checked) return nodeAt(checked, pointer);
  if (name === 'program' && program) return elementAt(program, pointer);
  throw new UsageError(`The stage ${quote(name)} has no places of the plan in it.`, 'Leave `--pointer` out.');
}

function nodeAt(plan: AnalyzedPlan, pointer: string): NodeFact {
  const found = plan.nodes.find((node) => plan.pointerOf(node) === pointer);
  if (found) return found;
  throw new UsageError(
    `No node of the plan is at ${quote(pointer)}.`,
    'Nodes are at `/root`, `/root/children/0` and so on.',
  );
}

/** Elements of a program are in the order of the plan's element nodes. */
function elementAt({ plan, elements, bindings, listeners }: Program, pointer: string): object {
  const node = nodeAt(plan, pointer);
  const element = elements[plan.nodes.filter(({ tag, index }) => tag !== undefined && index < node.index).length];
  if (node.tag === undefined || !element) throw new UsageError(`The node at ${quote(pointer)} is no element.`);
  return {
    element,
    bindings: bindings.filter((one) => elementOf(one) === element),
    listeners: listeners.filter((one) => one.element === element),
  };
}

function elementOf(binding: Program['bindings'][number]): OutElement | undefined {
  if (binding.kind === 'island') return binding.island.start.parent;
  return binding.kind === 'text' ? binding.node.parent : binding.element;
}
