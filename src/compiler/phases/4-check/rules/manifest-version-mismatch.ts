import { quote } from '../../../../diagnostics/quote.ts';
import { isExactVersion, readSpecifier, versionsIn } from '../../../../plan/modules/specifier.ts';
import { token } from '../../../../plan/pointer.ts';
import { defineRule } from '../rule.ts';

/** Spec 9.3: the version of an entry agrees with the one in its URL. */
export const manifestVersionMismatch = defineRule({
  code: 'RF4180',
  name: 'manifest-version-mismatch',
  docs: 'A manifest entry says one version and its URL names another one.',
  example: { bad: '"version": "5.1.6" beside …/npm:nanoid@5.1.5/…', good: '"version": "5.1.5"' },
  fields: [],
  create: ({ report }) => ({
    Document({ document }) {
      for (const [specifier, { version, resolvedUrl }] of Object.entries(document.moduleManifest ?? {})) {
        const read = readSpecifier(resolvedUrl);
        if (version === undefined || read.kind !== 'https') continue;
        const named = versionsIn(read.url).filter(isExactVersion)[0];
        if (named === undefined || named === version) continue;
        const message = `The entry ${quote(specifier)} has the version ${quote(version)}, but its URL names ${quote(named)}.`;
        const pointer = `/moduleManifest${token(specifier)}/version`;
        report({ pointer, message, help: 'Write the version that the URL names.' });
      }
    },
  }),
});
