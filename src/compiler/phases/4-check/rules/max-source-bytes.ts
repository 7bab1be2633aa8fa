import { raiseHelp } from '../advice.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.6: the size of a plan's own code in UTF-8. */
export const maxSourceBytes = defineRule({
  code: 'RF4192',
  name: 'max-source-bytes',
  docs: 'The code of a plan may be only as large as the policy allows, in bytes of UTF-8.',
  example: { bad: '20,001 bytes under `strict`', good: 'a smaller source, or a module' },
  fields: ['maxRuntimeSourceBytes'],
  create: ({ flag, number, report }) => ({
    Document({ document: { source } }) {
      if (!source || !flag('allowRuntimeSourceModules')) return;
      const limit = number('maxRuntimeSourceBytes');
      const { length } = new TextEncoder().encode(source.code);
      if (length <= limit) return;
      const message = `The code has ${length} bytes; the policy allows ${limit}.`;
      report({ pointer: '/source/code', message, help: raiseHelp('maxRuntimeSourceBytes', 'Shorten it') });
    },
  }),
});
