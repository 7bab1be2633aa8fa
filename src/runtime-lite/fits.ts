import { measure } from './measure.ts';
import type { RunTimeError } from './raise.ts';

/** Whether a payload stays within 64 KiB and 64 levels; else the event is dropped and that is reported (spec 5.7). */
export const fits = (payload: unknown, eventType: string, report: (error: RunTimeError) => void): boolean => {
  const { bytes, depth } = measure(payload);
  const ok = bytes <= 65_536 && depth <= 64;
  if (!ok) report({ name: 'payload-limit', eventType });
  return ok;
};
