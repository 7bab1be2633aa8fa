export type View = object;
export function morph(_before: Document, after: Document, live: Document): void {
  live.body.replaceChildren(...[...after.body.childNodes].map((n) => live.importNode(n, true)));
}
export const captureView = (_: Document): View => ({});
export const restoreView = (_: Document, __: View): void => {};
