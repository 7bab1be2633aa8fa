import { defineFindings } from '../diagnostics/define.ts';

/** Findings of the pipeline as a whole. */
export const compilerFindings = defineFindings({
  internalError: {
    code: 'RF0001',
    name: 'internal-error',
    severity: 'error',
    docs: 'The compiler met something that it should have been able to handle. This is a bug of renderify, not of the plan.',
    example: { bad: 'any plan', good: 'the same plan, after an update' },
  },
  unknownTarget: {
    code: 'RF0003',
    name: 'unknown-target',
    severity: 'error',
    docs: 'There is no output target of that name.',
    example: { bad: '--target sight', good: '--target site' },
  },
});
