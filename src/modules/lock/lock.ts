/** What `renderify.lock.json` says (DESIGN section 6). Every table is keyed by text and written in sorted order. */
export interface Lock {
  readonly lockfileVersion: 1;
  /** What plans and local modules ask for, to the id of the module that was chosen. */
  readonly specifiers: Readonly<Record<string, string>>;
  /** By `name@version`. */
  readonly packages: Readonly<Record<string, LockedPackage>>;
  /** By URL. */
  readonly remote: Readonly<Record<string, LockedRemote>>;
  /** Files beside the plans, by their path from the lock's folder, to `sha384-…`. */
  readonly local: Readonly<Record<string, string>>;
}

/** One package. No address of a registry is in it, so that a mirror can stand in for another. */
export interface LockedPackage {
  /** `default`, or the scope that a registry of its own is configured for. */
  readonly registry: string;
  /** `sha512-…` of the tarball. */
  readonly integrity: string;
  readonly license: string | null;
  readonly deprecated: string | null;
  readonly hasInstallScript: boolean;
  /** `unsupported`: the registry publishes no keys. */
  readonly signature: Signature;
  /** What its modules import, by name, to `name@version`. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** The files that graphs reach, package.json and the licence, by path, to `sha384-…`. */
  readonly files: Readonly<Record<string, string>>;
  /** Integrity that plans state for a rewritten copy of a CDN, which nobody can hold against the package's own bytes. */
  readonly claimedIntegrity?: Readonly<Record<string, string>>;
}

/** Whether the registry signed the package. */
export type Signature = 'verified' | 'absent' | 'unsupported';

/** A module that is fetched from its URL. */
export interface LockedRemote {
  readonly integrity: string;
  /** Every address that the URL led to, in order. */
  readonly redirects: readonly string[];
  readonly contentType: string;
  /** Specifiers as written, to ids. */
  readonly imports: Readonly<Record<string, string>>;
}

/** The file's name. */
export const LOCK_FILE = 'renderify.lock.json';

/** A lock that pins nothing. */
export const EMPTY_LOCK: Lock = { lockfileVersion: 1, specifiers: {}, packages: {}, remote: {}, local: {} };

/** `@scope/name@1.2.3` as its two parts. */
export function splitKey(key: string): { name: string; version: string } {
  const at = key.lastIndexOf('@');
  return { name: key.slice(0, at), version: key.slice(at + 1) };
}

/** The id `name@version/path` of a package's file as key and path; `undefined` for local files and URLs. */
export function splitModuleId(id: string): { key: string; path: string } | undefined {
  const parts = /^((?:@[^/@]+\/)?[^/@]+@[^/]+)\/(.+)$/.exec(id);
  return parts && !id.startsWith('https:') && !id.startsWith('.')
    ? { key: parts[1] ?? '', path: parts[2] ?? '' }
    : undefined;
}
