import { measure } from '../../../../plan/measure.ts';
import { raiseHelp } from '../advice.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.3: the size of the initial state; the page holds every later state to the same number. */
export const maxStateBytes = defineRule({
  code: 'RF4144',
  name: 'max-state-bytes',
  docs: 'The state, as compact JSON in UTF-8, may be only as large as the policy allows: at build its initial value, in the page after every action.',
  example: { bad: 'an initial state of 70 KB under `strict`', good: 'a smaller one' },
  fields: ['maxStateBytes'],
  create: ({ number, report }) => ({
    Document({ document }) {
      if (!document.state) return;
      const limit = number('maxStateBytes');
      const { bytes } = measure(document.state.initial);
      if (bytes <= limit) return;
      const message = `The initial state has ${bytes} bytes; the policy allows ${limit}.`;
      report({ pointer: '/state/initial', message, help: raiseHelp('maxStateBytes', 'Keep less in the state') });
    },
  }),
});
