import { decodePercent } from '../../plan/modules/decode-percent.ts';

/** What the URL of a CDN says in the terms of npm. */
export interface PackageUrl {
  readonly name: string;
  /** A version, range or tag; empty where the URL names none. */
  readonly wanted: string;
  /** What is wanted of the package; empty for its entry. */
  readonly path: string;
  /** Whether the path is a file first, and what the package exports only then. */
  readonly file: boolean;
  /** Whether the CDN gives the bytes of the tarball as they are. */
  readonly faithful: boolean;
  /** Options that have no meaning here, as they are written. */
  readonly ignored: readonly string[];
}

/** A PackageUrl, or why there is none: how a sentence about the URL goes on. */
export type HostReading = PackageUrl | { readonly refused: string };

/** A CDN whose URLs are understood as packages: adding a file with one to this folder adds the CDN. */
export interface CdnHost {
  readonly hosts: readonly string[];
  /** `path` is decoded and begins after the first slash. */
  read(path: string, url: URL): HostReading;
}

/** Declares a CDN. */
export function defineHost(host: CdnHost): CdnHost {
  return host;
}

/** Reads a URL with the grammar of the CDN that has exactly its host; `undefined` for other hosts. */
export function readCdnUrl(url: URL, hosts: readonly CdnHost[]): HostReading | undefined {
  const host = hosts.find((one) => one.hosts.includes(url.hostname));
  if (!host || url.protocol !== 'https:') return undefined;
  if (url.port !== '') return { refused: 'names a port' };
  if (url.hash !== '') return { refused: 'has a fragment' };
  const path = decodePercent(url.pathname.slice(1));
  if (/\\|\0|(^|\/)\.\.?(\/|$)|\/\//.test(path)) return { refused: 'has a path that leaves the package' };
  return host.read(path, url);
}

/** `name@wanted/path` as its parts; `undefined` when there is no valid name. */
export function splitPackagePath(text: string): { name: string; wanted: string; path: string } | undefined {
  const parts = /^((?:@[\w.~-]+\/)?[\w.~-]+)(?:@([^/]*))?(?:\/(.*))?$/.exec(text);
  return parts
    ? { name: parts[1] ?? '', wanted: parts[2] ?? '', path: (parts[3] ?? '').replace(/\/$/, '') }
    : undefined;
}

/** The reading where a URL names no package. */
export const NO_PACKAGE: HostReading = { refused: 'names no package of npm' };
