import { raiseHelp } from '../advice.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.1: the depth of the deepest node; the root has depth 0 and text counts. */
export const maxTreeDepth = defineRule({
  code: 'RF4104',
  name: 'max-tree-depth',
  docs: 'Nodes may be nested only as deep as the policy allows; the root has depth 0 and text nodes count. The finding names the first node that is too deep.',
  example: { bad: 'a text node at depth 9 under `strict`', good: 'a flatter tree' },
  fields: ['maxTreeDepth'],
  create: ({ number, report, pointerOf }) => ({
    Document({ nodes, maxDepth }) {
      const limit = number('maxTreeDepth');
      const first =
        maxDepth > limit ? nodes.find((node) => node.depth > limit && node.origin?.kind !== 'preact') : undefined;
      if (!first) return;
      const message = `The tree is ${maxDepth} levels deep; the policy allows ${limit}.`;
      report({ pointer: pointerOf(first), message, help: raiseHelp('maxTreeDepth', 'Make the tree flatter') });
    },
  }),
});
