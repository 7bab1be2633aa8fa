import { defineFindings } from '../../diagnostics/define.ts';

/** Findings about plans that arrive in pieces. */
export const streamFindings = defineFindings({
  patchSkipped: {
    code: 'RF5601',
    name: 'patch-skipped',
    severity: 'error',
    docs: 'A line of a stream of JSON Patch operations could not be read or applied; the plan is not what its author meant.',
    example: { bad: '{"op":"remove","path":"/root/children/9"}', good: '{"op":"remove","path":"/root/children/0"}' },
  },
});
