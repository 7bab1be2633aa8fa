import { switchHelp } from '../advice.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.6: whether a plan's own code may be a Preact component. */
export const noPreactSource = defineRule({
  code: 'RF4191',
  name: 'no-preact-source',
  docs: 'Code for Preact runs in the page and holds state of its own. It is allowed only where the policy says so.',
  example: { bad: '"runtime": "preact" where only renderify sources are allowed', good: '"runtime": "renderify"' },
  fields: ['allowPreactSourceRuntime'],
  create: ({ flag, report }) => ({
    Document({ document: { source } }) {
      if (source?.runtime !== 'preact' || !flag('allowRuntimeSourceModules') || flag('allowPreactSourceRuntime'))
        return;
      const help = switchHelp('allowPreactSourceRuntime', true, 'Write the source for the `renderify` runtime');
      report({ pointer: '/source/runtime', message: 'The policy allows no source with the runtime `preact`.', help });
    },
  }),
});
