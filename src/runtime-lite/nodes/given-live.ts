/// <reference lib="dom" />

/** What each control was given last: what has been typed since then stays until something else is given. */
const shown = new WeakMap<Element, Record<string, unknown>>();

/** Sets the properties that show what controls hold, beside their attributes (spec 5.3, 13.2). */
export const givenLive = (element: Element, props: Readonly<Record<string, unknown>>): void => {
  const before = shown.get(element) ?? {};
  shown.set(element, before);
  const target = element as unknown as Record<string, unknown>;
  for (const prop of Object.keys(props)) {
    const name = prop.toLowerCase();
    if (!/^(value|checked|selected|open|muted|indeterminate)$/.test(name) || !(name in element)) continue;
    const value = props[prop];
    const next = name === 'value' ? `${value ?? ''}` : value != null && value !== false && value !== 'false';
    if (before[name] !== next && target[name] !== next) target[name] = next;
    before[name] = next;
  }
};
