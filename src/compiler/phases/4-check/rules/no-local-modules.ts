import { quote } from '../../../../diagnostics/quote.ts';
import { readSpecifier } from '../../../../plan/modules/specifier.ts';
import { switchHelp } from '../advice.ts';
import { isUsed, modulePlaceOf } from '../module-place.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.5: whether modules of the plan's folder may be bundled. */
export const noLocalModules = defineRule({
  code: 'RF4174',
  name: 'no-local-modules',
  docs: 'Modules beside the plan may be bundled only where the policy allows it; strict needs pinned and reviewed ones.',
  example: { bad: '"./card.mjs" under `strict`', good: 'a package with integrity' },
  fields: ['allowLocalModules'],
  create: ({ flag, report }) => ({
    Module(use) {
      const { specifier } = use;
      if (!isUsed(use) || readSpecifier(specifier).kind !== 'relative' || flag('allowLocalModules')) return;
      const message = `The module ${quote(specifier)} is a local file, which the policy does not allow.`;
      report({ ...modulePlaceOf(use), message, help: switchHelp('allowLocalModules', true, 'Use a pinned package') });
    },
  }),
});
