import { EVENT_PROPS } from '../../../plan/html/events.ts';
import type { Listener } from '../../program.ts';
import type { AnalyzedPlan, EventFact, NodeFact } from '../../stages.ts';
import type { Skeleton } from './skeleton.ts';

/** The event bindings that do something: those with a transition, or all when an embedder listens. */
export function collectListeners(plan: AnalyzedPlan, { elementOf }: Skeleton): Listener[] {
  const facts = findPageFacts(plan);
  const listeners: Listener[] = [];
  for (const [fact, element] of elementOf) {
    for (const event of fact.events) {
      if (!event.handled && !plan.open) continue;
      const definition = EVENT_PROPS.get(event.prop);
      if (!definition) continue;
      listeners.push({
        element,
        dom: event.dom,
        bubbles: definition.bubbles,
        fields: definition.fields,
        type: event.type,
        payload: event.payload,
        handled: event.handled,
        prevent: prevention(fact, event),
        canBeDisabled: facts.disabled && canBeDisabled(fact, event),
        skipFirst: firstToSkip(fact, event, facts.autofocus),
      });
    }
  }
  return listeners;
}

function findPageFacts({ nodes }: AnalyzedPlan) {
  const has = (name: string) => nodes.some((node) => node.attributes.some((one) => one.name === name));
  return { disabled: has('disabled'), autofocus: has('autofocus') };
}

/** Spec 5.7 and 13.5. Submission is prevented for all forms at once by the submit guard. */
function prevention(fact: NodeFact, event: EventFact): Listener['prevent'] {
  if (event.dom === 'contextmenu') return 'always';
  if (event.dom !== 'click') return 'never';
  if (inBoundSummary(fact)) return 'always';
  if (fact.tag === 'details' && hasBoundOpen(fact)) return 'inside-summary';
  const href = fact.attributes.find((one) => one.name === 'href');
  if (fact.tag !== 'a') return 'never';
  // Without an address there is nothing to follow, but a label around it would still act.
  if (!href || href.initial == null) return href?.dynamic ? 'empty-link' : 'always';
  if (href.dynamic) return 'empty-link';
  return href.initial === '' || href.initial === '#' ? 'always' : 'never';
}

function inBoundSummary(fact: NodeFact): boolean {
  for (let here: NodeFact | undefined = fact; here; here = here.parent) {
    if (here.tag === 'summary' && here.parent?.tag === 'details' && hasBoundOpen(here.parent)) return true;
  }
  return false;
}

function hasBoundOpen(fact: NodeFact): boolean {
  return fact.attributes.some((one) => one.live === 'open' && one.dynamic);
}

/** An event that cannot come from a disabled control needs no question. */
function canBeDisabled(fact: NodeFact, event: EventFact): boolean {
  const disabled = (one: NodeFact) => one.attributes.some((attribute) => attribute.name === 'disabled');
  for (let here: NodeFact | undefined = fact; here; here = here.parent) if (disabled(here)) return true;
  return event.dom === 'click' && someBelow(fact, disabled);
}

function someBelow(fact: NodeFact, test: (one: NodeFact) => boolean): boolean {
  const open = [...fact.children];
  for (let next = open.pop(); next; next = open.pop()) {
    if (test(next)) return true;
    for (const child of next.children) open.push(child);
  }
  return false;
}

function firstToSkip(fact: NodeFact, event: EventFact, autofocus: boolean): Listener['skipFirst'] {
  if (event.dom === 'toggle' && fact.attributes.some((one) => one.name === 'open' && one.initial)) return 'toggle';
  return autofocus && (event.dom === 'focus' || event.dom === 'focusin') ? 'autofocus' : undefined;
}
