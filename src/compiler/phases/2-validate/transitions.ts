import type { Report } from '../../../diagnostics/define.ts';
import { quote } from '../../../diagnostics/quote.ts';
import { didYouMean } from '../../../diagnostics/suggest.ts';
import { actions } from '../../../plan/actions/index.generated.ts';
import type { Json, JsonObject } from '../../../plan/types.ts';
import { checkData } from './data.ts';
import { validateFindings as findings } from './findings.ts';
import { checkLength, checkName } from './names.ts';
import { Place } from './place.ts';
import { checkShape, missingKey, wrongType } from './shape.ts';

const MAX_EVENT_TYPE_CODE_POINTS = 128;
const types = actions.map((action) => action.type);

/** Checks the transitions of a plan, action by action (spec 6.3); the lists themselves have passed the schema. */
export function checkTransitions(transitions: JsonObject, place: Place, report: Report): void {
  for (const type of Object.keys(transitions)) {
    const transition = new Place(place, type);
    checkName(type, () => transition.pointer, report, 'key');
    checkLength(type, MAX_EVENT_TYPE_CODE_POINTS, () => transition.pointer, report, 'key');
    const list = transitions[type];
    if (!Array.isArray(list)) continue;
    for (let i = 0; i < list.length; i++) checkAction(list[i] as Json, new Place(transition, i), report);
  }
}

function checkAction(action: Json, place: Place, report: Report): void {
  if (action === null || typeof action !== 'object' || Array.isArray(action)) {
    wrongType('object', action, place.pointer, report);
    return;
  }
  const type = action['type'];
  if (!isType(type, place, report)) return;
  checkShape(`action ${type}`, action, () => place.pointer, report);
  checkName(action['path'], () => new Place(place, 'path').pointer, report);
  checkData(action['value'], new Place(place, 'value'), 'state', report);
}

function isType(type: Json | undefined, place: Place, report: Report): type is string {
  if (type === undefined) missingKey('type', place.pointer, report);
  else if (typeof type !== 'string') wrongType('string', type, new Place(place, 'type').pointer, report);
  else if (types.includes(type)) return true;
  else unknownAction(type, new Place(place, 'type').pointer, report);
  return false;
}

function unknownAction(type: string, pointer: string, report: Report): void {
  const help = didYouMean(type, types) ?? `Actions are ${types.map(quote).join(', ')}.`;
  report(findings.unknownAction, { pointer, message: `${quote(type)} is no action.`, help });
}
