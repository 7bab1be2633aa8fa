import type { Options } from '../commands/command.ts';
import { UsageError } from '../failures.ts';

/** The value of an option that has one. */
export function givenText(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** All values of an option that may be repeated. */
export function givenList(options: Options, name: string): readonly string[] {
  const value = options[name];
  return Array.isArray(value) ? value : [];
}

/** Whether a switch was given. */
export function givenSwitch(options: Options, name: string): boolean {
  return options[name] === true;
}

/** The value of an option that counts: a decimal integer from 0. */
export function givenCount(options: Options, name: string): number | undefined {
  const text = givenText(options, name);
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UsageError(`Option \`--${name}\` takes a whole number from 0, and got \`${text}\`.`);
}
