import type { BundleFile, Emitted } from '../stages.ts';

/** What the page needs beside its text. */
export interface PageParts {
  readonly csp: string;
  readonly hashes: { readonly scripts: readonly string[]; readonly styles: readonly string[] };
}

/** An output target. A newcomer adds one file: `--target` is read from the index. */
export interface Target {
  readonly name: string;
  readonly summary: string;
  /** A page has HTML; a module is mounted by the page of somebody else. */
  readonly kind: 'page' | 'module';
  /** Whether `renderify.manifest.json` is one of its files. */
  readonly manifest: boolean;
  /** The files, the entry first. */
  assemble(emitted: Emitted, parts: PageParts): BundleFile[];
}
