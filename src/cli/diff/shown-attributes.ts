const SHOWN = /^(?:alt|title|placeholder|label|aria-(?:label|description|placeholder|roledescription|valuetext))$/;

/** Whether a reader sees or hears the value of an attribute; `type` is that of the element. */
export function isShownAttribute(tag: string, name: string, type: unknown): boolean {
  if (SHOWN.test(name)) return true;
  return name === 'value' && tag === 'input' && /^(?:button|submit|reset)$/.test(String(type));
}
