import type { BuildReport } from '../cli/many/report-file.ts';
import { visible } from '../diagnostics/visible.ts';
import type { FileChange } from './changes.ts';
import { pathFrom } from './job-of.ts';
import type { Log } from './log.ts';

/** A finding of the report, with what is only there where its place is known. */
export interface Finding {
  readonly code: string;
  readonly name: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly help?: string;
  readonly pointer: string;
  /** The path from the top of the repository. */
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** GitHub shows so many annotations of a kind for a step, and drops the rest. */
const SHOWN = 10;

/** The findings of a report with paths from the top of the repository; first those in files of the change, errors first. */
export function findingsOf(
  { diagnostics }: BuildReport,
  root: string,
  changes: ReadonlyMap<string, FileChange>,
): Finding[] {
  const all = (diagnostics as readonly Finding[]).map((one) => ({ ...one, file: pathFrom(root, one.file) }));
  const rank = ({ file, severity }: Finding) => (changes.has(file) ? 0 : 2) + (severity === 'error' ? 0 : 1);
  return all
    .map((one, at) => ({ one, at, rank: rank(one) }))
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map(({ one }) => one);
}

/** Puts findings on the lines that they are about, as many as GitHub shows. */
export function annotate(findings: readonly Finding[], log: Log): void {
  for (const kind of ['error', 'warning'] as const)
    for (const finding of findings.filter(({ severity }) => severity === kind).slice(0, SHOWN))
      log.command(kind, propertiesOf(finding), textOf(finding));
}

function propertiesOf({
  file,
  line,
  endLine,
  column,
  endColumn,
  code,
  name,
}: Finding): Record<string, string | number> {
  return {
    file,
    ...(line !== undefined && { line }),
    ...(endLine !== undefined && { endLine }),
    ...(column !== undefined && { col: column }),
    // Columns count only where both ends stand on one line.
    ...(endColumn !== undefined && line === endLine && { endColumn }),
    title: `${code} ${name}`,
  };
}

function textOf({ message, pointer, help }: Finding): string {
  return [message, pointer, help]
    .filter((text) => text !== undefined && text !== '')
    .map((text) => visible(text as string))
    .join('\n');
}
