import { raiseHelp } from '../advice.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.4: the number of component calls that a plan may ask for. */
export const maxComponentInvocations = defineRule({
  code: 'RF4155',
  name: 'max-component-invocations',
  docs: 'A plan may ask only for as many component calls as the policy allows.',
  example: { bad: '"maxComponentInvocations": 121 under `strict`', good: '"maxComponentInvocations": 120' },
  fields: ['maxAllowedComponentInvocations'],
  create: ({ number, report }) => ({
    Document({ document }) {
      const limit = number('maxAllowedComponentInvocations');
      const asked = document.capabilities?.maxComponentInvocations ?? 0;
      if (asked <= limit) return;
      const message = `The plan asks for ${asked} component calls; the policy allows ${limit}.`;
      const help = raiseHelp('maxAllowedComponentInvocations', 'Ask for less');
      report({ pointer: '/capabilities/maxComponentInvocations', message, help });
    },
  }),
});
