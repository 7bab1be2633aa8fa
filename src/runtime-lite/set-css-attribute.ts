/// <reference lib="dom" />
import { fetchFault } from './css.ts';
import type { RunTimeError } from './raise.ts';
import { setAttribute } from './sinks.ts';
import { text } from './text.ts';

/** Sets an attribute that holds CSS, such as `fill`, unless it could fetch something (spec 5.4). */
export const setCssAttribute = (
  element: Element,
  name: string,
  value: unknown,
  report: (error: RunTimeError) => void,
): void => {
  const next = value == null || value === false ? null : value === true ? '' : text(value);
  const blocked = next !== null && !!fetchFault(next);
  if (blocked) report({ name: 'no-unsafe-css', path: name });
  setAttribute(element, name, blocked ? null : next);
};
