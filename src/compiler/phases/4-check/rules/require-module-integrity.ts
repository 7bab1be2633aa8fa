import { quote } from '../../../../diagnostics/quote.ts';
import { readSpecifier } from '../../../../plan/modules/specifier.ts';
import { token } from '../../../../plan/pointer.ts';
import { switchHelp } from '../advice.ts';
import { modulePlaceOf } from '../module-place.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.5: every module that is not the plan's own source has a digest. */
export const requireModuleIntegrity = defineRule({
  code: 'RF4176',
  name: 'require-module-integrity',
  docs: 'Where the policy requires integrity, every manifest entry has one, and every module that is named by its URL has an entry of that name.',
  example: {
    bad: '{ "resolvedUrl": "https://…" } under `strict`',
    good: '{ "resolvedUrl": "https://…", "integrity": "sha384-…" }',
  },
  fields: ['requireModuleIntegrity'],
  create({ plan, flag, report }) {
    const manifest = plan.document.moduleManifest ?? {};
    const help = (add: string) => switchHelp('requireModuleIntegrity', false, add);
    return {
      Document() {
        if (!flag('requireModuleIntegrity')) return;
        for (const [specifier, entry] of Object.entries(manifest)) {
          if (entry.integrity !== undefined) continue;
          const message = `The manifest entry ${quote(specifier)} has no \`integrity\`.`;
          report({ pointer: `/moduleManifest${token(specifier)}`, message, help: help('Add one, `sha384-…`') });
        }
      },
      Module(use) {
        const { specifier, usage } = use;
        if (usage === 'manifest' || !flag('requireModuleIntegrity') || specifier.endsWith('/')) return;
        if (readSpecifier(specifier).kind !== 'https' || Object.hasOwn(manifest, specifier)) return;
        const message = `The module ${quote(specifier)} has no manifest entry with an \`integrity\`.`;
        report({ ...modulePlaceOf(use), message, help: help('Add an entry of exactly that name') });
      },
    };
  },
});
