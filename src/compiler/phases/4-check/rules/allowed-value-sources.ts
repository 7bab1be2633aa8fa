import { quote, quoteList } from '../../../../diagnostics/quote.ts';
import { defineRule } from '../rule.ts';

const ROOTS = ['state', 'event', 'context', 'vars'];

/** Policy 2.3: a reference starts at one of the four roots. */
export const allowedValueSources = defineRule({
  code: 'RF4143',
  name: 'allowed-value-sources',
  docs: 'A `$from` reference must name its source: `state`, `event`, `context` or `vars`. Nothing else of the page can be read.',
  example: { bad: '{ "$from": "window.location" }', good: '{ "$from": "event.payload.value" }' },
  fields: [],
  create: ({ report }) => ({
    Path({ use, root, text, pointer }) {
      if (use !== 'from' || ROOTS.includes(root)) return;
      const message = `The reference ${quote(text)} starts at ${quote(root)}, which is no source of values.`;
      report({
        pointer,
        message,
        help: `Start it with ${quoteList(ROOTS, 'or')}; for state write \`state.${text.slice(0, 40)}\`.`,
      });
    },
  }),
});
