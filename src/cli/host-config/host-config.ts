import type { HostedBundle } from './hosted-bundle.ts';
import type { HostKind } from './kinds.ts';
import { netlify } from './netlify.ts';
import { nginx } from './nginx.ts';
import { s3 } from './s3.ts';
import { vercel } from './vercel.ts';

const WRITERS: Readonly<Record<HostKind, (bundles: readonly HostedBundle[]) => ReadonlyMap<string, string>>> = {
  netlify,
  nginx,
  vercel,
  s3,
};

/**
 * The files that a host wants at the top of an output folder, by name: the same for the same bundles, in whatever order
 * they are given. Pure.
 */
export function hostConfigFiles(kind: HostKind, bundles: readonly HostedBundle[]): ReadonlyMap<string, string> {
  return WRITERS[kind]([...bundles].sort((a, b) => (a.folder < b.folder ? -1 : 1)));
}
