import { count, raiseHelp } from '../advice.ts';
import { isUsed } from '../module-place.ts';
import { defineRule } from '../rule.ts';

/** Budget of a plan that asks for none (spec 8.1). */
const DEFAULT_IMPORTS = 50;

/** Policy 2.4: the budget of imports, the specifiers that a plan names, and the entries of its manifest. */
export const maxImports = defineRule({
  code: 'RF4156',
  name: 'max-imports',
  docs: 'A plan may name only as many modules as it asks for in `capabilities.maxImports` (50 without it), and may ask only for as many as the policy allows.',
  example: { bad: '81 imports under `strict`', good: 'fewer, or a plan of its own for a part' },
  fields: ['maxAllowedImports'],
  create: ({ number, report }) => ({
    Document({ document: { capabilities, moduleManifest }, moduleUses }) {
      const limit = number('maxAllowedImports');
      const help = raiseHelp('maxAllowedImports', 'Use fewer modules');
      const asked = capabilities?.maxImports ?? Math.min(DEFAULT_IMPORTS, limit);
      if (asked > limit) {
        const message = `The plan asks for ${count(asked, 'import')}; the policy allows ${limit}.`;
        report({ pointer: '/capabilities/maxImports', message, help });
      }
      const entries = Object.keys(moduleManifest ?? {}).length;
      if (entries > limit) {
        const message = `The manifest has ${entries} entries; the policy allows ${limit}.`;
        report({ pointer: '/moduleManifest', message, help });
      }
      const named = moduleUses.filter(isUsed);
      const distinct = new Set(named.map(({ specifier }) => specifier)).size;
      const most = Math.min(asked, limit);
      if (distinct <= most) return;
      const message = `The plan names ${count(distinct, 'module')}, but its budget is ${most}.`;
      const first = named.some(({ usage }) => usage === 'import') ? '/imports' : (named[0]?.pointer ?? '');
      report({ pointer: first, message, help: most < limit ? 'Ask for more in `capabilities.maxImports`.' : help });
    },
  }),
});
