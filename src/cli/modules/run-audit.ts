import { readFileSync } from 'node:fs';
import { createReporter } from '../../diagnostics/reporter.ts';
import { isLicenceId, PERMISSIVE } from '../../modules/audit/judge-licence.ts';
import { readOsv } from '../../modules/audit/read-osv.ts';
import { openLock } from '../../modules/load/lock-file.ts';
import { EMPTY_LOCK, type Lock } from '../../modules/lock/lock.ts';
import type { Invocation, Options } from '../commands/command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { UsageError } from '../failures.ts';
import { createFindingsReport } from '../findings-report.ts';
import { readPlan } from '../inputs/read-plan.ts';
import { openPlan } from '../job.ts';
import { givenList, givenSwitch, givenText } from '../settings/given.ts';
import { textTable } from '../text-table.ts';
import { type AdvisorySource, type Audit, type AuditedPackage, auditPlan, isGood } from './audit.ts';
import { registryReader } from './module-host.ts';
import { readRequests } from './requests.ts';
import { moduleSettings } from './settings.ts';

/** `renderify audit`: licences, deprecations and advisories of everything that a plan's lock has for it. */
export async function runAudit({ args, options, terminal }: Invocation): Promise<ExitCode> {
  const allowed = licences(options);
  const { plan, prepared } = await openPlan(args, options);
  const settings = moduleSettings(options, await registryReader());
  const source = await readPlan(plan);
  const report = createFindingsReport({}, terminal);
  const { diagnostics, asked } = await readRequests(source, prepared.optionsFor(plan));
  const lock = asked && readLockOf(settings.lockFor(plan), report);
  if (!asked || !lock) {
    report.add(
      diagnostics.filter(({ severity }) => severity === 'error'),
      source,
      prepared.sources,
    );
    await report.show();
    return report.exitCode();
  }
  const advisories = advisorySource(options, () => settings.registries(plan));
  const audit = await auditPlan(plan, asked.requests, lock, allowed, advisories);
  terminal.result(givenText(options, 'format') === 'json' ? `${JSON.stringify(audit, null, 2)}\n` : table(audit));
  return audit.ok ? exitCodes.good : exitCodes.findings;
}

function readLockOf(path: string | undefined, report: ReturnType<typeof createFindingsReport>): Lock | undefined {
  if (path === undefined) return EMPTY_LOCK;
  const reporter = createReporter();
  const opened = openLock(path, reporter.report);
  if (opened === 'absent')
    throw new UsageError(`The lock \`${path}\` does not exist.`, 'Run `renderify pin` before it.');
  if (!opened) report.add(reporter.diagnostics(), { name: path, text: readFileSync(path, 'utf8') });
  return opened?.lock;
}

function licences(options: Options): readonly string[] {
  const given = givenList(options, 'allow-licence');
  const wrong = given.find((one) => !isLicenceId(one));
  if (wrong !== undefined)
    throw new UsageError(
      `\`${wrong}\` is no licence of the SPDX list.`,
      'Write its identifier, for example `MPL-2.0`.',
    );
  return givenSwitch(options, 'only-these') ? given : [...PERMISSIVE, ...given];
}

function advisorySource(
  options: Options,
  registries: () => ReturnType<ReturnType<typeof moduleSettings>['registries']>,
): AdvisorySource {
  const file = givenText(options, 'advisories');
  if (file === undefined)
    return givenSwitch(options, 'offline') ? { kind: 'none' } : { kind: 'registry', registries: registries() };
  const advisories = readOsv(readText(file));
  if (advisories) return { kind: 'file', advisories };
  throw new UsageError(
    `\`${file}\` holds no advisories in the OSV format.`,
    'It is one entry, a list of them, or an entry on each line.',
  );
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`The file \`${file}\` of \`--advisories\` cannot be read.`);
  }
}

function table({ plan, packages, unlocked }: Audit): string {
  const rows = packages.map((one) => [one.name, one.version, licenceCell(one), advisoryCell(one), noteCell(one)]);
  const bad = packages.filter((one) => !isGood(one)).length;
  const unchecked = packages.filter(({ advisories }) => advisories === 'not checked').length;
  return [
    ...(rows.length > 0 ? [textTable([['package', 'version', 'licence', 'advisories', ''], ...rows]), '\n'] : []),
    ...packages.flatMap(advisoryLines),
    ...unlocked.map((specifier) => `${specifier} is not in the lock: run \`renderify pin ${plan}\`.\n`),
    `${packages.length} ${packages.length === 1 ? 'package' : 'packages'}, ${bad} with something against ${bad === 1 ? 'it' : 'them'}`,
    unchecked > 0 ? `; advisories of ${unchecked} were not checked, because nobody answered.\n` : '.\n',
  ].join('');
}

function licenceCell({ licence: { stated, verdict } }: AuditedPackage): string {
  return `${stated ?? 'none stated'}${verdict === 'allowed' ? '' : ` (${verdict === 'refused' ? 'not allowed' : 'unknown'})`}`;
}

function advisoryCell({ advisories }: AuditedPackage): string {
  return advisories === 'not checked' ? advisories : advisories.length === 0 ? 'none' : String(advisories.length);
}

function noteCell({ deprecated, installScript }: AuditedPackage): string {
  return [deprecated === null ? '' : 'deprecated', installScript ? 'install script, never run' : '']
    .filter(Boolean)
    .join(', ');
}

function advisoryLines({ name, version, advisories, deprecated }: AuditedPackage): string[] {
  const list = advisories === 'not checked' ? [] : advisories;
  const lines = list.map(({ id, severity, title, url }) => [
    `${name}@${version}`,
    severity,
    `${id}: ${title}`,
    url ?? '',
  ]);
  if (deprecated !== null) lines.push([`${name}@${version}`, 'deprecated', deprecated, '']);
  return lines.map((line) => textTable([line]));
}
