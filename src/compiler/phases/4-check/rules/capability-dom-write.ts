import { quote } from '../../../../diagnostics/quote.ts';
import { defineRule } from '../rule.ts';

/** Spec 8.1: a plan that may not change the page has no transition that would. */
export const capabilityDomWrite = defineRule({
  code: 'RF4157',
  name: 'capability-dom-write',
  docs: 'With `domWrite: false` nothing may change the page after it has loaded, so no event may lead to a transition.',
  example: { bad: '"domWrite": false beside "onClick": "add"', good: 'leave `domWrite` out, or the binding' },
  fields: [],
  create: ({ report }) => ({
    Document({ document, reachable, nodes }) {
      if (document.capabilities?.domWrite !== false) return;
      const island = nodes.find((node) => node.mark)?.mark?.island;
      if (island) {
        const message = `\`domWrite\` is \`false\`, but the code of ${quote(island.module)} runs in the page.`;
        report({ pointer: '/capabilities/domWrite', message, help: 'Leave `domWrite` out, or remove the code.' });
      }
      if (reachable.size === 0) return;
      const [first = ''] = reachable;
      const message = `\`domWrite\` is \`false\`, but the event ${quote(first)} leads to a transition.`;
      report({ pointer: '/capabilities/domWrite', message, help: 'Leave `domWrite` out, or remove the binding.' });
    },
  }),
});
