import { quote } from '../../../../diagnostics/quote.ts';
import { isHostListed } from '../../../../plan/hosts.ts';
import { readSpecifier } from '../../../../plan/modules/specifier.ts';
import { token } from '../../../../plan/pointer.ts';
import { listHelp } from '../advice.ts';
import { modulePlaceOf, type Place } from '../module-place.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.5: the hosts that modules come from. */
export const allowedModuleHosts = defineRule({
  code: 'RF4007',
  name: 'allowed-module-hosts',
  docs: 'Modules may be loaded only from hosts that the policy lists, also after redirects.',
  example: { bad: '"https://evil.example/m.js"', good: '"https://ga.jspm.io/npm:nanoid@5.1.6/index.browser.js"' },
  fields: ['allowedNetworkHosts', 'allowArbitraryNetwork', 'maxRedirects'],
  create({ flag, list, report }) {
    const judge = (specifier: string, place: Place) => {
      const read = readSpecifier(specifier);
      if (read.kind !== 'https' || flag('allowArbitraryNetwork')) return;
      const hosts = list('allowedNetworkHosts');
      if (isHostListed(read.url.host, hosts)) return;
      const message = `Module ${quote(specifier)} comes from ${quote(read.url.host)}, which the policy does not allow.`;
      report({ ...place, message, help: listHelp('allowedNetworkHosts', 'host', hosts) });
    };
    return {
      Module: (use) => judge(use.specifier, modulePlaceOf(use)),
      Document({ document }) {
        for (const [specifier, entry] of Object.entries(document.moduleManifest ?? {})) {
          // A URL that is its own key was judged as that key.
          if (entry.resolvedUrl !== specifier)
            judge(entry.resolvedUrl, { pointer: `/moduleManifest${token(specifier)}/resolvedUrl` });
        }
      },
    };
  },
});
