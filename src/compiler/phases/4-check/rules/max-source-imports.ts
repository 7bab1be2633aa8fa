import { count, raiseHelp } from '../advice.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.6: how many modules one piece of plan code imports. */
export const maxSourceImports = defineRule({
  code: 'RF4193',
  name: 'max-source-imports',
  docs: 'The code of a plan may import only as many modules as the policy allows; each specifier counts once.',
  example: { bad: '31 imports in `code` under `strict`', good: 'fewer imports' },
  fields: ['maxSourceImportSpecifiers'],
  create: ({ number, report }) => ({
    Code({ facts: { imports }, place }) {
      const limit = number('maxSourceImportSpecifiers');
      const seen = new Set<string>();
      const over = imports.find(({ specifier }) => seen.add(specifier).size > limit);
      if (!over) return;
      const all = new Set(imports.map(({ specifier }) => specifier)).size;
      const message = `${place.subject} imports ${count(all, 'module')}; the policy allows ${limit}.`;
      report({ ...place.at(over.span), message, help: raiseHelp('maxSourceImportSpecifiers', 'Import fewer modules') });
    },
  }),
});
