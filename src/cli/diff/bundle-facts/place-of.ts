import type { DefaultTreeAdapterTypes } from 'parse5';

type Parent = DefaultTreeAdapterTypes.ParentNode;

/** The last elements on the way to a place, `ul > li > a`; an id says enough by itself. */
export function placeOf(parent: Parent | null): string {
  const names: string[] = [];
  let at = parent;
  while (at && 'tagName' in at && names.length < 3) {
    const id = at.attrs.find(({ name }) => name === 'id')?.value;
    names.unshift(id ? `${at.tagName}#${id}` : at.tagName);
    if (id) break;
    at = at.parentNode;
  }
  return names.join(' > ');
}
