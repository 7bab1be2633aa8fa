import { defineFindings } from '../../../../diagnostics/define.ts';

/** What can be wrong with a policy itself (policy.md section 3). */
export const policyFindings = defineFindings({
  unknownProfile: {
    code: 'RF4001',
    name: 'unknown-profile',
    severity: 'error',
    docs: 'A policy profile is one of strict, balanced, trusted and relaxed. An unknown name never falls back to another one.',
    example: { bad: '--profile strickt', good: '--profile strict' },
  },
  shape: {
    code: 'RF4002',
    name: 'policy-shape',
    severity: 'error',
    docs: 'The policy file has an unknown or missing key, or a value of another type than the policy format gives it.',
    example: { bad: '{ "extend": "strict" }', good: '{ "format": "renderify-policy/v1", "extends": "strict" }' },
  },
  unknownField: {
    code: 'RF4003',
    name: 'policy-unknown-field',
    severity: 'error',
    docs: 'An override names no field of the policy. A mistyped field would silently leave the profile as it is.',
    example: { bad: '"overrides": { "maxNodes": 800 }', good: '"overrides": { "maxNodeCount": 800 }' },
  },
  value: {
    code: 'RF4004',
    name: 'policy-value',
    severity: 'error',
    docs: 'A policy field has a value that it cannot have: of another type, out of range, no host, or not in the list it is removed from.',
    example: { bad: '"maxNodeCount": -1', good: '"maxNodeCount": 800' },
  },
  needsReason: {
    code: 'RF4005',
    name: 'override-needs-reason',
    severity: 'error',
    docs: 'An override that loosens the profile needs a reason under `reasons`, which the manifest of every bundle then carries.',
    example: {
      bad: '"overrides": { "maxNodeCount": 800 }',
      good: '"overrides": { "maxNodeCount": 800 }, "reasons": { "maxNodeCount": "the report is one page" }',
    },
  },
  warningLevel: {
    code: 'RF4006',
    name: 'policy-warning',
    severity: 'error',
    docs: 'An entry of `warnings` names no warning, has no level, or switches a warning off without a reason. Errors cannot be lowered.',
    example: {
      bad: '"warnings": { "external-asset": { "level": "off" } }',
      good: '"warnings": { "external-asset": { "level": "off", "reason": "served by the same host" } }',
    },
  },
  fixedTag: {
    code: 'RF4008',
    name: 'policy-fixed-tag',
    severity: 'error',
    docs: 'A policy may block more tags than the language, never fewer: the fixed list executes, fetches or re-parses.',
    example: { bad: '"blockedTags": { "remove": ["iframe"] }', good: '"blockedTags": { "add": ["video"] }' },
  },
  unusedReason: {
    code: 'RF4009',
    name: 'policy-unused-reason',
    severity: 'warning',
    docs: 'A reason is given for a field that is not overridden.',
    example: { bad: '"reasons": { "maxNodeCount": "…" } without that override', good: 'remove the reason' },
  },
});
