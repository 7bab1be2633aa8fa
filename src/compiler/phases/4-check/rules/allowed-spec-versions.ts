import { quote } from '../../../../diagnostics/quote.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.1: `specVersion` is a supported one. */
export const allowedSpecVersions = defineRule({
  code: 'RF4102',
  name: 'allowed-spec-versions',
  docs: 'A plan may be written only for a version of the language that this compiler and the policy support.',
  example: { bad: '"specVersion": "runtime-plan/v2"', good: '"specVersion": "runtime-plan/v1"' },
  fields: ['supportedSpecVersions'],
  create: ({ list, report }) => ({
    Document({ document: { specVersion } }) {
      const supported = list('supportedSpecVersions');
      if (specVersion === undefined || supported.includes(specVersion)) return;
      const message = `The plan is written for ${quote(specVersion)}, which is not supported.`;
      const help = `Supported: ${supported.map(quote).join(', ') || 'no version'}.`;
      report({ pointer: '/specVersion', message, help });
    },
  }),
});
