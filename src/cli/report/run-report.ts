import { relative, resolve } from 'node:path';
import { quote } from '../../diagnostics/quote.ts';
import type { Invocation } from '../commands/command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { UsageError } from '../failures.ts';
import { writeFileWhole } from '../modules/write-file.ts';
import { givenText } from '../settings/given.ts';
import { reportPage } from './html/page.ts';
import { readGivenFindings } from './read-given-findings.ts';
import { readReport } from './read-report.ts';

/** `renderify report`: reads an output folder and writes one page about it. */
export async function runReport({ args: [folder = ''], options, terminal }: Invocation): Promise<ExitCode> {
  const out = givenText(options, 'out') ?? 'report.html';
  const toStdout = out === '-';
  if (!toStdout) refuseInside(folder, out);
  const findings = givenText(options, 'findings');
  const page = reportPage(readReport(folder, findings === undefined ? undefined : readGivenFindings(findings)));
  if (toStdout) terminal.result(page);
  else {
    writeFileWhole(resolve(out), page);
    terminal.note(`Wrote ${out}.\n`);
  }
  return exitCodes.good;
}

/** It would be published with the pages, and `verify` would find it. */
function refuseInside(folder: string, out: string): void {
  const way = relative(resolve(folder), resolve(out));
  if (way.startsWith('..') || way === '' || resolve(way) === way) return;
  throw new UsageError(
    `The report ${quote(out)} would lie in the folder that it is about, and be published with it.`,
    'Name a file outside of it, for example `-o report.html`.',
  );
}
