import { quote } from '../../../../diagnostics/quote.ts';
import { readSpecifier } from '../../../../plan/modules/specifier.ts';
import { listHelp } from '../advice.ts';
import { modulePlaceOf } from '../module-place.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.5: the prefix of a specifier that is neither bare nor relative nor a URL. */
export const allowedModules = defineRule({
  code: 'RF4170',
  name: 'allowed-modules',
  docs: 'A specifier with a prefix of its own, such as `npm:`, may be used only where the policy lists the prefix.',
  example: { bad: '"gh:user/repo"', good: '"npm:nanoid@5.1.6"' },
  fields: ['allowedModules'],
  create: ({ list, report }) => ({
    Module(use) {
      const { specifier } = use;
      const { kind } = readSpecifier(specifier);
      const prefixes = list('allowedModules');
      if ((kind !== 'npm' && kind !== 'other') || prefixes.some((prefix) => specifier.startsWith(prefix))) return;
      const message = `The policy allows no module with the prefix of ${quote(specifier)}.`;
      report({ ...modulePlaceOf(use), message, help: listHelp('allowedModules', 'prefix', prefixes) });
    },
  }),
});
