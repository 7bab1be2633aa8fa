import { defineHost, NO_PACKAGE, splitPackagePath } from './host.ts';

/** `https://ga.jspm.io/npm:name@1.2.3/path`: rewritten files, with names of the tarball where they come from one. */
export const jspm = defineHost({
  hosts: ['ga.jspm.io', 'cdn.jspm.io', 'jspm.dev'],
  read(path, url) {
    if (url.search !== '') return { refused: 'has a query, which means nothing at this host' };
    const text = path.startsWith('npm:') ? path.slice(4) : url.hostname === 'jspm.dev' ? path : '';
    const parts = splitPackagePath(text.replace(/!cjs$/, ''));
    return parts ? { ...parts, file: true, faithful: false, ignored: [] } : NO_PACKAGE;
  },
});
