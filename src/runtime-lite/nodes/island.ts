/// <reference lib="dom" />
import type { RunTimeError } from '../raise.ts';

/** Shows an island with the props and children of this moment; a promise where its code is asynchronous. */
export type Draw = (props: unknown, children: unknown) => unknown;

/**
 * An island as the page calls it after every event that it depends on. What its code throws, now or later, is a run-time
 * error; what was shown before stays (spec 7.1).
 */
export const island = (
  load: () => Draw,
  values: () => readonly [props: unknown, children: unknown],
  report: (error: RunTimeError) => void,
): (() => void) => {
  let draw: Draw | undefined;
  const fail = (error: unknown) => {
    const { failure = 'component-failed', told } = (error ?? {}) as { failure?: string; told?: boolean };
    if (!told) report({ name: failure });
  };
  return () => {
    try {
      draw ??= load();
      const done = draw(...values()) as Promise<unknown> | undefined;
      done?.then?.(undefined, fail);
    } catch (error) {
      fail(error);
    }
  };
};
