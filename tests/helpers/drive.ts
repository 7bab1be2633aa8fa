import type { JsonObject } from '../../src/plan/types.ts';
import type { Step } from './arbitrary-plan.ts';
import type { WatchedPage } from './browser.ts';
import {
  type DomEvent,
  difference,
  type ElementModel,
  elementsOf,
  type Instance,
  type NodeModel,
  styledTree,
} from './oracle/index.ts';
import { actInPage, type PageStep } from './page/act.ts';
import { observeInPage, referenceInPage, type StyledTree } from './page/serialise.ts';

/** Where a scenario is played: the page under test and an empty one that computes reference styles. */
export interface Stage {
  readonly tested: WatchedPage;
  readonly reference: WatchedPage;
}

/** Does one step on the page and tells the oracle what happened; the first difference, or undefined. */
export async function playStep(stage: Stage, oracle: Instance, step: Step): Promise<string | undefined> {
  const chosen = choose(step, elementsOf(oracle.tree()));
  if (!chosen) return undefined;
  await stage.tested.page.evaluate(actInPage, chosen);
  if (step.kind === 'dispatch') oracle.dispatch(step.type, step.payload);
  return compare(stage, oracle);
}

/** Compares the page as it is now with the oracle, after telling it the events that happened. */
export async function compare(stage: Stage, oracle: Instance): Promise<string | undefined> {
  const seen = await stage.tested.page.evaluate(observeInPage, stylesToRead(oracle));
  for (const event of seen.trace as DomEvent[]) oracle.deliver(event);
  const expected = oracle.tree();
  const computed = await computedStyles(stage, expected);
  const actual = seen.nodes[0] ?? '';
  if (seen.nodes.length > 1) return `the body holds ${seen.nodes.length} nodes`;
  const { shown, learn } = oracle.controls;
  return (
    difference(expected, actual, { shown, learn, computed }) ?? stateDifference(oracle, seen.state as JsonObject | null)
  );
}

function choose(step: Step, elements: readonly ElementModel[]): PageStep | undefined {
  if (step.kind === 'dispatch') return { kind: 'dispatch', target: 0, text: dispatchText(step) };
  const fitting = elements.filter((element) => fits(step, element));
  const element = fitting[step.pick % fitting.length];
  if (!element) return undefined;
  return { kind: step.kind, target: element.index, text: 'text' in step ? step.text : 'type' in step ? step.type : '' };
}

function dispatchText(step: Step & { kind: 'dispatch' }): string {
  return JSON.stringify({ type: step.type, payload: step.payload });
}

function fits(step: Step, element: ElementModel): boolean {
  const type = element.attributes.type ?? 'text';
  switch (step.kind) {
    case 'type':
      return element.tag === 'textarea' || (element.tag === 'input' && !/^(checkbox|radio)$/.test(type));
    case 'option':
      return element.tag === 'select';
    case 'submit':
      return element.tag === 'form' && elementsOf(element).some(canSubmit);
    case 'reset':
      return element.tag === 'form' && elementsOf(element).some(({ attributes }) => attributes.type === 'reset');
    case 'focus':
    case 'key':
      return /^(input|select|textarea|button)$/.test(element.tag);
    default:
      return !/^(option|optgroup)$/.test(element.tag);
  }
}

/** Styles may appear or vanish with the events that are about to be read, so every name that a style uses is asked for. */
function stylesToRead(oracle: Instance): string[][] {
  return elementsOf(oracle.tree()).map(namesIn);
}

/** A button, or a field in which a person can press Enter. */
function canSubmit({ tag, attributes }: ElementModel): boolean {
  if (tag === 'button') return attributes.type === undefined || attributes.type === 'submit';
  return tag === 'input' && attributes.type !== 'checkbox' && attributes.type !== 'radio';
}

function namesIn(element: ElementModel): string[] {
  const style = element.node.props?.style;
  if (typeof style === 'string') return [...style.matchAll(/([-\w]+)\s*:/g)].map((match) => match[1]!);
  const keys = Object.keys(style ?? {});
  return keys.map((key) =>
    key.startsWith('--') ? key : key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
  );
}

async function computedStyles(stage: Stage, expected: NodeModel): Promise<Record<string, string>[]> {
  if (!elementsOf(expected).some((element) => element.style.length > 0)) return [];
  return stage.reference.page.evaluate(referenceInPage, styledTree(expected) as StyledTree);
}

function stateDifference(oracle: Instance, state: JsonObject | null): string | undefined {
  if (state === null) return undefined;
  const [want, got] = [JSON.stringify(oracle.state()), JSON.stringify(state)];
  return want === got ? undefined : `state: expected ${want}, got ${got}`;
}
