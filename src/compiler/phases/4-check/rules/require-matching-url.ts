import { quote } from '../../../../diagnostics/quote.ts';
import { readSpecifier } from '../../../../plan/modules/specifier.ts';
import { token } from '../../../../plan/pointer.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.5: an entry whose name is a URL leads to that URL. */
export const requireMatchingUrl = defineRule({
  code: 'RF4177',
  name: 'require-matching-url',
  docs: 'Where the policy asks for it, a manifest entry that is named by a URL must resolve to the same URL, so that a reader sees what is loaded.',
  example: { bad: '"https://h/a@5.1.6.js": { "resolvedUrl": "https://h/a@5.1.5.js" }', good: 'the same URL twice' },
  fields: ['requireMatchingManifestUrl'],
  create: ({ flag, report }) => ({
    Document({ document }) {
      if (!flag('requireMatchingManifestUrl')) return;
      for (const [specifier, { resolvedUrl }] of Object.entries(document.moduleManifest ?? {})) {
        if (readSpecifier(specifier).kind !== 'https' || specifier === resolvedUrl) continue;
        const pointer = `/moduleManifest${token(specifier)}/resolvedUrl`;
        const message = `The entry ${quote(specifier)} leads to another URL, ${quote(resolvedUrl)}.`;
        report({ pointer, message, help: 'Write the same URL in both places.' });
      }
    },
  }),
});
