import { quote, quoteList } from '../../../diagnostics/quote.ts';
import { suggest } from '../../../diagnostics/suggest.ts';
import { EVENT_PROPS } from '../../../plan/html/events.ts';
import { token } from '../../../plan/pointer.ts';
import type { Json } from '../../../plan/types.ts';
import type { EventFact } from '../../stages.ts';
import type { NodeDraft } from './draft.ts';
import { findings } from './findings.ts';
import { readValue } from './read-value.ts';
import type { Analysis } from './scope.ts';

/** Reads one event binding (spec 5.7); undefined when it is none. */
export function readEvent(
  prop: string,
  value: Json,
  pointer: string,
  draft: NodeDraft,
  analysis: Analysis,
): EventFact | undefined {
  const definition = EVENT_PROPS.get(prop);
  if (!definition) {
    const near = suggest(prop, [...EVENT_PROPS.keys()]);
    analysis.report(findings.eventUnknown, {
      pointer,
      at: 'key',
      message: `${quote(prop)} is no event of this language.`,
      help: near.length ? `Did you mean ${quoteList(near, 'or')}?` : 'The language reference lists all events.',
    });
    return undefined;
  }
  const type = readType(value, pointer, analysis);
  if (type === undefined) return undefined;
  if (draft.events.some((other) => other.dom === definition.dom)) {
    analysis.report(findings.attributeDuplicate, {
      pointer,
      message: `The event \`${definition.dom}\` is bound twice on this element.`,
      help: 'Keep one binding and put all actions into its transition.',
    });
    return undefined;
  }
  const payload = value !== null && typeof value === 'object' && !Array.isArray(value) ? value['payload'] : undefined;
  return {
    prop,
    dom: definition.dom,
    type,
    payload: payload === undefined ? undefined : readValue(payload, () => `${pointer}/payload`, analysis),
    handled: (analysis.document.state?.transitions?.[type]?.length ?? 0) > 0,
  };
}

function readType(value: Json, pointer: string, analysis: Analysis): string | undefined {
  if (typeof value === 'string') return checkType(value, pointer, analysis);
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return shape(pointer, 'A binding is an event type or an object with a `type`', analysis);
  for (const key of Object.keys(value)) {
    if (key !== 'type' && key !== 'payload')
      return shape(pointer + token(key), `A binding has no key ${quote(key)}`, analysis, 'key');
  }
  const { type, payload } = value;
  if (payload !== undefined && (payload === null || typeof payload !== 'object' || Array.isArray(payload))) {
    return shape(`${pointer}/payload`, 'A payload is an object', analysis);
  }
  if (typeof type !== 'string')
    return shape(type === undefined ? pointer : `${pointer}/type`, 'A binding object needs a text `type`', analysis);
  return checkType(type, `${pointer}/type`, analysis);
}

function checkType(type: string, pointer: string, analysis: Analysis): string | undefined {
  return type || shape(pointer, 'The event type is empty', analysis);
}

function shape(pointer: string, message: string, { report }: Analysis, at?: 'key'): undefined {
  report(findings.bindingShape, {
    pointer,
    ...(at && { at }),
    message: `${message}.`,
    help: 'Write `"onClick": "add"`, or `"onClick": {"type": "add", "payload": {…}}`.',
  });
}
