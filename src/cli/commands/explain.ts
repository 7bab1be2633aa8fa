import type { FindingDefinition } from '../../diagnostics/define.ts';
import { quote } from '../../diagnostics/quote.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { allFindings } from '../all-findings.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { UsageError } from '../failures.ts';
import type { Command, Invocation } from './command.ts';

export const command: Command = {
  usage: '<finding>',
  docs: 'Prints what a finding means, an example and the fix: RF1003 or json-duplicate-key',
  options: [],
  examples: ['renderify explain RF1003', 'renderify explain json-duplicate-key'],
  run: explain,
};

async function explain({ args: [wanted = ''], terminal }: Invocation): Promise<ExitCode> {
  const findings = allFindings();
  const found = findings.find(({ code, name }) => code === wanted.toUpperCase() || name === wanted.toLowerCase());
  if (!found) throw unknown(wanted, findings);
  terminal.result(describe(found));
  return exitCodes.good;
}

function describe({ code, name, severity, docs, example }: FindingDefinition): string {
  const lines = [`${code} ${name} (${severity})`, '', docs];
  if (example) lines.push('', `  instead of  ${example.bad}`, `  write       ${example.good}`);
  return `${lines.join('\n')}\n`;
}

function unknown(wanted: string, findings: readonly FindingDefinition[]): UsageError {
  const names = findings.flatMap(({ code, name }) => [code, name]);
  return new UsageError(
    `There is no finding ${quote(wanted)}.`,
    didYouMean(/^rf/i.test(wanted) ? wanted.toUpperCase() : wanted, names) ??
      'A finding is named by its code, as RF1003, or its name.',
  );
}
