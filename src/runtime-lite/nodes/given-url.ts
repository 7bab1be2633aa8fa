/// <reference lib="dom" />

import type { UrlRules } from '../../plan/url.ts';
import { text } from '../text.ts';
import { judgeUrlAttribute } from '../url.ts';
import { urlKind } from './url-kind.ts';

/** Whether the value of an attribute is an address that the policy refuses (spec 5.4); the origin is never literal here. */
export const refusesUrl = (
  tag: string,
  space: string | null,
  name: string,
  value: unknown,
  rules: UrlRules,
): boolean => {
  const kind = urlKind(tag, /svg$/.test(space ?? '') ? 'svg' : 'html', name);
  return kind !== undefined && value != null && value !== false && !!judgeUrlAttribute(text(value), kind, rules, false);
};
