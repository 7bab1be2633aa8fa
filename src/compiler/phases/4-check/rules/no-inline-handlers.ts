import { quote } from '../../../../diagnostics/quote.ts';
import { EVENT_PROPS } from '../../../../plan/html/events.ts';
import { token } from '../../../../plan/pointer.ts';
import { defineRule } from '../rule.ts';

const BINDINGS = new Map([...EVENT_PROPS.keys()].map((prop) => [prop.toLowerCase(), prop]));

/** Policy 2.1: no `on…` prop outside the grammar of bindings; where it is only a warning it is dropped all the same. */
export const noInlineHandlers = defineRule({
  code: 'RF4107',
  name: 'no-inline-handlers',
  alsoWarns: true,
  docs: 'A prop that begins with `on` and is no event binding would be an inline handler. It never reaches the page; most profiles refuse it.',
  example: { bad: '"onclick": "add()"', good: '"onClick": "add"' },
  fields: ['allowInlineEventHandlers'],
  create: ({ flag, report, pointerOf }) => ({
    Node(node) {
      if (node.node.type !== 'element' || !node.node.props) return;
      for (const prop of Object.keys(node.node.props)) {
        if (!/^on/i.test(prop) || /^on[A-Z]/.test(prop)) continue;
        report({
          pointer: pointerOf(node) + '/props' + token(prop),
          at: 'key',
          message: `${quote(prop)} would be an inline handler, which is never emitted.`,
          help: helpFor(prop),
          severity: flag('allowInlineEventHandlers') ? 'warning' : 'error',
        });
      }
    },
  }),
});

function helpFor(prop: string): string {
  const binding = BINDINGS.get(prop.toLowerCase());
  if (!binding) return 'Remove it: the language has no event of that name.';
  return `Write ${quote(binding)} with the type of an event; what it changes stands in \`state.transitions\`.`;
}
