/// <reference lib="dom" />
import type { PreviewPage } from '../preview/protocol.ts';
import type { BundleAnswer, Finding, Settings } from '../worker/protocol.ts';
import type { ModuleLine } from './view.ts';

/** What the server made of a plan with code. */
export interface Built {
  readonly page?: PreviewPage;
  readonly bundle: BundleAnswer;
  readonly findings: readonly Finding[];
  readonly modules: readonly ModuleLine[];
  /** What went wrong with the request itself. */
  readonly notice?: string;
}

/** The server of the playground, where there is one. */
export interface Remote {
  available(): Promise<boolean>;
  /** Builds a plan; for a preview the page is one file and can be talked to. */
  build(input: { readonly text: string; readonly settings: Settings }, forPreview: boolean): Promise<Built>;
}

/** The server beside this page; a static export says that it has none. */
export function createRemote(): Remote {
  return { available: async () => false, build: async () => ({ bundle: { files: [] }, findings: [], modules: [] }) };
}
