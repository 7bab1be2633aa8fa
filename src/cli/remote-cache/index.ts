// What a worker needs of another machine's cache; only builds that have one load it.
export { openFarStore } from './far-store.ts';
export { fetchBatch } from './fetch-batch.ts';
