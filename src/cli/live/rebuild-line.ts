import type { LivePlan } from '../../studio/dev/dev-session.ts';
import type { Options } from '../commands/command.ts';
import { createFindingsReport } from '../findings-report.ts';
import type { Terminal } from '../terminal.ts';

/** One line for a rebuild, and below it what was found. */
export async function printRebuild(plan: LivePlan, options: Options, terminal: Terminal): Promise<void> {
  const { name, compiled, gone } = plan;
  const time = new Date().toTimeString().slice(0, 8);
  if (gone) return terminal.note(`${time} ${name} is not there any more; the last good page stays\n`);
  const took = `${compiled.milliseconds.toFixed(1)} ms`;
  terminal.note(`${time} ${name} ${compiled.bundle ? 'built' : 'not built'} in ${took}\n`);
  const report = createFindingsReport(options, terminal);
  const [source, ...others] = compiled.sources;
  if (!source || compiled.diagnostics.length === 0) return;
  report.add(compiled.diagnostics, source, others);
  await report.show('note');
}
