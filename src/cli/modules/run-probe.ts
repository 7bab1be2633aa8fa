import type { Invocation } from '../commands/command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { readPlan } from '../inputs/read-plan.ts';
import { openPlan } from '../job.ts';
import { givenText } from '../settings/given.ts';
import { textTable } from '../text-table.ts';
import { type Probe, probePlan } from './probe.ts';

/** `renderify probe-plan`: from the lock and the store alone, whatever the settings say about the network. */
export async function runProbe({ args, options, terminal }: Invocation): Promise<ExitCode> {
  const { plan, prepared } = await openPlan(args, { ...options, offline: true });
  const probe = await probePlan(await readPlan(plan), prepared.optionsFor(plan));
  terminal.result(givenText(options, 'format') === 'json' ? `${JSON.stringify(probe, null, 2)}\n` : table(probe));
  return probe.ok ? exitCodes.good : exitCodes.findings;
}

function table({ ok, plan, policy, dependencies, findings }: Probe): string {
  const rows = dependencies.map(({ specifier, usage, status, module = '', reason = '' }) => [
    specifier,
    usage,
    status,
    reason || module,
  ]);
  const said = findings.map(({ severity, code, name, pointer, message }) => [
    severity,
    `${code} ${name}`,
    pointer,
    message,
  ]);
  return [
    `${plan.name}: ${ok ? 'can be built' : 'cannot be built'}${policy.profile === undefined ? '' : ` under ${policy.profile}`}\n`,
    ...(rows.length > 0 ? ['\n', textTable([['module', 'usage', 'status', ''], ...rows])] : []),
    ...(said.length > 0 ? ['\n', textTable(said)] : []),
  ].join('');
}
