/// <reference lib="dom" />

/** The live fields of a keyboard event. */
export const keyFields = ({ key, code, altKey, ctrlKey, metaKey, shiftKey, repeat }: KeyboardEvent) => ({
  key,
  code,
  altKey,
  ctrlKey,
  metaKey,
  shiftKey,
  repeat,
});
