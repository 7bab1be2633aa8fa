import { toBase64Url } from './base64url.ts';
import { LARGEST_LINK } from './read-link.ts';

/** What a link can hold beside a plan: texts of JSON objects, empty where there is none. */
export interface Shared {
  readonly text: string;
  readonly settings: { readonly context: string; readonly vars: string };
}

/**
 * The address that opens a plan with its context and vars; `undefined` when they are too large for one. It says nothing
 * of profile and policy.
 */
export function linkTo({ text, settings: { context, vars } }: Shared, page: string): string | undefined {
  const parts = Object.entries({ plan64: text, context64: context, vars64: vars }).filter(([, part]) => part.trim());
  if (new TextEncoder().encode(text + context + vars).length > LARGEST_LINK) return undefined;
  return `${page.replace(/#.*$/, '')}#${parts.map(([name, part]) => `${name}=${toBase64Url(part)}`).join('&')}`;
}
