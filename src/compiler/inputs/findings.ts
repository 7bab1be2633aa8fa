import { defineFindings } from '../../diagnostics/define.ts';

/** What can be wrong with the values given for `{{context.…}}` and `{{vars.…}}` (spec 4.5). */
export const inputFindings = defineFindings({
  notObject: {
    code: 'RF0101',
    name: 'input-not-object',
    severity: 'error',
    docs: 'The values given as context or vars must be one JSON object, because templates read them by name.',
    example: { bad: '--context \'["Ada"]\'', good: '--context \'{"user": "Ada"}\'' },
  },
  tooLarge: {
    code: 'RF0102',
    name: 'input-too-large',
    severity: 'error',
    docs: 'Context and vars may have at most 256 KiB (262,144 bytes) each.',
    example: { bad: '--context customers.json, a file of 300 KB', good: 'a file with the values that the plan reads' },
  },
  tooDeep: {
    code: 'RF0103',
    name: 'input-depth',
    severity: 'error',
    docs: 'Context and vars may be nested at most 64 levels deep, as all data of a plan.',
    example: { bad: 'an object inside an object, 65 times', good: 'a flatter object' },
  },
});
