// Island graphs to one script: Rollup for packages, esbuild for what is written in TypeScript and JSX and for the whole.
export type { LinkCache } from './cache.ts';
export { createLinker } from './link.ts';
