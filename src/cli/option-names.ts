import type { OptionDefinition } from './commands/command.ts';

/** The names of an option without dashes: `-o, --out <folder>` has `o` and `out`. */
export function namesOf({ flags }: OptionDefinition): string[] {
  return flags
    .replace(/<.*/, '')
    .split(',')
    .map((name) => name.trim().replace(/^-+/, ''));
}

/** The name under which an option's value is found. */
export function longName(option: OptionDefinition): string {
  return namesOf(option).at(-1) ?? '';
}

/** Whether the option has a value; otherwise it is a switch. */
export function takesValue({ flags }: OptionDefinition): boolean {
  return flags.includes('<');
}
