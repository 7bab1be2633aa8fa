import { quote } from '../../../../diagnostics/quote.ts';
import { attributeName, defineUrlRule } from '../url-rule.ts';

/** Policy 2.2: only the forms and schemes that spec 5.4 lists for the attribute. */
export const allowedUrlSchemes = defineUrlRule({
  code: 'RF4120',
  name: 'allowed-url-schemes',
  docs: 'A URL may have only the schemes that the language lists for its attribute. Schemes that execute or read local data are refused everywhere, however they are written.',
  example: { bad: '"href": "java\\nscript:x"', good: '"href": "https://example.com/"' },
  fields: [],
  say: ({ what }, attribute) => ({
    message: `${attributeName(attribute)} is ${what ? quote(what) : 'empty'}, which is no URL for this attribute.`,
    help: helpFor(attribute.url),
  }),
});

function helpFor(kind: string | undefined): string {
  if (kind === 'fragment') return 'Only a fragment such as `#id` is allowed here.';
  if (kind === 'link')
    return 'Allowed are relative URLs, `https:`, `mailto:` and `tel:`, without backslash and credentials.';
  return 'Allowed are relative URLs and `https:`, without backslash and credentials.';
}
