import { quote } from '../../../../diagnostics/quote.ts';
import { spelling } from '../banned-globals.ts';
import { defineRule } from '../rule.ts';

const TIMERS = new Set(['setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback']);

/** Spec 8.1: plan code uses timers only where the plan asks for them. */
export const capabilityTimers = defineRule({
  code: 'RF4158',
  name: 'capability-timers',
  docs: 'Code that uses timers needs `"timers": true` in the capabilities of its plan, so that a reader of the plan knows.',
  example: { bad: 'setTimeout(f, 100) without the capability', good: '"capabilities": { "timers": true }' },
  fields: [],
  create: ({ plan, report }) => ({
    Code({ facts: { reaches }, text, place }) {
      if (plan.document.capabilities?.timers === true) return;
      for (const { path, known, span } of reaches) {
        const [name = ''] = path;
        if (known > 0 || !TIMERS.has(name)) continue;
        const message = `${place.subject} uses the timer ${quote(name)}${spelling(text, span, name)}, which the plan does not ask for.`;
        report({ ...place.at(span), message, help: 'Add `"timers": true` to `capabilities`, or do without it.' });
      }
    },
  }),
});
