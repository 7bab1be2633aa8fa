import type { Report } from '../../../../diagnostics/define.ts';
import { quote } from '../../../../diagnostics/quote.ts';
import { didYouMean } from '../../../../diagnostics/suggest.ts';
import { token } from '../../../../plan/pointer.ts';
import type { Json } from '../../../../plan/types.ts';
import type { EffectivePolicy, PhaseContext, PolicyOverride, ResolvedOptions } from '../../../stages.ts';
import { policyDigest } from './digest.ts';
import { directionOf } from './direction.ts';
import { DEFAULT_PROFILE, FIELDS, type FieldValue, PROFILES } from './fields.ts';
import { policyFindings as findings } from './findings.ts';
import { applyOverrides } from './override.ts';
import { type PolicyFile, readPolicyFile } from './policy-file.ts';
import { readWarnings } from './read-warnings.ts';

const COMMAND_LINE = 'command line';

/**
 * The policy in force: a profile, what the policy file overrides, what the command line overrides on top of it.
 * Gives `undefined` when anything in them is an error; an unknown name never falls back.
 */
export function resolvePolicy(context: PhaseContext): EffectivePolicy | undefined {
  let failed = false;
  const report: Report = (definition, occurrence) => {
    failed ||= (occurrence.severity ?? definition.severity) === 'error';
    context.report(definition, occurrence);
  };
  const { options, host } = context;
  const file = options.policy && readPolicyFile(options.policy, report);
  const profile = profileOf(options, file, report);
  if (failed) return undefined;
  const fields = profileFields(profile);
  const inFile: Report = (definition, occurrence) => report(definition, { source: file?.source ?? '', ...occurrence });
  if (file) applyOverrides(file.overrides, fields, '/overrides', inFile);
  applyOverrides(options.policyOverrides, fields, '', (definition, occurrence) =>
    report(definition, { source: COMMAND_LINE, ...occurrence }),
  );
  const overrides = recordOverrides(profile, fields, file, options);
  if (file) checkReasons(file, overrides, inFile);
  const warnings = readWarnings(file?.warnings ?? {}, inFile);
  const digest = policyDigest(fields, host);
  return failed ? undefined : { profile, name: file?.name, fields, overrides, warnings, digest };
}

/** The values of a profile's fields. */
export function profileFields(profile: string): Record<string, FieldValue> {
  const column = (PROFILES as readonly string[]).indexOf(profile);
  return Object.fromEntries(Object.entries(FIELDS).map(([name, { values }]) => [name, values[column] as FieldValue]));
}

function profileOf(options: ResolvedOptions, file: PolicyFile | undefined, report: Report): string {
  // A bad name in the file is an error also where the command line names another profile.
  if (file) checkProfile(file.extends, '/extends', file.source, report);
  if (options.profile !== undefined) checkProfile(options.profile, '', COMMAND_LINE, report);
  return options.profile ?? file?.extends ?? DEFAULT_PROFILE;
}

function checkProfile(name: string, pointer: string, source: string, report: Report): void {
  const known: readonly string[] = PROFILES;
  if (known.includes(name)) return;
  const help = `${didYouMean(name, known) ?? ''} Profiles are ${known.map(quote).join(', ')}.`.trim();
  report(findings.unknownProfile, { pointer, source, message: `There is no policy profile ${quote(name)}.`, help });
}

function recordOverrides(
  profile: string,
  fields: Readonly<Record<string, FieldValue>>,
  file: PolicyFile | undefined,
  { policyOverrides }: ResolvedOptions,
): PolicyOverride[] {
  const before = profileFields(profile);
  const names = new Set([...Object.keys(file?.overrides ?? {}), ...Object.keys(policyOverrides)]);
  return [...names]
    .filter((name) => Object.hasOwn(FIELDS, name))
    .sort()
    .map((field) => {
      const [from, to] = [before[field] as FieldValue, fields[field] as FieldValue];
      const reason = Object.hasOwn(policyOverrides, field) ? COMMAND_LINE : ownReason(file, field);
      const direction = directionOf(FIELDS[field] as (typeof FIELDS)[string], from, to);
      return { field, from: from as Json, to: to as Json, direction, ...(reason !== undefined && { reason }) };
    });
}

function checkReasons(file: PolicyFile, overrides: readonly PolicyOverride[], report: Report): void {
  for (const { field, direction, reason } of overrides) {
    if (direction !== 'loosening' || reason !== undefined) continue;
    const message = `The override of ${quote(field)} loosens the profile and has no reason.`;
    const help = `Say under "reasons" why ${quote(field)} may be larger than the profile allows.`;
    report(findings.needsReason, { pointer: `/overrides${token(field)}`, message, help });
  }
  for (const field of Object.keys(file.reasons)) {
    if (Object.hasOwn(file.overrides, field)) continue;
    const message = `A reason is given for ${quote(field)}, which is not overridden.`;
    report(findings.unusedReason, { pointer: `/reasons${token(field)}`, at: 'key', message, help: 'Remove it.' });
  }
}

function ownReason(file: PolicyFile | undefined, field: string): string | undefined {
  return file && Object.hasOwn(file.reasons, field) ? file.reasons[field] : undefined;
}
