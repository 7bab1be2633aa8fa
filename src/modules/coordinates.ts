import { aliasTarget } from '../plan/modules/aliases.ts';
import { decodePercent } from '../plan/modules/decode-percent.ts';
import { isExactVersion, readSpecifier } from '../plan/modules/specifier.ts';
import type { ManifestEntry } from '../plan/types.ts';
import { readCdnUrl, splitPackagePath } from './hosts/host.ts';
import { hosts } from './hosts/index.generated.ts';

/** Where a specifier of a plan leads, before any version is chosen. */
export type Coordinates =
  | PackageCoordinates
  | { readonly kind: 'local'; readonly path: string }
  | { readonly kind: 'remote'; readonly url: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** A part of a package. */
export interface PackageCoordinates {
  readonly kind: 'package';
  readonly name: string;
  /** A version, range or tag; empty where any will do. */
  readonly wanted: string;
  readonly path: string;
  /** Whether the path is a file first, and what the package exports only then. */
  readonly file: boolean;
  /** Whether the bytes behind the specifier are those of the package's tarball. */
  readonly faithful: boolean;
  /** Options of a URL that have no meaning here. */
  readonly ignored: readonly string[];
  /** The host of the URL, where there is one. */
  readonly cdn: string | undefined;
  readonly alias: boolean;
}

/** Reads a specifier with the entry that the manifest has for it: manifest, alias, then what the specifier itself says. */
export function coordinatesOf(specifier: string, manifest?: ManifestEntry): Coordinates {
  if (manifest) return fromManifest(manifest);
  const alias = aliasTarget(specifier);
  if (alias) {
    const { name, version, path } = alias;
    return { ...PLAIN, name, wanted: version, path, file: true, alias: true };
  }
  return fromText(specifier);
}

/** The text under which the lock keeps what was chosen. */
export function askedAs(specifier: string, manifest?: ManifestEntry): string {
  if (!manifest) return specifier;
  const said = coordinatesOf(manifest.resolvedUrl);
  const adds = manifest.version !== undefined && said.kind === 'package' && !isExactVersion(said.wanted);
  return adds ? `${manifest.resolvedUrl} ${manifest.version}` : manifest.resolvedUrl;
}

const PLAIN = {
  kind: 'package',
  path: '',
  file: false,
  faithful: true,
  ignored: [],
  cdn: undefined,
  alias: false,
} as const;

function fromManifest({ resolvedUrl, version }: ManifestEntry): Coordinates {
  const read = fromText(resolvedUrl);
  if (read.kind !== 'package' || version === undefined || isExactVersion(read.wanted)) return read;
  return { ...read, wanted: version };
}

function fromText(text: string): Coordinates {
  const read = readSpecifier(text);
  if (read.kind === 'refused') return { kind: 'refused', reason: read.reason };
  if (read.kind === 'relative') return { kind: 'local', path: text };
  if (read.kind === 'https') return fromUrl(read.url);
  if (read.kind !== 'bare' && read.kind !== 'npm')
    return { kind: 'refused', reason: 'has a prefix that means nothing here' };
  return fromName(text.replace(/^npm:/, ''));
}

function fromUrl(url: URL): Coordinates {
  const read = readCdnUrl(url, hosts);
  if (!read) return { kind: 'remote', url: url.href };
  if ('refused' in read) return { kind: 'refused', reason: read.refused };
  return { ...PLAIN, ...read, cdn: url.hostname };
}

function fromName(text: string): Coordinates {
  const parts = splitPackagePath(text);
  if (!parts) return { kind: 'refused', reason: 'is neither a version nor a range nor a tag of a package' };
  if (/\\|(^|\/)\.\.?(\/|$)/.test(decodePercent(parts.path)))
    return { kind: 'refused', reason: 'has a path that leaves the package' };
  return { ...PLAIN, ...parts };
}
