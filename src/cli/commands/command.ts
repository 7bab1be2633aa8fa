import type { ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';

/** One option as cac reads it: `-o, --out <folder>`; without angle brackets it is a switch. */
export interface OptionDefinition {
  readonly flags: string;
  readonly docs: string;
  /** May be given several times; the values are collected. */
  readonly repeat?: true;
  /** The only values that the option takes. */
  readonly choices?: readonly string[];
}

/** The options that were given, by long name without dashes. A repeatable one is a list, a switch is `true`. */
export type Options = Readonly<Record<string, string | readonly string[] | true>>;

/** What a command is run with. */
export interface Invocation {
  readonly args: readonly string[];
  readonly options: Options;
  readonly terminal: Terminal;
}

/** A command of the program, complete: adding `commands/<name>.ts` that exports `command` adds it. */
export interface Command {
  /** The arguments as help shows them: `<plan>` is needed, `[...plans]` are any number. */
  readonly usage: string;
  readonly docs: string;
  readonly options: readonly OptionDefinition[];
  readonly examples: readonly string[];
  run(invocation: Invocation): Promise<ExitCode>;
}
