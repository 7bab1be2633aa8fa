import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { cwd } from 'node:process';
import { TARGET_NAMES } from '../../compiler/index.ts';
import { readDocument } from '../../compiler/json/read.ts';
import { PROFILES } from '../../compiler/phases/4-check/policy/fields.ts';
import { quote } from '../../diagnostics/quote.ts';
import { createReporter } from '../../diagnostics/reporter.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import type { Json, JsonObject } from '../../plan/types.ts';
import { readBudgets } from '../budgets/read-budgets.ts';
import { UsageError } from '../failures.ts';
import { readFileBounded } from '../inputs/read-bounded.ts';
import { CONFIG_KEYS, type Config } from './config.ts';

const CONFIG_FILE = 'renderify.config.json';
const LARGEST = 1_048_576;

/**
 * The config that applies: the named file, else `renderify.config.json` in the working folder, else the `renderify` key
 * of its package.json, else an empty one. Anything in it that has no meaning is a UsageError.
 */
export function readConfig(named: string | undefined): Config {
  const none: Config = { name: undefined, folder: cwd() };
  const file = named ?? (existsSync(CONFIG_FILE) ? CONFIG_FILE : undefined);
  if (file !== undefined) return checkConfig(readJsonFile(file), file);
  if (!existsSync('package.json')) return none;
  const value = ownValue(readJsonFile('package.json'), 'renderify');
  return value === undefined ? none : checkConfig(value, 'package.json');
}

function readJsonFile(file: string): Json {
  const reporter = createReporter();
  const document = readDocument(readFileBounded(file, LARGEST, 'config file'), reporter.report);
  if (document) return document.value;
  throw new UsageError(`The config file ${quote(file)} cannot be read: ${reporter.diagnostics()[0]?.message}`);
}

function checkConfig(value: Json, name: string): Config {
  if (!isObject(value)) throw new UsageError(`The config in ${quote(name)} must be an object.`);
  for (const [key, one] of Object.entries(value)) checkKey(name, key, one);
  checkChoice(name, 'profile', value['profile'], PROFILES);
  checkChoice(name, 'target', value['target'], TARGET_NAMES);
  readBudgets(value['budgets'], name);
  const plans = typeof value['plans'] === 'string' ? [value['plans']] : value['plans'];
  return { ...value, ...(plans !== undefined && { plans }), name, folder: dirname(resolve(name)) } as Config;
}

function checkKey(name: string, key: string, value: Json): void {
  if (!Object.hasOwn(CONFIG_KEYS, key)) {
    const known = Object.keys(CONFIG_KEYS).filter((one) => one !== '$schema');
    const help = didYouMean(key, known) ?? `The keys are ${known.map(quote).join(', ')}.`;
    throw new UsageError(`The config in ${quote(name)} has the unknown key ${quote(key)}.`, help);
  }
  const types = CONFIG_KEYS[key] ?? [];
  if (types.some((type) => TYPES[type].is(value))) return;
  const expected = types.map((type) => TYPES[type].words).join(' or ');
  throw new UsageError(`${quote(key)} in ${quote(name)} must be ${expected}.`);
}

const TYPES = {
  text: { words: 'a string', is: (value: Json) => typeof value === 'string' && value !== '' },
  texts: {
    words: 'a list of strings',
    is: (value: Json) => Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string'),
  },
  object: { words: 'an object', is: isObject },
};

function checkChoice(name: string, key: string, value: Json | undefined, choices: readonly string[]): void {
  if (value === undefined || choices.includes(value as string)) return;
  const help = didYouMean(String(value), choices) ?? `It is one of ${choices.map(quote).join(', ')}.`;
  throw new UsageError(`${quote(key)} in ${quote(name)} is ${quote(String(value))}, which does not exist.`, help);
}

function isObject(value: Json): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function ownValue(value: Json, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
