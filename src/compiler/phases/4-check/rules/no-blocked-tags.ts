import { quote } from '../../../../diagnostics/quote.ts';
import { POLICY_FILE } from '../advice.ts';
import { isFixedBlockedTag } from '../blocked-tags.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.1: no tag of the language's own list, which no policy shortens, or of the policy's. */
export const noBlockedTags = defineRule({
  code: 'RF4106',
  name: 'no-blocked-tags',
  docs: 'Some elements execute, fetch, re-parse their content or overwrite attributes. The language blocks them in every profile; a policy may block more.',
  example: { bad: '"tag": "iframe"', good: '"tag": "section"' },
  fields: ['blockedTags'],
  create({ list, report, pointerOf }) {
    const blocked = new Set(list('blockedTags').map((tag) => tag.toLowerCase()));
    return {
      Node(node) {
        if (node.node.type !== 'element') return;
        const { tag } = node.node;
        const fixed = isFixedBlockedTag(tag, node.namespace ?? 'html');
        if (!fixed && !blocked.has(tag.toLowerCase())) return;
        const message = fixed ? `The element ${quote(tag)} is never allowed.` : `The policy blocks ${quote(tag)}.`;
        const help = fixed
          ? 'Use another element: this one could execute, fetch or re-parse something.'
          : `Use another element, or remove it from \`blockedTags\` in ${POLICY_FILE}.`;
        report({ pointer: `${pointerOf(node)}/tag`, message, help });
      },
    };
  },
});
