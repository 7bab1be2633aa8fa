import { quote } from '../../../../diagnostics/quote.ts';
import { readSpecifier } from '../../../../plan/modules/specifier.ts';
import { isUsed, modulePlaceOf } from '../module-place.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.5: what the plan's own `capabilities.allowedModules` covers; an empty list covers nothing. */
export const allowedPlanModules = defineRule({
  code: 'RF4173',
  name: 'allowed-plan-modules',
  docs: 'A plan that lists `capabilities.allowedModules` may use only those modules. An empty list means none; an absent one asks for nothing narrower than the policy.',
  example: { bad: '"allowedModules": [] beside a component', good: '"allowedModules": ["recharts"]' },
  fields: [],
  create: ({ plan, report }) => ({
    Module(use) {
      const { specifier } = use;
      const allowed = plan.document.capabilities?.allowedModules;
      if (!allowed || !isUsed(use)) return;
      if (allowed.some((entry) => covers(entry, specifier))) return;
      const message = `The module ${quote(specifier)} is not among the plan’s own \`allowedModules\`.`;
      report({ ...modulePlaceOf(use), message, help: `Add ${quote(specifier)} to \`capabilities.allowedModules\`.` });
    },
  }),
});

/** The exact specifier, a package with its subpaths, or, where the entry ends in `/`, a prefix. */
function covers(entry: string, specifier: string): boolean {
  if (entry === specifier || (entry.endsWith('/') && specifier.startsWith(entry))) return true;
  const { kind } = readSpecifier(entry);
  return (kind === 'bare' || kind === 'npm') && specifier.startsWith(`${entry}/`);
}
