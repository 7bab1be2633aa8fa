import type { Json, JsonObject } from '../../../src/plan/types.ts';

/** What a form control showed when an event reached it. */
export interface ControlFacts {
  readonly tag: string;
  readonly type: string;
  readonly name: string;
  readonly value: string;
  readonly checked: boolean;
  readonly disabled: boolean;
  readonly multiple: boolean;
  readonly selected: readonly string[];
}

/** One DOM event as a listener at the window saw it before any other; `target` counts elements of the plan. */
export interface DomEvent {
  readonly type: string;
  readonly target: number;
  readonly control?: ControlFacts;
  readonly form?: readonly ControlFacts[];
  readonly open?: boolean;
  /** A field that loses the focus because it is disabled right now, in the middle of an update. */
  readonly disabled?: boolean;
  readonly key?: JsonObject;
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
const BUTTONS = new Set(['button', 'submit', 'reset', 'image']);

/** The payload that the DOM gives before the plan's own is laid over it (spec 5.7, 13.7). */
export function liveFields(event: DomEvent): JsonObject {
  if (event.type === 'keydown' || event.type === 'keyup') return event.key ?? {};
  if (event.type === 'toggle') return { open: event.open ?? false };
  if (event.type === 'submit' || event.type === 'reset') return { values: formValues(event.form ?? []) };
  const hasControl = /^(input|change|focus|blur|focusin|focusout)$/.test(event.type);
  return hasControl && event.control ? controlFields(event.control) : {};
}

function controlFields(control: ControlFacts): JsonObject {
  const value = controlValue(control);
  const ticks = control.type === 'checkbox' || control.type === 'radio';
  return {
    ...(control.name !== '' && { name: control.name }),
    ...(value !== undefined && { value }),
    ...(ticks && { checked: control.checked }),
  };
}

function controlValue(control: ControlFacts): Json | undefined {
  if (control.type === 'file' || control.type === 'password') return undefined;
  if (control.multiple && control.tag === 'select') return [...control.selected];
  if (control.type === 'number' || control.type === 'range') return control.value === '' ? null : Number(control.value);
  return control.value;
}

function formValues(controls: readonly ControlFacts[]): JsonObject {
  const values = new Map<string, Json[]>();
  const always = new Set<string>();
  for (const control of controls.filter(isSuccessful)) {
    const value = controlValue(control)!;
    const list = values.get(control.name) ?? [];
    if (Array.isArray(value)) always.add(control.name);
    values.set(control.name, list.concat(value));
  }
  const entries = [...values].map(([name, list]) => [name, always.has(name) || list.length > 1 ? list : list[0]!]);
  return Object.fromEntries(entries) as JsonObject;
}

function isSuccessful(control: ControlFacts): boolean {
  if (control.name === '' || FORBIDDEN.has(control.name) || control.disabled) return false;
  if (!/^(input|select|textarea)$/.test(control.tag) || BUTTONS.has(control.type)) return false;
  if (control.type === 'file' || control.type === 'password') return false;
  if (control.type === 'checkbox' || control.type === 'radio') return control.checked;
  return control.tag !== 'select' || control.multiple || control.selected.length > 0;
}
