import { measure } from './measure.ts';

/**
 * The inputs of one mounted plan: what the embedder gives over what the build was given, key by key. They are copied,
 * because they never change after mount; more than 256 KiB or 64 levels are refused (spec 4.5).
 */
export const inputs = (built: object, given: object | undefined): object => {
  const copy = JSON.parse(JSON.stringify(given ?? {}));
  const { bytes, depth } = measure(copy);
  if (bytes > 262_144 || depth > 64) throw new Error('Context and vars may have 256 KiB and 64 levels.');
  return { ...built, ...copy };
};
