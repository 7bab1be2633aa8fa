import { quote } from '../../../../diagnostics/quote.ts';
import { listHelp } from '../advice.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.4: the stores that a plan may ask for. */
export const allowedStorage = defineRule({
  code: 'RF4153',
  name: 'allowed-storage',
  docs: 'A plan may ask only for stores that the policy lists. The state of a plan itself is never stored.',
  example: { bad: '"storage": ["localStorage"] under `strict`', good: 'leave `storage` out' },
  fields: ['allowedStorage'],
  create: ({ list, report }) => ({
    Document({ document }) {
      const listed = list('allowedStorage');
      for (const [i, store] of (document.capabilities?.storage ?? []).entries()) {
        if (listed.includes(store)) continue;
        const message = `The plan asks for ${quote(store)}, which the policy does not allow.`;
        report({ pointer: `/capabilities/storage/${i}`, message, help: listHelp('allowedStorage', 'store', listed) });
      }
    },
  }),
});
