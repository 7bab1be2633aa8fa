import { defineHost, NO_PACKAGE, splitPackagePath } from './host.ts';

/** `https://cdn.jsdelivr.net/npm/name@range/path`: files as they are, but for `+esm`, which is made anew. */
export const jsdelivr = defineHost({
  hosts: ['cdn.jsdelivr.net'],
  read(path, url) {
    if (!path.startsWith('npm/')) return { refused: 'is none of npm at this host' };
    if (url.search !== '') return { refused: 'has a query, which means nothing at this host' };
    const parts = splitPackagePath(path.slice(4));
    if (!parts) return NO_PACKAGE;
    const made = /(^|\/)\+esm$/.test(parts.path);
    return { ...parts, path: parts.path.replace(/\/?\+esm$/, ''), file: true, faithful: !made, ignored: [] };
  },
});
