/// <reference lib="dom" />
import type { RunTimeError } from '../raise.ts';
import { setAttribute } from '../sinks.ts';

/** Sets where a link opens; a page in a new tab gets no handle on this one (spec 5.3). Gives false for other attributes. */
export const givenTarget = (
  element: Element,
  name: string,
  value: unknown,
  report: (error: RunTimeError) => void,
): boolean => {
  if (name === 'rel') setAttribute(element, name, `${value ?? ''}`.replace(/(^|\s+)opener(?!\S)/gi, '') || null);
  else if (name !== 'target') return false;
  else if (value != null && value !== '_blank' && value !== '_self') report({ name: 'attribute-value', path: name });
  else {
    setAttribute(element, name, value as string | undefined);
    if (value && value !== '_self' && !element.hasAttribute('rel')) setAttribute(element, 'rel', 'noopener noreferrer');
  }
  return true;
};
