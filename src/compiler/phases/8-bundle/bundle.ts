import type { JsonObject } from '../../../plan/types.ts';
import { toBase64 } from '../../../util/base64.ts';
import type { Bundle, BundleFile, Emitted, PhaseContext } from '../../stages.ts';
import type { Target } from '../../targets/target.ts';
import { canonicalJson } from './canonical-json.ts';
import { type PageHashes, pagePolicy } from './csp.ts';
import { createManifest, MANIFEST_PATH } from './manifest.ts';

/** What accompanies the bundle of a plan with modules. */
export interface Company {
  /** Files about the modules, which the manifest lists. */
  readonly about: readonly BundleFile[];
  /** Files about the bundle itself, made when everything else is there. */
  attest(manifest: JsonObject, files: readonly BundleFile[]): readonly BundleFile[];
}

/** Phase 8: hashes, policy, manifest; the target lays out the files. */
export function bundle(emitted: Emitted, target: Target, context: PhaseContext, company?: Company): Bundle {
  const { program, script, css } = emitted;
  const hash = (text: string) => `sha256-${toBase64(context.host.sha256(text))}`;
  const page = target.kind === 'page';
  const { scripts = [], styles = [] } = program.page?.sandbox ?? {};
  const hashes: PageHashes = {
    scripts: [...(script ? [hash(script)] : []), ...scripts],
    styles: [...new Set([...(css ? [hash(css)] : []), ...styles])],
  };
  const csp = page ? pagePolicy(program, hashes) : '';
  const files = [...target.assemble(emitted, { csp, hashes }), ...(company?.about ?? [])];
  const entry = files[0]?.path ?? '';
  const manifest = createManifest(program, files, entry, csp, hashes, context);
  const manifestFile = { path: MANIFEST_PATH, text: canonicalJson(manifest) };
  const all = target.manifest ? [...files, manifestFile] : files;
  const attested = company?.attest(manifest, all) ?? [];
  return { target: target.name, files: [...all, ...attested], entry, csp, manifest };
}
