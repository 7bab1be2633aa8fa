import { quote } from '../../../../diagnostics/quote.ts';
import { token } from '../../../../plan/pointer.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.2: CSS never fetches, runs or leaves its declaration. */
export const noUnsafeCss = defineRule({
  code: 'RF4127',
  name: 'no-unsafe-css',
  docs: 'A style may not fetch, run or end its own declaration, also when that is hidden by escapes or comments.',
  example: { bad: '"style": "background:u\\\\72l(//h)"', good: '"style": "background:#eee"' },
  fields: [],
  create: ({ report, pointerOf }) => ({
    Declaration({ problem, property, key }, node) {
      if (problem === undefined) return;
      const pointer = `${pointerOf(node)}/props/style${key === undefined ? '' : token(key)}`;
      const message = `The style ${quote(property)} cannot stand as it is: ${problem}.`;
      report({ pointer, message, help: 'Write one plain value; only `url(#id)` may refer to something.' });
    },
    Attribute({ problem, prop }, node) {
      if (problem === undefined) return;
      const message = `${quote(prop)} cannot stand as it is: ${problem}.`;
      const pointer = `${pointerOf(node)}/props${token(prop)}`;
      report({ pointer, message, help: 'Only `url(#id)` may refer to something.' });
    },
  }),
});
