import { quote } from '../../../../diagnostics/quote.ts';
import { ALIASES } from '../../../../plan/modules/aliases.ts';
import { readSpecifier } from '../../../../plan/modules/specifier.ts';
import { switchHelp } from '../advice.ts';
import { isUsed, modulePlaceOf } from '../module-place.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.5: bare and `npm:` specifiers say in the manifest where they lead. */
export const requireManifestEntry = defineRule({
  code: 'RF4175',
  name: 'require-manifest-entry',
  docs: 'A bare or `npm:` specifier needs an entry in `moduleManifest`. Where integrity is not required, the compiler’s own aliases need none, nor does what `renderify pin` has locked.',
  example: { bad: '"imports": ["lodash-es"]', good: 'the same with an entry `lodash-es` in `moduleManifest`' },
  fields: ['requireModuleManifestForBareSpecifiers'],
  create: ({ plan, flag, report, isLocked }) => ({
    Module(use) {
      const { specifier } = use;
      if (!isUsed(use) || !flag('requireModuleManifestForBareSpecifiers')) return;
      const { kind } = readSpecifier(specifier);
      if (kind !== 'bare' && kind !== 'npm') return;
      if (Object.hasOwn(plan.document.moduleManifest ?? {}, specifier)) return;
      if (!flag('requireModuleIntegrity') && (ALIASES.has(specifier) || isLocked(specifier))) return;
      const message = `The module ${quote(specifier)} has no entry in \`moduleManifest\`.`;
      const help = switchHelp('requireModuleManifestForBareSpecifiers', false, `Add an entry for ${quote(specifier)}`);
      report({ ...modulePlaceOf(use), message, help });
    },
  }),
});
