import { isNodeBuiltin } from './node-builtins.ts';

/** What a module specifier is (spec 9.1). `refused` ones are refused in every profile, `other` ones by policy. */
export type Specifier =
  | { readonly kind: 'bare' | 'npm'; readonly name: string; readonly version: string | undefined }
  | { readonly kind: 'https'; readonly url: URL }
  | { readonly kind: 'relative' | 'plan-source' | 'other' }
  | { readonly kind: 'refused'; readonly reason: string };

/** The forms that are refused, in the order of their test, and how a message goes on. */
const REFUSED: readonly (readonly [RegExp, string])[] = [
  [/\p{Cc}/u, 'has a control character'],
  [/^\/\//, 'leaves its scheme open'],
  [/^\//, 'is an absolute path'],
  [/^http:/i, 'is not encrypted'],
  [/^(file|data|blob|node|jsr):/i, 'has a scheme that is never allowed'],
];

/** Reads a specifier; nothing is looked up. */
export function readSpecifier(text: string): Specifier {
  const refused = REFUSED.find(([form]) => form.test(text));
  if (refused) return { kind: 'refused', reason: refused[1] };
  if (text === 'this-plan-source') return { kind: 'plan-source' };
  if (/^\.\.?\//.test(text)) return { kind: 'relative' };
  if (/^https:/i.test(text)) return readUrl(text);
  if (/^npm:/.test(text)) return readPackage('npm', text.slice(4));
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return { kind: 'other' };
  if (isNodeBuiltin(text)) return { kind: 'refused', reason: 'is a module of Node.js' };
  return readPackage('bare', text);
}

function readUrl(text: string): Specifier {
  const url = /^https:\/\/[^/]/i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  if (!url) return { kind: 'refused', reason: 'is no URL' };
  return url.username || url.password ? { kind: 'refused', reason: 'has credentials' } : { kind: 'https', url };
}

/** `name[@version][/path]`, where a name can have a scope. */
function readPackage(kind: 'bare' | 'npm', text: string): Specifier {
  const parts = /^((?:@[^/@\s]+\/)?[^/@\s]+)(?:@([^/\s]*))?(?:\/|$)/.exec(text);
  if (!parts) return { kind: 'refused', reason: 'is no package name' };
  return { kind, name: parts[1] ?? '', version: parts[2] };
}

/** Whether a version is exact (Semantic Versioning 2.0.0) and neither a range nor a tag. */
export function isExactVersion(version: string): boolean {
  return /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/.test(version);
}

/** The versions that a URL names in segments such as `npm:name@1.2.3` or `@scope/name@1`. */
export function versionsIn(url: URL): string[] {
  return [...url.pathname.matchAll(/[^/@:]@([^/]+)/g)].map((match) => match[1] ?? '');
}
