import { quote } from '../../../../diagnostics/quote.ts';
import { RAW_HTML_PROPS } from '../../../../plan/html/attributes.ts';
import { token } from '../../../../plan/pointer.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.1: no prop that parses HTML. */
export const noRawHtml = defineRule({
  code: 'RF4108',
  name: 'no-raw-html',
  docs: 'Props that parse text as HTML are refused in every profile: a plan is a tree, and what is not in the tree cannot be checked.',
  example: { bad: '"innerHTML": "<b>x</b>"', good: '{ "type": "element", "tag": "b", "children": [ … ] }' },
  fields: [],
  create: ({ report, pointerOf }) => ({
    Node(node) {
      if (node.node.type !== 'element' || !node.node.props) return;
      for (const prop of Object.keys(node.node.props)) {
        if (!RAW_HTML_PROPS.has(prop.toLowerCase())) continue;
        const message = `The prop ${quote(prop)} would parse text as HTML.`;
        report({
          pointer: pointerOf(node) + '/props' + token(prop),
          at: 'key',
          message,
          help: 'Write the content as nodes.',
        });
      }
    },
  }),
});
