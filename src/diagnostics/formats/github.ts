import { visible } from '../visible.ts';
import { workflowCommand } from '../workflow-command.ts';
import type { DiagnosticsFormat, LocatedDiagnostic } from './format.ts';

/** For GitHub Actions: one workflow command a finding, which shows as an annotation in the pull request. */
export const github: DiagnosticsFormat = {
  name: 'github',
  summary: 'annotations of GitHub Actions',
  open: () => ({ add: (diagnostics) => diagnostics.map(command).join(''), end: () => '' }),
};

function command({ diagnostic, file, range, inside }: LocatedDiagnostic): string {
  const { severity, code, name, message, help, pointer } = diagnostic;
  const properties = {
    file,
    ...(range && { line: range.start.line, endLine: range.end.line, col: range.start.column }),
    // Columns count only where both ends stand on one line.
    ...(range && range.start.line === range.end.line && { endColumn: range.end.column }),
    title: `${code} ${name}`,
  };
  const place = visible(pointer) + (inside ? `:${inside.start.line}:${inside.start.column}` : '');
  const text = [visible(message), place, help && visible(help)].filter(Boolean).join('\n');
  return workflowCommand(severity, properties, text);
}
