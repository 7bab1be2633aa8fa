import type { PackageJson } from '../graph/package-view.ts';

/** What package.json says about the licence, in one text: an SPDX expression where it is one; the old forms are joined. */
export function licenceOf(manifest: PackageJson): string | null {
  const stated = manifest['license'] ?? manifest['licence'] ?? manifest['licenses'];
  const names = (Array.isArray(stated) ? stated : [stated]).flatMap(nameOf);
  if (names.length === 0) return null;
  return names.length === 1 ? (names[0] ?? null) : `(${names.join(' OR ')})`;
}

function nameOf(value: unknown): string[] {
  if (typeof value === 'string' && value.trim() !== '') return [value.trim()];
  const { type, name } = (value ?? {}) as { type?: unknown; name?: unknown };
  return typeof type === 'string' ? [type] : typeof name === 'string' ? [name] : [];
}
