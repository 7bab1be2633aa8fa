import { count, raiseHelp } from '../advice.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.3: the number of transitions. */
export const maxTransitions = defineRule({
  code: 'RF4140',
  name: 'max-transitions',
  docs: 'A plan may have only as many transitions as the policy allows.',
  example: { bad: '41 transitions under `strict`', good: 'fewer event types, told apart by their payload' },
  fields: ['maxTransitionsPerPlan'],
  create: ({ number, report }) => ({
    Document({ document }) {
      const limit = number('maxTransitionsPerPlan');
      const found = Object.keys(document.state?.transitions ?? {}).length;
      if (found <= limit) return;
      const message = `The plan has ${count(found, 'transition')}; the policy allows ${limit}.`;
      report({ pointer: '/state/transitions', message, help: raiseHelp('maxTransitionsPerPlan', 'Join some of them') });
    },
  }),
});
