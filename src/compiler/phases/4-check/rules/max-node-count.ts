import { raiseHelp } from '../advice.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.1: the number of text, element and component nodes of the plan as written. */
export const maxNodeCount = defineRule({
  code: 'RF4105',
  name: 'max-node-count',
  docs: 'A plan may have only as many nodes as the policy allows; text, element and component nodes count.',
  example: { bad: 'a list of 251 nodes under `strict`', good: 'at most 250 nodes' },
  fields: ['maxNodeCount'],
  create: ({ number, report }) => ({
    Document(plan) {
      const limit = number('maxNodeCount');
      const nodes = plan.nodes.filter((node) => !node.mark && node.origin?.kind !== 'preact');
      if (nodes.length <= limit) return;
      const message = `The plan has ${nodes.length} nodes; the policy allows ${limit}.`;
      report({ pointer: '/root', message, help: raiseHelp('maxNodeCount', 'Split the plan') });
    },
  }),
});
