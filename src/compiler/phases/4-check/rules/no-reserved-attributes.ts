import { quote } from '../../../../diagnostics/quote.ts';
import { isReservedProp } from '../../../../plan/html/attributes.ts';
import { token } from '../../../../plan/pointer.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.1: no attribute that the compiler owns. */
export const noReservedAttributes = defineRule({
  code: 'RF4109',
  name: 'no-reserved-attributes',
  docs: 'Some attributes belong to the compiler or change what an element is. Bindings are wired by structure, so that no attribute can forge one.',
  example: { bad: '"data-rf-e": "1"', good: '"data-step": "1"' },
  fields: [],
  create: ({ report, pointerOf }) => ({
    Node(node) {
      if (node.node.type !== 'element' || !node.node.props) return;
      for (const prop of Object.keys(node.node.props)) {
        if (!isReservedProp(prop.toLowerCase())) continue;
        const message = `The attribute ${quote(prop)} belongs to the compiler.`;
        report({
          pointer: pointerOf(node) + '/props' + token(prop),
          at: 'key',
          message,
          help: 'Remove it, or give it another name.',
        });
      }
    },
  }),
});
