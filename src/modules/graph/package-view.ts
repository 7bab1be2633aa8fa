/** package.json, of which nothing is certain. */
export type PackageJson = Readonly<Record<string, unknown>>;

/** A package as the walk over a graph sees it: what is in it, and the bytes, which are verified when they are read. */
export interface PackageView {
  /** `name@version`. */
  readonly key: string;
  readonly name: string;
  readonly version: string;
  readonly manifest: PackageJson;
  has(path: string): boolean;
  /** The package.json of a folder inside the package, which may name the folder's file. */
  nestedManifest(folder: string): PackageJson | undefined;
  /** Throws a ModuleProblem where the bytes cannot be had. */
  read(path: string): Uint8Array | Promise<Uint8Array>;
}

/** A table of texts in package.json, such as `dependencies`; whatever else stands there is left out. */
export function textTable(manifest: PackageJson, field: string): ReadonlyMap<string, string> {
  const value = manifest[field];
  if (value === null || typeof value !== 'object') return new Map();
  return new Map(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** package.json as an object; whatever else the bytes are gives an empty one. */
export function parseManifest(bytes: Uint8Array): PackageJson {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as PackageJson) : {};
  } catch {
    return {};
  }
}
