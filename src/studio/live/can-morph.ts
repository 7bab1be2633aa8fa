/// <reference lib="dom" />
import { own } from './own.ts';
import { skeletonOf } from './skeleton.ts';

/**
 * Whether two versions of a page differ only in what never changes by itself, so that `morph` leads from one to the other:
 * the script that runs is also the script of the newer one, and finds its nodes where it has found them. The digest of the
 * plan in it, and with it the hash of the script, is another one each time.
 */
export function canMorph(before: Document, after: Document): boolean {
  return essence(before) === essence(after) && (!findsNodes(after) || skeletonOf(before) === skeletonOf(after));
}

/** Everything of a page's policy but whether it has scripts and styles of its own, and their hashes. */
export function policyOf(page: Document): string {
  const meta = own(page, 'head').querySelector('meta[http-equiv=content-security-policy]');
  return (meta?.getAttribute('content') ?? '')
    .replace(/ ?'sha256-[^']*'/g, '')
    .replace(/((?:script|style)-src) 'none'/g, '$1');
}

/** A script of the compiler finds elements by their place among all elements, and texts by their place in one. */
function findsNodes(page: Document): boolean {
  return scriptsOf(page).some((one) => /\b(?:querySelectorAll|childNodes|firstChild)\b/.test(one));
}

function scriptsOf(page: Document): string[] {
  return [...own(page, 'documentElement').querySelectorAll('script')].map((one) => one.textContent ?? '');
}

function essence(page: Document): string {
  const scripts = scriptsOf(page).map((one) => one.replace(DIGEST, ''));
  const styles = [...own(page, 'head').querySelectorAll('style')].map((one) => one.textContent);
  return JSON.stringify([policyOf(page), scripts, styles]);
}

const DIGEST = /"[\da-f]{64}"/g;
