import type { PackageJson } from './package-view.ts';

/** Whether a file does something when it is only imported, as `sideEffects` of package.json says; `true` where it says nothing. */
export function hasSideEffects(manifest: PackageJson, path: string): boolean {
  const value = manifest['sideEffects'];
  if (value === false) return false;
  if (!Array.isArray(value)) return true;
  return value.some((pattern) => typeof pattern === 'string' && matcherOf(pattern).test(path));
}

/** The globs that bundlers accept there; one without a slash is about the name of a file in any folder. */
function matcherOf(pattern: string): RegExp {
  const glob = pattern.replace(/^\.\//, '').replace(/^\//, '');
  const source = glob.replace(/[.+^$()|[\]\\]/g, '\\$&').replace(/\*\*\/?|\*|\?|\{[^{}]*\}/g, (part) => {
    if (part.startsWith('**')) return part.endsWith('/') ? '(?:.*/)?' : '.*';
    if (part.startsWith('{')) return `(?:${part.slice(1, -1).split(',').join('|')})`;
    return part === '*' ? '[^/]*' : '[^/]';
  });
  return new RegExp(`^${glob.includes('/') ? '' : '(?:.*/)?'}${source}$`);
}
