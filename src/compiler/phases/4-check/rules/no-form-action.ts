import { quote } from '../../../../diagnostics/quote.ts';
import { switchHelp } from '../advice.ts';
import { defineUrlRule } from '../url-rule.ts';

/** Policy 2.2: `action` and `formaction` send what people typed somewhere. */
export const noFormAction = defineUrlRule({
  code: 'RF4126',
  name: 'no-form-action',
  docs: 'A form of a static page is never sent anywhere; `action` and `formaction` are refused unless the policy allows them.',
  example: { bad: '"action": "https://collect.example/"', good: '"onSubmit": "sent"' },
  fields: ['allowFormAction'],
  say: (_, { prop }) => ({
    message: `${quote(prop)} would send the form to a server.`,
    help: switchHelp('allowFormAction', true, 'Bind `onSubmit` to an event'),
  }),
});
