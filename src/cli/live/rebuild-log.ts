import type { DevNotice, LivePlan } from '../../studio/dev/dev-session.ts';
import type { Options } from '../commands/command.ts';
import { createFindingsReport } from '../findings-report.ts';
import { givenSwitch } from '../settings/given.ts';
import type { Terminal } from '../terminal.ts';
import { tellTrouble } from './tell-trouble.ts';

/** What a command that stays says of its plans, in the order in which things happened. */
export interface RebuildLog {
  add(notice: DevNotice): void;
  /** Resolves when everything so far has been said. */
  printed(): Promise<void>;
}

/** Makes a log that writes to standard error. */
export function createRebuildLog(options: Options, terminal: Terminal): RebuildLog {
  let printed = Promise.resolve();
  const print = async (notice: DevNotice) => {
    if (notice.kind === 'trouble') {
      // Work that the end of the process has ended is no trouble.
      if ((notice.error as Error | undefined)?.name !== 'AbortError') tellTrouble(notice.error, terminal);
    } else if (notice.kind !== 'moved') await printRebuild(notice.plan, options, terminal);
  };
  return {
    add(notice) {
      printed = printed.then(() => print(notice)).catch((error) => tellTrouble(error, terminal));
    },
    printed: () => printed,
  };
}

/** One line for a rebuild, and below it what was found. */
async function printRebuild({ name, compiled, gone }: LivePlan, options: Options, terminal: Terminal): Promise<void> {
  const time = new Date().toTimeString().slice(0, 8);
  if (gone) return terminal.note(`${time} ${name} is not there any more; the last good page stays\n`);
  const took = `${compiled.milliseconds.toFixed(1)} ms`;
  if (!compiled.bundle) terminal.note(`${time} ${name} not built in ${took}\n`);
  else if (!givenSwitch(options, 'quiet')) terminal.note(`${time} ${name} built in ${took}\n`);
  const report = createFindingsReport(options, terminal);
  const [source, ...others] = compiled.sources;
  if (!source || compiled.diagnostics.length === 0) return;
  report.add(compiled.diagnostics, source, others);
  await report.show('note');
}
