import { quote } from '../../../../diagnostics/quote.ts';
import { listHelp, POLICY_FILE } from '../advice.ts';
import { attributeName, defineUrlRule } from '../url-rule.ts';

/** Policy 2.2: the host of a link is listed here or as a network host; `*` allows what the plan writes literally. */
export const allowedLinkHosts = defineUrlRule({
  code: 'RF4122',
  name: 'allowed-link-hosts',
  docs: 'A link may lead only to listed hosts. `*` allows every https host whose origin the plan itself writes; a template may fill path and query, and decides the origin only of hosts that are listed by name.',
  example: { bad: '"href": "https://{{state.host}}/"', good: '"href": "https://docs.example/{{state.page}}"' },
  fields: ['allowedLinkHosts', 'allowedNetworkHosts', 'allowArbitraryNetwork'],
  say: ({ what }, attribute, { list }) => ({
    message: `${attributeName(attribute)} leads to ${quote(what)}, which the policy does not allow.`,
    help:
      list('allowedLinkHosts').includes('*') && !attribute.literalOrigin
        ? `Write scheme and host without a template, or add the host to \`allowedLinkHosts\` in ${POLICY_FILE}.`
        : listHelp('allowedLinkHosts', 'host', [...list('allowedLinkHosts'), ...list('allowedNetworkHosts')]),
  }),
});
