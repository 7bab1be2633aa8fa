import { quote } from '../../../../diagnostics/quote.ts';
import { decodePercent } from '../../../../plan/modules/decode-percent.ts';
import { readSpecifier } from '../../../../plan/modules/specifier.ts';
import { token } from '../../../../plan/pointer.ts';
import { modulePlaceOf, type Place } from '../module-place.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.5: no `..` and no backslash in a URL or package path, however they are written. */
export const noModuleTraversal = defineRule({
  code: 'RF4172',
  name: 'no-module-traversal',
  docs: 'A URL or package path may not climb with `..` segments, also when they are percent-encoded several times, and has no backslash. Relative files climb only where they begin.',
  example: { bad: '"https://ga.jspm.io/npm:a@1.0.0/%252e%252e/x.js"', good: '"https://ga.jspm.io/npm:a@1.0.0/x.js"' },
  fields: [],
  create({ report }) {
    const judge = (specifier: string, place: Place) => {
      const relative = readSpecifier(specifier).kind === 'relative';
      const path = decodePercent(relative ? specifier.replace(/^(\.\.?\/)+/, '') : specifier);
      if (!path.includes('\\') && !/(^|\/)\.\.(\/|$|[?#])/.test(path)) return;
      const message = `The module ${quote(specifier)} climbs out of its folder.`;
      report({ ...place, message, help: 'Write the path without `..` and backslashes.' });
    };
    return {
      Module: (use) => judge(use.specifier, modulePlaceOf(use)),
      Document({ document }) {
        for (const [specifier, { resolvedUrl }] of Object.entries(document.moduleManifest ?? {})) {
          if (resolvedUrl !== specifier)
            judge(resolvedUrl, { pointer: `/moduleManifest${token(specifier)}/resolvedUrl` });
        }
      },
    };
  },
});
