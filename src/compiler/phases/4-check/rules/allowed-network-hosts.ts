import { quote } from '../../../../diagnostics/quote.ts';
import { isHostListed } from '../../../../plan/hosts.ts';
import { listHelp } from '../advice.ts';
import { hostPatternProblem } from '../host-pattern.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.4: what the plan's code may contact is well formed and covered by the policy's hosts. */
export const allowedNetworkHosts = defineRule({
  code: 'RF4151',
  name: 'allowed-network-hosts',
  docs: 'Every entry of `networkHosts` must be a host pattern, because it becomes part of the Content Security Policy, and must be covered by the policy.',
  example: { bad: '"networkHosts": ["*"]', good: '"networkHosts": ["ga.jspm.io"]' },
  fields: ['allowedNetworkHosts', 'allowArbitraryNetwork'],
  create: ({ flag, list, report }) => ({
    Document({ document }) {
      for (const [i, host] of (document.capabilities?.networkHosts ?? []).entries()) {
        const pointer = `/capabilities/networkHosts/${i}`;
        const problem = hostPatternProblem(host);
        if (problem !== undefined) {
          const help = 'Write `host`, `*.host` or `host:port` in lower case.';
          report({ pointer, message: `${quote(host)} is no host pattern: it ${problem}.`, help });
        } else if (
          !flag('allowArbitraryNetwork') &&
          !isHostListed(host.replace(/:443$/, ''), list('allowedNetworkHosts'))
        ) {
          const message = `The plan asks for the host ${quote(host)}, which the policy does not allow.`;
          report({ pointer, message, help: listHelp('allowedNetworkHosts', 'host', list('allowedNetworkHosts')) });
        }
      }
    },
  }),
});
