import { defineFindings } from '../../diagnostics/define.ts';

/** What `renderify verify` can find. Pointers are into renderify.manifest.json. */
export const verifyFindings = defineFindings({
  manifest: {
    code: 'RF8101',
    name: 'verify-manifest',
    severity: 'error',
    docs: 'The folder has no renderify.manifest.json, or it does not have the form that a build writes, so there is nothing to hold the files against.',
    example: { bad: 'a folder with an edited manifest', good: 'the folder as `renderify build` wrote it' },
  },
  missing: {
    code: 'RF8102',
    name: 'verify-file-missing',
    severity: 'error',
    docs: 'The manifest lists a file that is not there.',
    example: { bad: 'index.html was deleted', good: 'all files of the bundle together' },
  },
  changed: {
    code: 'RF8103',
    name: 'verify-file-changed',
    severity: 'error',
    docs: 'A file does not have the size or the SHA-256 that the manifest names: somebody changed it after the build.',
    example: { bad: 'one changed byte', good: 'the bytes that were built' },
  },
  unlisted: {
    code: 'RF8104',
    name: 'verify-file-unlisted',
    severity: 'error',
    docs: 'A file lies in the bundle that no build wrote. It would be published with the page. `--allow-unlisted` makes this a warning, for files that are served beside the page on purpose.',
    example: { bad: 'dist/extra.html', good: 'a folder that holds the bundle only' },
  },
  csp: {
    code: 'RF8105',
    name: 'verify-csp',
    severity: 'error',
    docs: 'The content security policy of the page is not the one in the manifest, or it allows code that no hash names.',
    example: { bad: "script-src 'unsafe-inline'", good: "script-src 'sha256-…'" },
  },
  code: {
    code: 'RF8106',
    name: 'verify-code',
    severity: 'error',
    docs: 'The page holds a script, style, handler or element that runs or loads something and that the manifest does not name.',
    example: { bad: '<p onclick="…">', good: 'the one script whose hash is in the manifest' },
  },
  hash: {
    code: 'RF8107',
    name: 'verify-hash',
    severity: 'error',
    docs: 'The manifest or the content security policy names the hash of a script or style that the page does not have.',
    example: { bad: 'a hash left over from another build', good: 'exactly the hashes of what the page holds' },
  },
  headers: {
    code: 'RF8108',
    name: 'verify-headers',
    severity: 'error',
    docs: 'The `_headers` file sends a content security policy that is not the one in the manifest.',
    example: { bad: 'Content-Security-Policy: default-src *', good: 'the policy of the manifest' },
  },
  policy: {
    code: 'RF8109',
    name: 'verify-policy',
    severity: 'error',
    docs: 'The bundle was held to another policy than the one expected.',
    example: {
      bad: '--expect-policy sha256-<digest of strict> for a bundle built with relaxed',
      good: 'the same digest',
    },
  },
  bom: {
    code: 'RF8110',
    name: 'verify-bom',
    severity: 'error',
    docs: 'The bill of materials in bom.json is not that of this bundle: another plan, other packages, or edited after the build.',
    example: { bad: 'a bom.json of another build', good: 'the bom.json that was written with the page' },
  },
  notices: {
    code: 'RF8111',
    name: 'verify-notices',
    severity: 'error',
    docs: 'THIRD_PARTY_NOTICES.txt lacks a package of which code is in the bundle, though its licence asks to be passed on.',
    example: { bad: 'notices without a package of bom.json', good: 'the notices that were written with the page' },
  },
  provenance: {
    code: 'RF8112',
    name: 'verify-provenance',
    severity: 'error',
    docs: 'The statement in bundle.intoto.json is about other files than those of this bundle. It is not signed: it says how the bundle was built, not who says so.',
    example: { bad: 'a bundle.intoto.json of another build', good: 'the statement that was written with the page' },
  },
});
