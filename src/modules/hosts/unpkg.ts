import { defineHost, NO_PACKAGE, splitPackagePath } from './host.ts';

/** `https://unpkg.com/name@range/path`: files as they are; `?module` rewrites the specifiers in them. */
export const unpkg = defineHost({
  hosts: ['unpkg.com', 'www.unpkg.com'],
  read(path, url) {
    if (url.search !== '' && url.search !== '?module')
      return { refused: 'has a query other than `?module`, which names no module' };
    const parts = splitPackagePath(path);
    return parts ? { ...parts, file: true, faithful: url.search === '', ignored: [] } : NO_PACKAGE;
  },
});
