import { srcsetUrls } from '../../plan/srcset.ts';
import { cleanUrl } from '../../plan/url.ts';

/** The addresses in the value of an attribute. */
export function urlsOf(value: string, attribute: string): string[] {
  return attribute === 'srcset' || attribute === 'imagesrcset' ? srcsetUrls(value) : [value];
}

/** The host that an address leads to, for `mailto:` and the like the scheme; `undefined` where it stays on the page's own host. */
export function hostOf(address: string): string | undefined {
  const value = cleanUrl(address);
  const whole = /^[\\/]{2}/.test(value) ? `https:${value}` : value;
  if (!/^[a-z][a-z0-9+.-]*:/i.test(whole) || !URL.canParse(whole)) return undefined;
  const { host, protocol } = new URL(whole);
  return host || protocol;
}
