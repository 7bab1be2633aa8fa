import { quote } from '../../../../diagnostics/quote.ts';
import { RESERVED_SEGMENTS } from '../../../../plan/paths.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.3: no path has a segment that reaches a prototype. */
export const noUnsafePaths = defineRule({
  code: 'RF4142',
  name: 'no-unsafe-paths',
  docs: 'A path in a template, a reference or an action may not have the segments `__proto__`, `prototype` and `constructor`.',
  example: { bad: '"path": "a.__proto__.b"', good: '"path": "a.b"' },
  fields: [],
  create: ({ report }) => ({
    Path({ text, root, segments, pointer }) {
      const reserved = [root, ...segments].find((segment) => RESERVED_SEGMENTS.has(segment));
      if (reserved === undefined) return;
      const message = `The path ${quote(text)} has the reserved segment ${quote(reserved)}.`;
      report({ pointer, message, help: 'Give the key another name.' });
    },
  }),
});
