/// <reference lib="dom" />

import type { AttributeKind } from '../plan/html/attributes.ts';
import { attributeText } from './attribute-text.ts';
import type { RunTimeError } from './raise.ts';
import { setAttribute } from './sinks.ts';

/** Sets an attribute from a value of any type; one that has no meaning there is reported and leaves it out (spec 5.3). */
export const setAnyAttribute = (
  element: Element,
  name: string,
  value: unknown,
  kind: AttributeKind,
  report: (error: RunTimeError) => void,
): void => {
  const text = attributeText(value, kind, false);
  if (text === undefined) report({ name: 'attribute-type', path: name });
  setAttribute(element, name, text);
};
