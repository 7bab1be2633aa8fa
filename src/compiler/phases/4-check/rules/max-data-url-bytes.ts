import { quote } from '../../../../diagnostics/quote.ts';
import { raiseHelp } from '../advice.ts';
import { defineUrlRule } from '../url-rule.ts';

/** Policy 2.2: the length of a data URL. */
export const maxDataUrlBytes = defineUrlRule({
  code: 'RF4125',
  name: 'max-data-url-bytes',
  docs: 'A data URL may be only as long as the policy allows.',
  example: { bad: 'a PNG of 70 KB under `balanced`', good: 'a smaller one, or a file' },
  fields: ['maxDataUrlBytes'],
  say: ({ what }, { prop }, { number }) => ({
    message: `The data URL of ${quote(prop)} has ${what} bytes; the policy allows ${number('maxDataUrlBytes')}.`,
    help: raiseHelp('maxDataUrlBytes', 'Serve the image as a file'),
  }),
});
