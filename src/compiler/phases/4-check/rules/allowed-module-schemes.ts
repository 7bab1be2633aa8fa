import { quote } from '../../../../diagnostics/quote.ts';
import { readSpecifier } from '../../../../plan/modules/specifier.ts';
import { token } from '../../../../plan/pointer.ts';
import { modulePlaceOf } from '../module-place.ts';
import { defineRule } from '../rule.ts';

const HELP = 'Modules are bare names, `npm:` names, relative files or `https:` URLs.';

/** Policy 2.5: `https:` is the only scheme; nothing of the machine that builds, nothing without encryption. */
export const allowedModuleSchemes = defineRule({
  code: 'RF4171',
  name: 'allowed-module-schemes',
  docs: 'Modules come from packages, the plan’s folder or https hosts. Other schemes, absolute paths, `//host` and modules of Node.js are refused everywhere.',
  example: { bad: '"node:fs"', good: '"npm:nanoid@5.1.6"' },
  fields: [],
  create: ({ report }) => ({
    Module(use) {
      const { specifier } = use;
      const read = readSpecifier(specifier);
      if (read.kind !== 'refused') return;
      report({ ...modulePlaceOf(use), message: `The module ${quote(specifier)} ${read.reason}.`, help: HELP });
    },
    Document({ document }) {
      for (const [specifier, { resolvedUrl }] of Object.entries(document.moduleManifest ?? {})) {
        const own = readSpecifier(specifier).kind === 'relative';
        const read = readSpecifier(resolvedUrl);
        if (own ? resolvedUrl === specifier : read.kind === 'https' && !resolvedUrl.includes('#')) continue;
        const reason = read.kind === 'refused' ? read.reason : own ? 'is not the file itself' : 'is no https URL';
        const pointer = `/moduleManifest${token(specifier)}/resolvedUrl`;
        const message = `The URL ${quote(resolvedUrl)} ${resolvedUrl.includes('#') ? 'has a fragment' : reason}.`;
        report({ pointer, message, help: own ? `Write ${quote(specifier)}.` : 'Write an absolute `https:` URL.' });
      }
    },
  }),
});
