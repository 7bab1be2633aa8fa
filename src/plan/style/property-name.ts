/** The CSS name of a style key: camelCase becomes kebab-case, vendor prefixes get their hyphen, `--x` keeps its case. */
export function propertyName(key: string): string {
  if (key.startsWith('--')) return key;
  const kebab = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return kebab.startsWith('ms-') ? `-${kebab}` : kebab;
}

/** Whether a normalised name can stand before a colon and nowhere else. */
export function isPropertyName(name: string): boolean {
  if (name === 'behavior' || name === '-moz-binding') return false;
  return /^(?:--[\w-]*[\w-]|-?[a-z][a-z0-9-]*)$/.test(name) || /^--[\w\u00a0-\uffff-]+$/.test(name);
}
