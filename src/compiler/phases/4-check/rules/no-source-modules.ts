import { switchHelp } from '../advice.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.6: whether a plan may carry code; decided before anything of the code is read. */
export const noSourceModules = defineRule({
  code: 'RF4190',
  name: 'no-source-modules',
  docs: 'A plan may carry code of its own only where the policy allows it. Nothing of the code is read before that.',
  example: { bad: '"source": { … } under `balanced`', good: 'text, elements and transitions' },
  fields: ['allowRuntimeSourceModules'],
  create: ({ flag, report }) => ({
    Document({ document }) {
      if (!document.source || flag('allowRuntimeSourceModules')) return;
      const help = switchHelp(
        'allowRuntimeSourceModules',
        true,
        'Remove `source`, review the code and use `--profile trusted`',
      );
      report({ pointer: '/source', message: 'The plan has code of its own, which the policy does not allow.', help });
    },
  }),
});
