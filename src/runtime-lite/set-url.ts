/// <reference lib="dom" />

import type { UrlRules } from '../plan/url.ts';
import type { UrlKind } from '../plan/url-attribute.ts';
import type { RunTimeError } from './raise.ts';
import { setAttribute } from './sinks.ts';
import { text } from './text.ts';
import { judgeUrlAttribute } from './url.ts';

/** Sets a URL attribute if the check that the build made lets the value pass; else removes it and says so (spec 5.4). */
export const setUrl = (
  element: Element,
  name: string,
  value: unknown,
  kind: UrlKind,
  rules: UrlRules,
  literalOrigin: boolean,
  report: (error: RunTimeError) => void,
): void => {
  const next = value == null || value === false || typeof value === 'object' ? null : value === true ? '' : text(value);
  if (value !== null && typeof value === 'object') report({ name: 'attribute-type', path: name });
  const blocked = next !== null && judgeUrlAttribute(next, kind, rules, literalOrigin);
  if (blocked) report({ name: 'url-blocked', path: name });
  setAttribute(element, name, blocked ? null : next);
};
