import { switchHelp } from '../advice.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.1: `specVersion` is written. */
export const requireSpecVersion = defineRule({
  code: 'RF4101',
  name: 'require-spec-version',
  docs: 'A plan must say for which version of the language it was written, so that a later version cannot read it differently.',
  example: { bad: '{ "id": "x", … }', good: '{ "specVersion": "runtime-plan/v1", "id": "x", … }' },
  fields: ['requireSpecVersion'],
  create: ({ flag, report }) => ({
    Document({ document }) {
      if (document.specVersion !== undefined || !flag('requireSpecVersion')) return;
      report({
        pointer: '',
        message: 'The plan has no `specVersion`.',
        help: switchHelp('requireSpecVersion', false, 'Add "specVersion": "runtime-plan/v1"'),
        fix: [{ op: 'add', path: '/specVersion', value: 'runtime-plan/v1' }],
      });
    },
  }),
});
