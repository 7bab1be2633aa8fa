/// <reference lib="dom" />
import { controlValue } from './fields.ts';

/** The live fields of `submit` and `reset`: one entry per successful control, an array where a name repeats. */
export const formFields = (event: Event): { values: Record<string, unknown> } => {
  const values: Record<string, unknown> = {};
  // By the prototype: a control called `elements` would hide them.
  for (const element of Reflect.get(
    HTMLFormElement.prototype,
    'elements',
    event.target,
  ) as HTMLFormControlsCollection) {
    const control = element as HTMLInputElement;
    const { name, type } = control;
    if (!/^(input|select|textarea)$/.test(control.localName) || control.matches(':disabled, datalist *')) continue;
    if (!name || /^(__proto__|constructor|prototype)$/.test(name)) continue;
    if (/^(file|password|button|submit|reset|image)$/.test(type)) continue;
    if (/^(checkbox|radio)$/.test(type) && !control.checked) continue;
    if (type === 'select-one' && (control as unknown as HTMLSelectElement).selectedIndex < 0) continue;
    const value = controlValue(control);
    values[name] = Object.hasOwn(values, name) ? [values[name], value].flat() : value;
  }
  return { values };
};
