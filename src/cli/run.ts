import { compilerVersion } from '../compiler/version.ts';
import { quote } from '../diagnostics/quote.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import { parseArguments } from './arguments.ts';
import type { Command } from './commands/command.ts';
import { commands } from './commands/index.generated.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { EnvironmentError, systemReason, UsageError } from './failures.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** Runs one command line (the words after the program's name) to its end; never throws. */
export async function runCommandLine(words: readonly string[]): Promise<ExitCode> {
  const terminal = createTerminal();
  try {
    return await dispatch(words, terminal);
  } catch (error) {
    return showFailure(error, words, terminal);
  }
}

/** What a thread of `renderify playground` runs; its file is no command. */
export function loadPlaygroundWorker(): Promise<typeof import('./playground-worker.ts')> {
  return import('./playground-worker.ts');
}

/** What a thread of a build of many plans runs. */
export function loadBuildWorker(): Promise<typeof import('./build-worker.ts')> {
  return import('./build-worker.ts');
}

async function dispatch([name, ...words]: readonly string[], terminal: Terminal): Promise<ExitCode> {
  if (name === undefined || !Object.hasOwn(commands, name)) return runGlobal(name, terminal);
  const { command } = (await commands[name as keyof typeof commands]()) as { command: Command };
  const { args, options, help } = parseArguments(name, command, words);
  if (!help) return command.run({ args, options, terminal });
  const { printCommandHelp } = await import('./help.ts');
  printCommandHelp(name, command);
  return exitCodes.good;
}

/** No command: help, the version, or a mistake. */
async function runGlobal(name: string | undefined, terminal: Terminal): Promise<ExitCode> {
  const { programHelp } = await import('./help.ts');
  if (name === '--version' || name === '-v') terminal.result(`${compilerVersion}\n`);
  else if (name === '--help' || name === '-h') terminal.result(await programHelp());
  else if (name === undefined) terminal.note(await programHelp());
  else throw new UsageError(...unknownCommand(name));
  return name === undefined ? exitCodes.usage : exitCodes.good;
}

function unknownCommand(name: string): [string, string] {
  if (name.startsWith('-'))
    return [
      `There is no option ${quote(name)} before a command.`,
      'Options follow the command: `renderify build plan.json --quiet`.',
    ];
  const near = didYouMean(name, Object.keys(commands));
  if (!near && /\.json$|[/*]/.test(name))
    return [`${quote(name)} is no command.`, `Did you mean ${quote(`renderify build ${name}`)}?`];
  return [`${quote(name)} is no command.`, near ?? `The commands are ${Object.keys(commands).map(quote).join(', ')}.`];
}

async function showFailure(error: unknown, words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const known = error instanceof UsageError || error instanceof EnvironmentError;
  const reason = known ? undefined : systemReason(error);
  if (known || reason !== undefined) {
    const { message, help } = known
      ? error
      : { message: `${(error as NodeJS.ErrnoException).path ?? 'A file'} cannot be used: ${reason}.`, help: undefined };
    terminal.note(`renderify: ${message}\n${help ? `  help: ${help}\n` : ''}`);
    return error instanceof UsageError ? exitCodes.usage : exitCodes.environment;
  }
  const { bugReport } = await import('./bug-report.ts');
  terminal.note(bugReport(error, words));
  return exitCodes.bug;
}
