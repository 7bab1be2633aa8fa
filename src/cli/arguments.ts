import { type CAC, Command as CacCommand, cac } from 'cac';
import { quote } from '../diagnostics/quote.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import type { Command, OptionDefinition, Options } from './commands/command.ts';
import { UsageError } from './failures.ts';
import { longName, namesOf, takesValue } from './option-names.ts';

/** What was asked of a command; `help` when its help was. */
export interface ParsedArguments {
  readonly args: readonly string[];
  readonly options: Options;
  readonly help: boolean;
}

/**
 * cac turns numerals into numbers and takes a value that begins with a dash for an option. So every option is held
 * against the definitions first and handed over with its value behind this mark, as `--name=<mark>value`.
 */
const MARK = '=';

/** Reads the words after the command's name. Throws a UsageError for anything that the command does not define. */
export function parseArguments(name: string, command: Command, words: readonly string[]): ParsedArguments {
  const marked = markWords(name, command, words);
  if (marked.help) return { args: [], options: {}, help: true };
  refuseWrongCount(name, command, marked.args.length);
  const program = cac();
  for (const { flags, docs } of marked.given) program.option(flags, docs);
  const { options } = program.parse(['', '', ...marked.options], { run: false });
  return { args: marked.args, options: collectOptions(command, options), help: false };
}

/** A program that knows this one command, for printing its help. */
export function declareCommand(name: string, command: Command): CAC {
  const program = cac('renderify');
  const declared = program.command(`${name} ${command.usage}`.trim(), command.docs);
  for (const { flags, docs, choices, repeat } of command.options)
    declared.option(flags, `${docs}${choices ? `: ${choices.join(', ')}` : ''}${repeat ? '; may be repeated' : ''}`);
  for (const example of command.examples) declared.example(`  $ ${example}`);
  program.help((sections) =>
    sections.slice(1).map(({ title, body }) => ({ ...(title && { title }), body: tidy(body) })),
  );
  return program;
}

/** cac pads lines and says of every `--no-x` that its default is true. */
function tidy(body: string): string {
  return body.replace(/ *(\(default: true\))?$/gm, '');
}

interface MarkedWords {
  readonly given: Set<OptionDefinition>;
  readonly args: string[];
  readonly options: string[];
  help: boolean;
}

function markWords(name: string, command: Command, words: readonly string[]): MarkedWords {
  const marked: MarkedWords = { given: new Set(), args: [], options: [], help: false };
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word === '--') marked.args.push(...left.splice(0));
    else if (word === '-h' || word === '--help') marked.help = true;
    else if (word === '-' || !word.startsWith('-')) marked.args.push(word);
    else marked.options.push(markOption(findOption(name, command, flagOf(word)), word, left, marked.given));
  }
  return marked;
}

function markOption(option: OptionDefinition, word: string, left: string[], given: Set<OptionDefinition>): string {
  const flag = flagOf(word);
  given.add(option);
  const hasValue = word.length > flag.length;
  if (takesValue(option))
    return `--${longName(option)}=${mark(hasValue ? valueAfter(flag, word) : nextValue(flag, left))}`;
  if (hasValue) throw new UsageError(`Option ${quote(flag)} takes no value.`);
  return `--${longName(option)}`;
}

function flagOf(word: string): string {
  return word.replace(/=.*/s, '');
}

function findOption(name: string, command: Command, flag: string): OptionDefinition {
  const flags = command.options.flatMap((option) => namesOf(option).map((one) => ({ option, flag: dashed(one) })));
  const found = flags.find((one) => one.flag === flag);
  if (found) return found.option;
  const near = didYouMean(
    flag,
    flags.filter((one) => one.flag.startsWith('--')).map((one) => one.flag),
  );
  throw new UsageError(
    `\`renderify ${name}\` has no option ${quote(flag)}.`,
    near ?? `\`renderify ${name} --help\` lists its options.`,
  );
}

function nextValue(flag: string, left: string[]): string {
  const value = left.shift();
  if (value === undefined || value === '') throw new UsageError(`Option ${quote(flag)} needs a value.`);
  if (value === '-' || !value.startsWith('-')) return value;
  throw new UsageError(
    `Option ${quote(flag)} needs a value, and ${quote(value)} looks like an option.`,
    `Write ${quote(`${flag}=${value}`)} if it is the value.`,
  );
}

function valueAfter(flag: string, word: string): string {
  if (word.length === flag.length + 1) throw new UsageError(`Option ${quote(flag)} needs a value.`);
  return word.slice(flag.length + 1);
}

function refuseWrongCount(name: string, command: Command, count: number): void {
  const expected = new CacCommand(command.usage, '', {}, cac()).args;
  const missing = expected.filter((arg) => arg.required)[count];
  const help = `\`renderify ${name} --help\` shows how it is used.`;
  if (missing) throw new UsageError(`\`renderify ${name}\` needs a ${quote(missing.value)}.`, help);
  if (count > expected.length && !expected.some((arg) => arg.variadic))
    throw new UsageError(`\`renderify ${name}\` takes ${most(expected.length)}, and ${count} were given.`, help);
}

function most(count: number): string {
  return count === 0 ? 'no arguments' : count === 1 ? 'one argument' : `at most ${count} arguments`;
}

function collectOptions(command: Command, parsed: Readonly<Record<string, unknown>>): Options {
  const options: Record<string, string | readonly string[] | true> = {};
  for (const option of command.options) {
    const value = readParsed(longName(option), parsed);
    if (value === undefined) continue;
    const values = (Array.isArray(value) ? value : [value]).map((one) =>
      typeof one === 'string' ? unmark(one) : true,
    );
    options[longName(option)] = oneValue(option, values as string[]);
  }
  return options;
}

function oneValue(option: OptionDefinition, values: readonly string[]): string | readonly string[] | true {
  if (!takesValue(option)) return true;
  for (const value of values) refuseOtherChoice(option, value);
  if (option.repeat) return values;
  if (values.length === 1 && values[0] !== undefined) return values[0];
  throw new UsageError(`Option ${quote(dashed(longName(option)))} is given ${values.length} times.`, 'Give it once.');
}

function refuseOtherChoice(option: OptionDefinition, value: string): void {
  if (!option.choices || option.choices.includes(value)) return;
  const known = `It is one of ${option.choices.map(quote).join(', ')}.`;
  const near = didYouMean(value, option.choices);
  throw new UsageError(`${quote(value)} is no ${longName(option)}.`, near ? `${near} ${known}` : known);
}

/** cac files `--no-x` as `x: false`, under the name in camel case. */
function readParsed(name: string, parsed: Readonly<Record<string, unknown>>): unknown {
  const negated = name.startsWith('no-');
  const value = parsed[camelCase(negated ? name.slice(3) : name)];
  return negated ? (value === false ? true : undefined) : value === false ? undefined : value;
}

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function dashed(name: string): string {
  return name.length === 1 ? `-${name}` : `--${name}`;
}

function mark(word: string): string {
  return MARK + word;
}

function unmark(word: string): string {
  return word.slice(MARK.length);
}
