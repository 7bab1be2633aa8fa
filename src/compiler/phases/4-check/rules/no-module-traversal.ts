import { quote } from '../../../../diagnostics/quote.ts';
import { decodePercent } from '../../../../plan/modules/decode-percent.ts';
import { readSpecifier } from '../../../../plan/modules/specifier.ts';
import { token } from '../../../../plan/pointer.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.5: no `..` and no backslash in a URL or package path, however they are written. */
export const noModuleTraversal = defineRule({
  code: 'RF4172',
  name: 'no-module-traversal',
  docs: 'A URL or package path may not climb with `..` segments, also when they are percent-encoded several times, and has no backslash. Relative files climb only where they begin.',
  example: { bad: '"https://ga.jspm.io/npm:a@1.0.0/%252e%252e/x.js"', good: '"https://ga.jspm.io/npm:a@1.0.0/x.js"' },
  fields: [],
  modules: true,
  create({ report }) {
    const judge = (specifier: string, pointer: string, at?: 'key') => {
      const relative = readSpecifier(specifier).kind === 'relative';
      const path = decodePercent(relative ? specifier.replace(/^(\.\.?\/)+/, '') : specifier);
      if (!path.includes('\\') && !/(^|\/)\.\.(\/|$|[?#])/.test(path)) return;
      const message = `The module ${quote(specifier)} climbs out of its folder.`;
      report({ pointer, ...(at && { at }), message, help: 'Write the path without `..` and backslashes.' });
    };
    return {
      Module: ({ specifier, pointer, usage }) => judge(specifier, pointer, usage === 'manifest' ? 'key' : undefined),
      Document({ document }) {
        for (const [specifier, { resolvedUrl }] of Object.entries(document.moduleManifest ?? {})) {
          if (resolvedUrl !== specifier) judge(resolvedUrl, `/moduleManifest${token(specifier)}/resolvedUrl`);
        }
      },
    };
  },
});
