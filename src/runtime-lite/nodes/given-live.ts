/// <reference lib="dom" />

/** The property that shows the value of a control, beside its attribute (spec 13.2). */
export const givenLive = (element: Element, name: string, value: unknown): void => {
  if (!/^(value|checked|selected|open|muted|indeterminate)$/.test(name) || !(name in element)) return;
  const target = element as unknown as Record<string, unknown>;
  const next = name === 'value' ? `${value ?? ''}` : value != null && value !== false && value !== 'false';
  if (target[name] !== next) target[name] = next;
};
