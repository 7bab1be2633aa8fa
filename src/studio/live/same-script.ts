/// <reference lib="dom" />
import { own } from './own.ts';

/**
 * Whether two versions of a page differ only in what never changes by itself, so that the script that runs is also the
 * script of the newer one. The digest of the plan in it, and with it the hash of the script, is another one each time.
 */
export function hasSameScript(before: Document, after: Document): boolean {
  return essence(before) === essence(after);
}

/** Everything of a page's policy but whether it has scripts and styles of its own, and their hashes. */
export function policyOf(page: Document): string {
  const meta = own(page, 'head').querySelector('meta[http-equiv=content-security-policy]');
  return (meta?.getAttribute('content') ?? '')
    .replace(/ ?'sha256-[^']*'/g, '')
    .replace(/((?:script|style)-src) 'none'/g, '$1');
}

function essence(page: Document): string {
  const scripts = [...own(page, 'documentElement').querySelectorAll('script')].map((one) =>
    (one.textContent ?? '').replace(DIGEST, ''),
  );
  const styles = [...own(page, 'head').querySelectorAll('style')].map((one) => one.textContent);
  return JSON.stringify([policyOf(page), scripts, styles]);
}

const DIGEST = /"[\da-f]{64}"/g;
