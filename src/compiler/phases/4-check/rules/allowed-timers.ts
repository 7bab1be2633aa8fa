import { switchHelp } from '../advice.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.4: whether a plan may ask for timers. */
export const allowedTimers = defineRule({
  code: 'RF4152',
  name: 'allowed-timers',
  docs: 'A plan may ask for timers only where the policy allows it.',
  example: { bad: '"timers": true under `strict`', good: 'leave `timers` out' },
  fields: ['allowTimers'],
  create: ({ flag, report }) => ({
    Document({ document }) {
      if (document.capabilities?.timers !== true || flag('allowTimers')) return;
      const message = 'The plan asks for timers, which the policy does not allow.';
      report({ pointer: '/capabilities/timers', message, help: switchHelp('allowTimers', true, 'Leave `timers` out') });
    },
  }),
});
