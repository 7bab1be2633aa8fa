import type { UrlRules } from '../plan/url.ts';
import type { PolicyFields } from './stages.ts';

/** The policy fields that judge URLs, in the form in which the page carries them too. */
export function urlRules(fields: PolicyFields): UrlRules {
  const links = fields['allowedLinkHosts'] as readonly string[];
  return {
    hosts: fields['allowedNetworkHosts'] as readonly string[],
    links: links.filter((host) => host !== '*'),
    anyLink: links.includes('*'),
    arbitrary: fields['allowArbitraryNetwork'] === true,
    dataBytes: fields['allowDataImages'] ? (fields['maxDataUrlBytes'] as number) : 0,
    forms: fields['allowFormAction'] === true,
  };
}
