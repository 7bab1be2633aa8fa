import type { PlanSource } from '../compiler/stages.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { FindingsDocument } from '../diagnostics/format-diagnostics.ts';
import type { Options } from './commands/command.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { givenCount, givenSwitch, givenText } from './settings/given.ts';
import type { Terminal } from './terminal.ts';

/** Collects the findings of a run and shows them once. */
export interface FindingsReport {
  /** Adds what was found in one plan; `others` are further texts that findings can be about. Gives whether it is good. */
  add(diagnostics: readonly Diagnostic[], plan: PlanSource, others?: readonly PlanSource[]): boolean;
  /** Adds warnings that are not shown one by one, as numbers by code and name. */
  count(warnings: Readonly<Record<string, number>>): void;
  /** How many more warnings would be shown one by one. */
  room(): number;
  /** Whether there are more warnings than `--max-warnings` allows. */
  tooManyWarnings(): boolean;
  /** Shows everything and gives the exit code. */
  finish(stream?: 'note'): Promise<ExitCode>;
  /** What the process says for these findings: errors and too many warnings are `findings`, our own failure is `bug`. */
  exitCode(): ExitCode;
  /** Shows what was added since the last time, and keeps none of it that the format can do without. */
  flush(stream?: 'note'): Promise<void>;
  /** Shows everything: `pretty` on standard error, other formats on standard output unless that holds the page. */
  show(stream?: 'note'): Promise<void>;
}

const INTERNAL_ERROR = 'RF0001';

interface Group {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly PlanSource[];
}

/**
 * A report as `--format`, `--max-warnings` and `--quiet` ask for it. People are shown `most` warnings one by one and the
 * rest as numbers; errors are all shown.
 */
export function createFindingsReport(
  options: Options,
  terminal: Terminal,
  most = Number.POSITIVE_INFINITY,
): FindingsReport {
  const format = givenText(options, 'format') ?? 'pretty';
  const allowed = givenCount(options, 'max-warnings') ?? Number.POSITIVE_INFINITY;
  const quiet = givenSwitch(options, 'quiet');
  const limit = format === 'pretty' ? most : Number.POSITIVE_INFINITY;
  let groups: Group[] = [];
  let document: FindingsDocument | undefined;
  let bug = false;
  let shown = 0;
  const count = { error: 0, warning: 0 };
  const hidden = new Map<string, number>();
  const hide = (key: string, times: number) => hidden.set(key, (hidden.get(key) ?? 0) + times);
  const isShown = ({ severity, code, name }: Diagnostic): boolean => {
    if (severity === 'error') return true;
    if (quiet) return false;
    if (shown++ < limit) return true;
    hide(`${code} ${name}`, 1);
    return false;
  };
  const tooManyWarnings = () => count.warning > allowed;
  const streamOf = (stream?: 'note') => stream ?? (format === 'pretty' ? 'note' : 'result');
  const print = async (stream: 'note' | 'result', piece: (document: FindingsDocument) => string) => {
    document ??= await openDocument(format, terminal, stream);
    const text = piece(document);
    if (text !== '') terminal[stream](text);
  };
  const report: FindingsReport = {
    add(diagnostics, plan, others = []) {
      for (const { severity, code } of diagnostics) {
        count[severity]++;
        bug ||= code === INTERNAL_ERROR;
      }
      const visible = diagnostics.filter(isShown);
      if (visible.length > 0) groups.push({ diagnostics: visible, sources: [plan, ...others] });
      return !diagnostics.some(({ severity }) => severity === 'error');
    },
    count(warnings) {
      for (const [key, times] of Object.entries(warnings)) {
        count.warning += times;
        if (!quiet) hide(key, times);
      }
    },
    room: () => (quiet ? 0 : limit - shown),
    tooManyWarnings,
    exitCode() {
      if (bug) return exitCodes.bug;
      return count.error > 0 || tooManyWarnings() ? exitCodes.findings : exitCodes.good;
    },
    async flush(stream) {
      if (groups.length === 0) return;
      const pending = groups;
      groups = [];
      await print(streamOf(stream), (all) => pending.map((group) => all.add(group)).join(''));
    },
    async show(stream) {
      await report.flush(stream);
      if (document || format !== 'pretty') await print(streamOf(stream), (all) => all.end());
      if (hidden.size > 0) terminal.note(describeHidden(hidden));
      if (bug) terminal.note((await import('./bug-report.ts')).aboutThisProgram());
      if (tooManyWarnings())
        terminal.note(
          `renderify: ${count.warning} ${count.warning === 1 ? 'warning' : 'warnings'}, and \`--max-warnings\` allows ${allowed}.\n`,
        );
    },
    async finish(stream) {
      await report.show(stream);
      return report.exitCode();
    },
  };
  return report;
}

function describeHidden(hidden: ReadonlyMap<string, number>): string {
  const sorted = [...hidden].sort(([a], [b]) => (a < b ? -1 : 1));
  const all = sorted.reduce((sum, [, times]) => sum + times, 0);
  const lines = sorted.map(([key, times]) => `  ${String(times).padStart(String(all).length)} × ${key}\n`);
  return `${all} more ${all === 1 ? 'warning' : 'warnings'}:\n${lines.join('')}  help: \`--format json\` lists them all.\n`;
}

async function openDocument(format: string, terminal: Terminal, stream: 'note' | 'result'): Promise<FindingsDocument> {
  const { openDocument: open } = await import('../diagnostics/format-diagnostics.ts');
  return open({ format, color: terminal.color(stream), width: terminal.width(stream) });
}
