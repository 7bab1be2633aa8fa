/// <reference lib="dom" />
import { controlValue } from './fields.ts';

/** The live fields of an event whose target is a control; of any other target there are none. */
export const controlFields = (event: Event): Record<string, unknown> => {
  const control = event.target as HTMLInputElement;
  const fields: Record<string, unknown> = {};
  if (!/^(input|select|textarea)$/.test(control.localName)) return fields;
  if (control.name) fields['name'] = control.name;
  if (!/^(file|password)$/.test(control.type)) fields['value'] = controlValue(control);
  if (/^(checkbox|radio)$/.test(control.type)) fields['checked'] = control.checked;
  return fields;
};
