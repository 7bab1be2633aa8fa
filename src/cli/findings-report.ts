import type { PlanSource } from '../compiler/stages.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Options } from './commands/command.ts';
import { givenCount, givenSwitch, givenText } from './settings/given.ts';
import type { Terminal } from './terminal.ts';

/** Collects the findings of a run and shows them once. */
export interface FindingsReport {
  /** Adds what was found in one plan; `others` are further texts that findings can be about. Gives whether it is good. */
  add(diagnostics: readonly Diagnostic[], plan: PlanSource, others?: readonly PlanSource[]): boolean;
  /** Whether there are more warnings than `--max-warnings` allows. */
  tooManyWarnings(): boolean;
  /** Whether any finding is an error, or there are too many warnings. */
  failed(): boolean;
  /** Shows everything: `pretty` on standard error, other formats on standard output unless that holds the page. */
  show(stream?: 'note'): Promise<void>;
}

interface Group {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly PlanSource[];
}

/** A report as `--format`, `--max-warnings` and `--quiet` ask for it. */
export function createFindingsReport(options: Options, terminal: Terminal): FindingsReport {
  const format = givenText(options, 'format') ?? 'pretty';
  const most = givenCount(options, 'max-warnings') ?? Number.POSITIVE_INFINITY;
  const groups: Group[] = [];
  const count = { error: 0, warning: 0 };
  const tooManyWarnings = () => count.warning > most;
  return {
    add(diagnostics, plan, others = []) {
      for (const { severity } of diagnostics) count[severity]++;
      if (diagnostics.length > 0 || format !== 'pretty') groups.push({ diagnostics, sources: [plan, ...others] });
      return !diagnostics.some(({ severity }) => severity === 'error');
    },
    tooManyWarnings,
    failed: () => count.error > 0 || tooManyWarnings(),
    async show(stream) {
      const to = stream ?? (format === 'pretty' ? 'note' : 'result');
      const shown = givenSwitch(options, 'quiet') ? groups.map(errorsOnly) : groups;
      if (format !== 'pretty' || groups.length > 0) terminal[to](await print(format, shown, terminal.color(to)));
      if (tooManyWarnings())
        terminal.note(`renderify: ${count.warning} warnings, and \`--max-warnings\` allows ${most}.\n`);
    },
  };
}

function errorsOnly({ diagnostics, sources }: Group): Group {
  return { diagnostics: diagnostics.filter(({ severity }) => severity === 'error'), sources };
}

async function print(format: string, groups: readonly Group[], color: boolean): Promise<string> {
  const { formatDiagnostics } = await import('../diagnostics/format-diagnostics.ts');
  return formatDiagnostics(groups, { format, color });
}
