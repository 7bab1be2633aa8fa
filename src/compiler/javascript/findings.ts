import { defineFindings } from '../../diagnostics/define.ts';

/** What reading a plan's own code can find (spec 7.3). */
export const codeFindings = defineFindings({
  syntax: {
    code: 'RF3050',
    name: 'source-syntax',
    severity: 'error',
    docs: 'The code of the plan, or of a module beside it, is no module of its language.',
    example: { bad: '"code": "export default ("', good: '"code": "export default 1"' },
  },
  unchecked: {
    code: 'RF3051',
    name: 'source-unchecked',
    severity: 'warning',
    docs: 'The code of the plan was not read, because what reads code was not loaded. `renderify check` and `compile` load it themselves.',
    example: { bad: 'check(plan)', good: 'await checkFully(plan)' },
  },
  types: {
    code: 'RF3052',
    name: 'source-types',
    severity: 'error',
    docs: 'The types of the code contradict each other. Only `--typecheck` looks at types; they are erased from what is built.',
    example: { bad: 'const n: number = "1"', good: 'const n: number = 1' },
  },
});
