import type { AnalyzedPlan } from '../../../compiler/stages.ts';
import type { Action } from '../../../plan/types.ts';
import type { Items } from '../version.ts';

/** The event types of a plan, each with the DOM events that raise it and the actions that it causes. */
export function eventItems({ document, nodes }: AnalyzedPlan): Items {
  const raised = new Map<string, Map<string, number>>();
  for (const { events } of nodes)
    for (const { type, dom } of events) {
      const doms = raised.get(type) ?? new Map<string, number>();
      raised.set(type, doms.set(dom, (doms.get(dom) ?? 0) + 1));
    }
  const transitions = new Map(Object.entries(document.state?.transitions ?? {}));
  const types = [...new Set([...raised.keys(), ...transitions.keys()])].sort();
  return new Map(types.map((type) => [type, describe(raised.get(type), transitions.get(type) ?? [])]));
}

function describe(doms: ReadonlyMap<string, number> | undefined, actions: readonly Action[]): string {
  const raised = [...(doms ?? [])].map(([dom, count]) => (count === 1 ? dom : `${dom} (${count} places)`)).sort();
  const on = raised.length > 0 ? `on ${raised.join(', ')}` : 'raised by nothing on the page';
  return `${on}: ${actions.map(describeAction).join('; ') || 'no actions'}`;
}

function describeAction({ type, path, ...operand }: Action): string {
  const values = Object.values(operand).map((value) => ` ${JSON.stringify(value)}`);
  return `${type} ${path}${values.join('')}`;
}
