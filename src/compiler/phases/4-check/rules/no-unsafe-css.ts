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
    Declaration({ problem, property, key, value }, node) {
      if (problem === undefined) return;
      const pointer = `${pointerOf(node)}/props/style${key === undefined ? '' : token(key)}`;
      const which = property ? `The style ${quote(property)}` : 'The style';
      const when = value.kind === 'lit' || problem.includes('template') ? '' : ', with the initial state,';
      const message = `${which}${when} cannot stand as it is: ${problem}.`;
      report({ pointer, message, help: helpFor(problem) });
    },
    Attribute({ problem, prop }, node) {
      if (problem === undefined) return;
      const message = `${quote(prop)} cannot stand as it is: ${problem}.`;
      const pointer = `${pointerOf(node)}/props${token(prop)}`;
      report({ pointer, message, help: 'Only `url(#id)` may refer to something.' });
    },
  }),
});

function helpFor(problem: string): string {
  if (problem.startsWith('`!`')) return 'Leave `!important` out: nothing else sets the style of this element.';
  if (problem.includes('template')) return 'Put templates only into the value of a declaration, outside of quotes.';
  return 'Write one plain value; only `url(#id)` may refer to something.';
}
