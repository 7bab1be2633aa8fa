import type { FindingDefinition, Report } from '../../../../diagnostics/define.ts';
import { quote } from '../../../../diagnostics/quote.ts';
import { didYouMean } from '../../../../diagnostics/suggest.ts';
import { token } from '../../../../plan/pointer.ts';
import type { Json, JsonObject } from '../../../../plan/types.ts';
import { findings as catalogue } from '../../../findings.generated.ts';
import type { EffectivePolicy } from '../../../stages.ts';
import { policyFindings as findings } from './findings.ts';

type Levels = Record<string, { level: 'error' | 'warning' | 'off'; reason?: string }>;

/** Reads the levels that a policy file gives to warnings; what is wrong is reported and left out. */
export function readWarnings(warnings: JsonObject, report: Report): EffectivePolicy['warnings'] {
  const levels: Levels = Object.create(null);
  for (const name of Object.keys(warnings)) {
    const problem = nameProblem(name) ?? entryProblem(warnings[name] as Json);
    if (problem) report(findings.warningLevel, { pointer: `/warnings${token(name)}`, ...problem });
    else levels[name] = toLevel(warnings[name] as JsonObject);
  }
  return levels;
}

interface Problem {
  readonly message: string;
  readonly help: string;
  readonly at?: 'key';
}

function nameProblem(name: string): Problem | undefined {
  const known = catalogue.filter((finding) => finding.name === name);
  if (known.some(isWarning)) return undefined;
  if (known.length > 0) {
    const help = 'Remove it: errors cannot be lowered or switched off.';
    return { at: 'key', message: `${quote(name)} is an error, not a warning.`, help };
  }
  const names = new Set(catalogue.filter(isWarning).map((finding) => finding.name));
  const help = didYouMean(name, names) ?? 'The diagnostics reference lists all warnings.';
  return { at: 'key', message: `There is no warning ${quote(name)}.`, help };
}

function isWarning(finding: FindingDefinition): boolean {
  return finding.severity === 'warning' || finding.alsoWarns === true;
}

function entryProblem(entry: Json): Problem | undefined {
  const help = 'Write { "level": "error" }, or { "level": "off", "reason": "…" }.';
  if (entry === null || typeof entry !== 'object' || Array.isArray(entry)) {
    return { message: 'The entry of a warning must be an object with a `level`.', help };
  }
  const { level, reason, ...rest } = entry;
  const unknown = Object.keys(rest)[0];
  if (unknown !== undefined) return { message: `The entry has the unknown key ${quote(unknown)}.`, help };
  if (level !== 'error' && level !== 'warning' && level !== 'off') {
    return { message: '`level` must be `error`, `warning` or `off`.', help };
  }
  const given = typeof reason === 'string' && reason.trim() !== '';
  if (reason !== undefined && !given) return { message: '`reason` must be a string that is not blank.', help };
  return level === 'off' && !given ? { message: 'A warning is switched off without a `reason`.', help } : undefined;
}

function toLevel({ level, reason }: JsonObject): Levels[string] {
  return { level: level as 'error' | 'warning' | 'off', ...(typeof reason === 'string' && { reason }) };
}
