import { quote } from '../../../../diagnostics/quote.ts';
import { switchHelp } from '../advice.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.6: `import()` by policy where the specifier is written out, and never where it is computed. */
export const noDynamicImports = defineRule({
  code: 'RF4194',
  name: 'no-dynamic-imports',
  docs: 'An `import()` needs a specifier that is written out, so that everything that can run is known at build; and even such a one only where the policy allows it.',
  example: { bad: 'const chart = await import(name)', good: 'import * as chart from "recharts"' },
  fields: ['allowDynamicSourceImports'],
  create: ({ flag, report }) => ({
    Code({ facts: { dynamicImports }, place }) {
      for (const { specifier, span } of dynamicImports) {
        if (specifier === undefined) {
          const message = `${place.subject} imports a module whose name is computed.`;
          report({ ...place.at(span), message, help: 'Write the specifier out, as one string.' });
        } else if (!flag('allowDynamicSourceImports')) {
          const message = `${place.subject} imports ${quote(specifier)} while it runs, which the policy does not allow.`;
          const help = switchHelp('allowDynamicSourceImports', true, 'Write an `import` at the top of the code');
          report({ ...place.at(span), message, help });
        }
      }
    },
  }),
});
