import { quote } from '../../../../diagnostics/quote.ts';
import type { UndecidedAccess } from '../../../javascript/facts.ts';
import { switchHelp } from '../advice.ts';
import { bannedPaths, holdsBanned } from '../banned-globals.ts';
import { defineRule } from '../rule.ts';

/** What cannot be decided, at the end of the sentence “The code …”, and what to write instead. */
const WORDS: Readonly<Record<UndecidedAccess['how'], readonly [(object: string) => string, string]>> = {
  key: [(object) => `takes a member of ${object} whose name is computed`, 'Write the name of the member'],
  passed: [
    (object) => `hands ${object} to where nobody can say what becomes of it`,
    'Use what you need of it in place',
  ],
  members: [(object) => `takes all members of ${object} at once`, 'Name the members that you need'],
  constructor: [() => 'calls the constructor of something unknown, which may be `Function`', 'Name the class'],
};

/** Policy 2.6: access to a global object of which nobody can say at build what it gives. */
export const noComputedGlobals = defineRule({
  code: 'RF4196',
  name: 'no-computed-globals',
  docs: 'A key that is computed, or a global object that is handed on, could lead to any global; what a reviewer and the compiler cannot decide is refused.',
  example: { bad: 'window[name]()', good: 'window.scrollTo(0, 0)' },
  fields: ['allowComputedGlobals', 'sourceBannedGlobals', 'sourceBannedMembers'],
  create({ policy, flag, report }) {
    const banned = bannedPaths(policy.fields);
    return {
      Code({ facts: { undecided }, place }) {
        if (flag('allowComputedGlobals')) return;
        for (const { object, how, span } of undecided) {
          if (!holdsBanned(object, how, banned)) continue;
          const [words, instead] = WORDS[how];
          const what = words(object.length === 0 ? 'the global object' : quote(object.join('.')));
          const help = switchHelp('allowComputedGlobals', true, instead);
          report({ ...place.at(span), message: `${place.subject} ${what}.`, help });
        }
      },
    };
  },
});
