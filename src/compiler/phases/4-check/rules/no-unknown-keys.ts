import { quote } from '../../../../diagnostics/quote.ts';
import { didYouMean } from '../../../../diagnostics/suggest.ts';
import { token } from '../../../../plan/pointer.ts';
import { documentProperties } from '../../../../plan/schema.ts';
import type { JsonObject } from '../../../../plan/types.ts';
import { defineRule } from '../rule.ts';

const KNOWN = [...Object.keys(documentProperties), '$schema'];

/** Policy 2.1: no unknown top-level key; inside the plan validation refuses them in every profile. */
export const noUnknownKeys = defineRule({
  code: 'RF4103',
  name: 'no-unknown-keys',
  severity: 'warning',
  docs: 'The document has a key that the language does not know. Keys that begin with `x-` are left alone.',
  example: { bad: '"satte": {}', good: '"state": { "initial": {} }' },
  fields: ['unknownTopLevelKeys'],
  create: ({ policy, report }) => ({
    Document({ value }) {
      const severity = policy.fields['unknownTopLevelKeys'] === 'error' ? 'error' : 'warning';
      for (const key of Object.keys(value as JsonObject)) {
        if (KNOWN.includes(key) || key.startsWith('x-')) continue;
        const message = `${quote(key)} is no key of a plan.`;
        const help = didYouMean(key, KNOWN) ?? `Remove it, or call it ${quote(`x-${key}`)} if it is yours.`;
        report({ pointer: token(key), at: 'key', message, help, severity });
      }
    },
  }),
});
