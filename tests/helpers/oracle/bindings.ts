import type { Json, JsonObject } from '../../../src/plan/types.ts';
import type { ElementModel } from './model.ts';

/** One `on…` prop of an element. */
export interface Binding {
  readonly element: ElementModel;
  readonly type: string;
  readonly payload: JsonObject;
}

const BUBBLING = `Click DblClick DoubleClick ContextMenu MouseDown MouseUp MouseOver MouseOut PointerDown PointerUp
  PointerCancel KeyDown KeyUp Input Change Submit Reset FocusIn FocusOut`;
const OWN = 'MouseEnter MouseLeave PointerEnter PointerLeave Focus Blur Invalid Toggle Close Cancel';

const bubbling = new Set(BUBBLING.trim().split(/\s+/).map(domName));

/** Every DOM event that a plan can bind. */
export const DOM_EVENTS: readonly string[] = [...bubbling, ...OWN.split(' ').map(domName)];

/** The bindings that one DOM event reaches, innermost first, disabled elements left out (spec 5.7, 13.8). */
export function bindingsFor(event: string, target: ElementModel): Binding[] {
  const found: Binding[] = [];
  for (let at: ElementModel | undefined = target; at; at = at.parent) {
    const disabled = isDisabled(at);
    if (disabled && event === 'click') return at.tag === 'fieldset' ? found : [];
    const binding = disabled ? undefined : bindingOf(at, event);
    if (binding) found.push(binding);
    if (!bubbling.has(event)) break;
  }
  return found;
}

/** The binding of an element for a DOM event. */
export function bindingOf(element: ElementModel, event: string): Binding | undefined {
  for (const [prop, value] of Object.entries(element.node.props ?? {})) {
    if (!/^on[A-Z]/.test(prop) || domName(prop.slice(2)) !== event) continue;
    return { element, ...shape(value) };
  }
  return undefined;
}

/** Whether the element matches `:disabled`. */
export function isDisabled(element: ElementModel): boolean {
  if (!/^(button|input|select|textarea|option|optgroup|fieldset)$/.test(element.tag)) return false;
  if (element.attributes.disabled !== undefined) return true;
  if (element.tag === 'option') return element.parent?.tag === 'optgroup' && isDisabled(element.parent);
  return element.tag !== 'optgroup' && insideDisabledFieldset(element);
}

function insideDisabledFieldset(element: ElementModel): boolean {
  for (let child = element, at = element.parent; at; child = at, at = at.parent) {
    if (at.tag !== 'fieldset' || at.attributes.disabled === undefined) continue;
    const legend = at.children.find((item) => typeof item !== 'string' && item.tag === 'legend');
    if (legend !== child) return true;
  }
  return false;
}

function shape(value: Json): { type: string; payload: JsonObject } {
  if (typeof value === 'string') return { type: value, payload: {} };
  const { type, payload } = value as JsonObject;
  return { type: type as string, payload: (payload ?? {}) as JsonObject };
}

function domName(name: string): string {
  return name === 'DoubleClick' ? 'dblclick' : name.toLowerCase();
}
