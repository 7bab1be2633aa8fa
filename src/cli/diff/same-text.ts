import type { Difference } from './difference.ts';

/** What is said where no part is different: two plans can still differ in what is in no part. */
export function sameText({ old, new: now }: Difference): string {
  if (old.digest === now.digest) return 'Nothing that was compared is different.';
  return 'Nothing that was compared is different. The plans are not the same: what differs is in elements, styles or other attributes, or in metadata.';
}
