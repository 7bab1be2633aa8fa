import { quote } from '../../../../diagnostics/quote.ts';
import { defineUrlRule } from '../url-rule.ts';

/** Policy 2.2: no attribute that names a URL for historic or tracking purposes. */
export const noLegacyUrlAttributes = defineUrlRule({
  code: 'RF4123',
  name: 'no-legacy-url-attributes',
  docs: 'Attributes such as `ping`, `background` or `manifest` make browsers request something without showing it. They are refused in every profile.',
  example: { bad: '"ping": "/log"', good: 'leave it out' },
  fields: [],
  say: (_, { prop }) => ({ message: `The attribute ${quote(prop)} is never allowed.`, help: 'Remove it.' }),
});
