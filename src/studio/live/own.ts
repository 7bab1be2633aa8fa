/// <reference lib="dom" />

/** A member of a document as the standard has it: a plan may name a form or an image like it, which hides it (spec 5.3). */
export function own<K extends keyof Document>(document: Document, member: K): Document[K] {
  return get(Document, member, document);
}

/** A member as an interface has it; the names of a form's controls hide those of the form in the same way. */
export function get<T extends object, K extends keyof T>(from: { readonly prototype: T }, member: K, of: T): T[K] {
  return Reflect.get(from.prototype, member, of) as T[K];
}

/** Listens to anything, also where something on the page is called `addEventListener`. */
export function on(target: EventTarget, type: string, listener: (event: Event) => void): void {
  EventTarget.prototype.addEventListener.call(target, type, listener);
}
