import { quote } from '../../../../diagnostics/quote.ts';
import { bannedPart, bannedPaths, spelling } from '../banned-globals.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.6: the globals and members that plan code may not use, however it spells them. */
export const noBannedGlobals = defineRule({
  code: 'RF4195',
  name: 'no-banned-globals',
  docs: 'The policy lists globals that plan code may not reach: by name, through `window` and its other names, by an alias, by destructuring or by a computed key.',
  example: { bad: 'globalThis["fe" + "tch"]("/data")', good: 'data from `{{context.…}}` or the state' },
  fields: ['sourceBannedGlobals', 'sourceBannedMembers'],
  create({ policy, report }) {
    const banned = bannedPaths(policy.fields);
    return {
      Code({ facts: { reaches }, text, place }) {
        for (const reach of reaches) {
          const name = bannedPart(reach, banned)?.join('.');
          if (name === undefined) continue;
          const message = `${place.subject} reaches ${quote(name)}${spelling(text, reach.span, name)}, which the policy does not allow.`;
          const field = name.includes('.') ? 'sourceBannedMembers' : 'sourceBannedGlobals';
          const help = `Do without it, or remove it from \`${field}\` in renderify.policy.json.`;
          report({ ...place.at(reach.span), message, help });
        }
      },
    };
  },
});
