import { quote } from '../../../../diagnostics/quote.ts';
import { bannedPart, bannedPaths, spelling } from '../banned-globals.ts';
import { defineRule } from '../rule.ts';

const STORES = ['localStorage', 'sessionStorage'] as const;

/** Spec 8.1: plan code uses a store only where the plan asks for it. A store that the policy bans is not asked about. */
export const capabilityStorage = defineRule({
  code: 'RF4159',
  name: 'capability-storage',
  docs: 'Code that uses `localStorage` or `sessionStorage` needs that store in the capabilities of its plan, so that a reader of the plan knows.',
  example: {
    bad: 'localStorage.getItem("a") without the capability',
    good: '"capabilities": { "storage": ["localStorage"] }',
  },
  fields: ['sourceBannedGlobals', 'sourceBannedMembers'],
  create({ plan, policy, report }) {
    const asked: readonly string[] = plan.document.capabilities?.storage ?? [];
    const banned = bannedPaths(policy.fields);
    return {
      Code({ facts: { reaches }, text, place }) {
        for (const reach of reaches) {
          const name = STORES.find((store) => store === reach.path[0]);
          if (!name || reach.known > 0 || asked.includes(name) || bannedPart(reach, banned)) continue;
          const message = `${place.subject} uses ${quote(name)}${spelling(text, reach.span, name)}, which the plan does not ask for.`;
          const help = `Add \`"storage": ["${name}"]\` to \`capabilities\`, or keep the value in the state.`;
          report({ ...place.at(reach.span), message, help });
        }
      },
    };
  },
});
