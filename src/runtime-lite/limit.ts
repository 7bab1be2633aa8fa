import { fail } from '../plan/failure.ts';
import { measure } from './measure.ts';

/** Fails with `state-limit` when a state is larger than `bytes` or deeper than 64 levels (spec 6.3). */
export const limit = (state: unknown, bytes: number): void => {
  const size = measure(state);
  if (size.bytes > bytes || size.depth > 64) fail('state-limit');
};
