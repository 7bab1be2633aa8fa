import type { PlanSource } from '../compiler/stages.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Options } from './commands/command.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { givenCount, givenSwitch, givenText } from './settings/given.ts';
import type { Terminal } from './terminal.ts';

/** Collects the findings of a run and shows them once. */
export interface FindingsReport {
  /** Adds what was found in one plan; `others` are further texts that findings can be about. Gives whether it is good. */
  add(diagnostics: readonly Diagnostic[], plan: PlanSource, others?: readonly PlanSource[]): boolean;
  /** Whether there are more warnings than `--max-warnings` allows. */
  tooManyWarnings(): boolean;
  /** Shows everything and gives the exit code. */
  finish(stream?: 'note'): Promise<ExitCode>;
  /** What the process says for these findings: errors and too many warnings are `findings`, our own failure is `bug`. */
  exitCode(): ExitCode;
  /** Shows everything: `pretty` on standard error, other formats on standard output unless that holds the page. */
  show(stream?: 'note'): Promise<void>;
}

const INTERNAL_ERROR = 'RF0001';

interface Group {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly PlanSource[];
}

/** A report as `--format`, `--max-warnings` and `--quiet` ask for it. */
export function createFindingsReport(options: Options, terminal: Terminal): FindingsReport {
  const format = givenText(options, 'format') ?? 'pretty';
  const most = givenCount(options, 'max-warnings') ?? Number.POSITIVE_INFINITY;
  const groups: Group[] = [];
  let bug = false;
  const count = { error: 0, warning: 0 };
  const tooManyWarnings = () => count.warning > most;
  const report: FindingsReport = {
    add(diagnostics, plan, others = []) {
      for (const { severity, code } of diagnostics) {
        count[severity]++;
        bug ||= code === INTERNAL_ERROR;
      }
      if (diagnostics.length > 0 || format !== 'pretty') groups.push({ diagnostics, sources: [plan, ...others] });
      return !diagnostics.some(({ severity }) => severity === 'error');
    },
    tooManyWarnings,
    exitCode() {
      if (bug) return exitCodes.bug;
      return count.error > 0 || tooManyWarnings() ? exitCodes.findings : exitCodes.good;
    },
    async show(stream) {
      const to = stream ?? (format === 'pretty' ? 'note' : 'result');
      const shown = givenSwitch(options, 'quiet') ? groups.map(errorsOnly) : groups;
      if (format !== 'pretty' || groups.length > 0)
        terminal[to](await print(format, shown, terminal.color(to), terminal.width(to)));
      if (bug) terminal.note((await import('./bug-report.ts')).aboutThisProgram());
      if (tooManyWarnings())
        terminal.note(
          `renderify: ${count.warning} ${count.warning === 1 ? 'warning' : 'warnings'}, and \`--max-warnings\` allows ${most}.\n`,
        );
    },
    async finish(stream) {
      await report.show(stream);
      return report.exitCode();
    },
  };
  return report;
}

function errorsOnly({ diagnostics, sources }: Group): Group {
  return { diagnostics: diagnostics.filter(({ severity }) => severity === 'error'), sources };
}

async function print(format: string, groups: readonly Group[], color: boolean, width: number): Promise<string> {
  const { formatDiagnostics } = await import('../diagnostics/format-diagnostics.ts');
  return formatDiagnostics(groups, { format, color, width });
}
