/** What an export of a component module is (spec 7.1): the mark wins, then Preact, then a factory. */
export const kindOf = (value: unknown, fromPreact: boolean): 'preact' | 'factory' | undefined => {
  if (typeof value !== 'function') return undefined;
  const mark = Object.hasOwn(value, 'renderifyKind') ? (value as { renderifyKind?: unknown }).renderifyKind : undefined;
  if (mark === 'preact' || mark === 'factory') return mark;
  return fromPreact || typeof value.prototype?.render === 'function' ? 'preact' : 'factory';
};
