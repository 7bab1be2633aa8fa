import { quote } from '../../../../diagnostics/quote.ts';
import { count, raiseHelp } from '../advice.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.3: the number of actions of one transition. */
export const maxActionsPerTransition = defineRule({
  code: 'RF4141',
  name: 'max-actions-per-transition',
  docs: 'A transition may have only as many actions as the policy allows.',
  example: { bad: '21 actions under `strict`', good: 'one `set` of an object instead of many of its members' },
  fields: ['maxActionsPerTransition'],
  create: ({ number, report }) => ({
    Transition(type, actions, pointer) {
      const limit = number('maxActionsPerTransition');
      if (actions.length <= limit) return;
      const message = `The transition ${quote(type)} has ${count(actions.length, 'action')}; the policy allows ${limit}.`;
      report({ pointer, message, help: raiseHelp('maxActionsPerTransition', 'Set whole objects') });
    },
  }),
});
