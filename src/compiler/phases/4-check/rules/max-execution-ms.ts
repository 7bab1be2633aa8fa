import { raiseHelp } from '../advice.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.4: the time that a plan may ask for. */
export const maxExecutionMs = defineRule({
  code: 'RF4154',
  name: 'max-execution-ms',
  docs: 'A plan may ask only for as much time as the policy allows. A request above it is refused, not lowered.',
  example: { bad: '"maxExecutionMs": 5001 under `strict`', good: '"maxExecutionMs": 5000' },
  fields: ['maxAllowedExecutionMs'],
  create: ({ number, report }) => ({
    Document({ document }) {
      const limit = number('maxAllowedExecutionMs');
      const asked = document.capabilities?.maxExecutionMs ?? 0;
      if (asked <= limit) return;
      const message = `The plan asks for ${asked} ms; the policy allows ${limit}.`;
      const help = raiseHelp('maxAllowedExecutionMs', 'Ask for less');
      report({ pointer: '/capabilities/maxExecutionMs', message, help });
    },
  }),
});
