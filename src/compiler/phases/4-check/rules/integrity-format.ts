import { quote } from '../../../../diagnostics/quote.ts';
import { badIntegrityToken } from '../../../../plan/modules/integrity.ts';
import { token } from '../../../../plan/pointer.ts';
import { defineRule } from '../rule.ts';

/** Spec 9.3: an integrity is a list of whole digests of strong algorithms. */
export const integrityFormat = defineRule({
  code: 'RF4179',
  name: 'integrity-format',
  docs: 'An `integrity` is a list of `sha256-`, `sha384-` or `sha512-` tokens with full-length base64 digests. The strongest algorithm decides; a malformed token is never skipped.',
  example: { bad: '"integrity": "sha384-abc"', good: '"integrity": "sha384-" and 64 characters of base64' },
  fields: [],
  create: ({ report }) => ({
    Document({ document }) {
      for (const [specifier, { integrity }] of Object.entries(document.moduleManifest ?? {})) {
        const bad = integrity === undefined ? undefined : badIntegrityToken(integrity);
        if (bad === undefined) continue;
        const message = `${quote(bad)} is no sha256, sha384 or sha512 digest of full length.`;
        const pointer = `/moduleManifest${token(specifier)}/integrity`;
        report({ pointer, message, help: 'Copy the whole token, for example `sha384-` and 64 characters.' });
      }
    },
  }),
});
