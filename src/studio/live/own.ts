/// <reference lib="dom" />

/** A member of a document as the standard has it: a plan may name a form or an image like it, which hides it (spec 5.3). */
export function own<K extends keyof Document>(document: Document, member: K): Document[K] {
  return Reflect.get(Document.prototype, member, document) as Document[K];
}
