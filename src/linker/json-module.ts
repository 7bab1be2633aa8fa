/** A JSON text as an ES module: the value as default, and its members by name where they can have one. */
export function jsonModule(text: string): string {
  const value = JSON.parse(text) as unknown;
  const members = value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.entries(value) : [];
  const named = members.filter(([key]) => /^[A-Za-z_$][\w$]*$/.test(key) && !RESERVED.has(key));
  const list = named.map(([key, member], index) => `const j${index}=${literal(member)};export{j${index} as ${key}};`);
  return `${list.join('')}export default ${literal(value)};`;
}

const RESERVED = new Set(['default', '__proto__']);

/** JSON is JavaScript, except that a `__proto__` member would set the prototype. */
function literal(value: unknown): string {
  const text = JSON.stringify(value);
  return text.includes('__proto__') ? `JSON.parse(${JSON.stringify(text)})` : text;
}
