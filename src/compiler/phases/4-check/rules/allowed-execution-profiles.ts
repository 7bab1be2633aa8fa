import { quote } from '../../../../diagnostics/quote.ts';
import { listHelp } from '../advice.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.4: the execution profile that a plan asks for is listed. */
export const allowedExecutionProfiles = defineRule({
  code: 'RF4150',
  name: 'allowed-execution-profiles',
  docs: 'A plan may ask only for an execution profile that the policy lists.',
  example: {
    bad: '"executionProfile": "standard" where only `isolated-vm` is listed',
    good: '"executionProfile": "isolated-vm"',
  },
  fields: ['allowedExecutionProfiles'],
  create: ({ list, report }) => ({
    Document({ document }) {
      const listed = list('allowedExecutionProfiles');
      const profile = document.capabilities?.executionProfile ?? 'standard';
      if (listed.includes(profile)) return;
      const asked = document.capabilities?.executionProfile !== undefined;
      const pointer = asked ? '/capabilities/executionProfile' : document.capabilities ? '/capabilities' : '';
      const message = `The plan ${asked ? 'asks for' : 'would get'} the execution profile ${quote(profile)}, which the policy does not list.`;
      report({ pointer, message, help: listHelp('allowedExecutionProfiles', 'execution profile', listed) });
    },
  }),
});
