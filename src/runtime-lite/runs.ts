/// <reference lib="dom" />

/**
 * Whether a binding of `element` runs (spec 13.8): not on a disabled element, and a click inside a disabled one reaches
 * none. Inside of a disabled `fieldset` its own legend still works.
 */
export const runs = (element: Element, event: Event): boolean => {
  if (event.type !== 'click') return !element.matches(':disabled');
  const disabled = (event.target as Element).closest(':disabled');
  return !disabled || (disabled !== element && disabled.localName === 'fieldset' && disabled.contains(element));
};
