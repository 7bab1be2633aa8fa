import { declareCommand } from './arguments.ts';
import type { Command } from './commands/command.ts';
import { commands } from './commands/index.generated.ts';

/** The help of the whole program: its commands, each with its first sentence. */
export async function programHelp(): Promise<string> {
  const rows = await Promise.all(Object.entries(commands).map(([name, load]) => row(name, load)));
  const width = Math.max(...rows.map(([usage]) => usage.length));
  return [
    'renderify turns a plan (a user interface written as JSON) into static files that are verified and need no server.\n',
    'Usage:\n  $ renderify <command> [options]\n',
    `Commands:\n${rows.map(([usage, docs]) => `  ${usage.padEnd(width)}  ${docs}\n`).join('')}`,
    'Options:\n  -h, --help     Show this help, or that of a command\n  -v, --version  Show the version\n',
    'Start:\n  $ renderify init my-page --template counter\n',
  ].join('\n');
}

/** Prints the help of one command to standard output, as cac lays it out. */
export function printCommandHelp(name: string, command: Command): void {
  const program = declareCommand(name, command);
  program.parse(['', '', name], { run: false });
  program.outputHelp();
}

async function row(name: string, load: () => Promise<{ readonly command: Command }>): Promise<[string, string]> {
  const { command } = await load();
  return [`${name} ${command.usage}`.trim(), command.docs];
}
