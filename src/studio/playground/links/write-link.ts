import { toBase64Url } from './base64url.ts';
import { LARGEST_LINK } from './read-link.ts';

/** The address that opens a plan; `undefined` when the plan is too large for one. It says nothing of profile and policy. */
export function linkTo(text: string, page: string): string | undefined {
  if (new TextEncoder().encode(text).length > LARGEST_LINK) return undefined;
  return `${page.replace(/#.*$/, '')}#plan64=${toBase64Url(text)}`;
}
