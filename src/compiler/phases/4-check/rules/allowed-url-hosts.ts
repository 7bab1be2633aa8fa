import { quote } from '../../../../diagnostics/quote.ts';
import { listHelp } from '../advice.ts';
import { attributeName, defineUrlRule } from '../url-rule.ts';

/** Policy 2.2: the host of a remote resource is listed, or arbitrary network is on. */
export const allowedUrlHosts = defineUrlRule({
  code: 'RF4121',
  name: 'allowed-url-hosts',
  docs: 'A picture or other resource from another host is a request to that host. Only listed hosts may receive one.',
  example: { bad: '"src": "https://evil.example/p.png"', good: '"src": "p.png"' },
  fields: ['allowedNetworkHosts', 'allowArbitraryNetwork'],
  say: ({ what }, attribute, { list }) => ({
    message: `${attributeName(attribute)} would request ${quote(what)}, which the policy does not allow.`,
    help: listHelp('allowedNetworkHosts', 'host', list('allowedNetworkHosts')),
  }),
});
