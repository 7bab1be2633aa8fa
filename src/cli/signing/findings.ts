import { defineFindings } from '../../diagnostics/define.ts';

/** What `renderify verify` finds about signatures. They are about bundles as a whole. */
export const signingFindings = defineFindings({
  missing: {
    code: 'RF8113',
    name: 'verify-signature-missing',
    severity: 'error',
    docs: 'The bundle is not signed, and `--key` or `--certificate-identity` says that it must be.',
    example: { bad: 'a bundle of `renderify build`', good: 'a bundle of `renderify build --sign key.pem`' },
  },
  form: {
    code: 'RF8114',
    name: 'verify-signature-form',
    severity: 'error',
    docs: 'The file with the signature is no signed statement of a build: no envelope of DSSE, of another type, or damaged.',
    example: { bad: 'an edited bundle.intoto.dsse.json', good: 'the file as `renderify build --sign` wrote it' },
  },
  untrusted: {
    code: 'RF8115',
    name: 'verify-signature-untrusted',
    severity: 'error',
    docs: 'The bundle is signed, but by none of those that are trusted here.',
    example: {
      bad: 'signed with a key that was taken out of use',
      good: 'signed with a key that is trusted, or `--key old.pub --key new.pub` while keys change',
    },
  },
  changed: {
    code: 'RF8116',
    name: 'verify-signature-changed',
    severity: 'error',
    docs: 'What was signed is not what is here: the signed statement was changed, or bundle.intoto.json is another one.',
    example: { bad: 'one changed byte of the statement', good: 'the statement that was signed' },
  },
  subject: {
    code: 'RF8117',
    name: 'verify-signature-subject',
    severity: 'error',
    docs: 'The signed statement is not about exactly the files of this bundle. A signature says nothing of a file that it does not name.',
    example: { bad: 'the signature of another bundle', good: 'all files of the bundle, and no others' },
  },
});
