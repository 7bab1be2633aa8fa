import { defineHost, NO_PACKAGE, splitPackagePath } from './host.ts';

/** `https://esm.run/name@range/path`, which stands for jsDelivr's `+esm`. */
export const esmRun = defineHost({
  hosts: ['esm.run'],
  read(path, url) {
    if (url.search !== '') return { refused: 'has a query, which means nothing at this host' };
    const parts = splitPackagePath(path);
    return parts ? { ...parts, file: true, faithful: false, ignored: [] } : NO_PACKAGE;
  },
});
