import { dirname, resolve } from 'node:path';
import { cwd, env } from 'node:process';
import type { CompileOptions, PlanSource } from '../../compiler/stages.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { createReporter } from '../../diagnostics/reporter.ts';
import type { JsonObject } from '../../plan/types.ts';
import type { Budgets } from '../budgets/budgets.ts';
import type { Options } from '../commands/command.ts';
import { UsageError } from '../failures.ts';
import { createHost } from '../host.ts';
import { STDIN } from '../inputs/expand-plans.ts';
import { readFileBounded } from '../inputs/read-bounded.ts';
import { type Config, fromConfig } from './config.ts';
import { findPolicy, findUpwards } from './find-policy.ts';
import { givenList, givenSwitch, givenText } from './given.ts';
import { openValues, readGivenValues } from './given-values.ts';
import { isLocked } from './is-locked.ts';

const LOCK_FILE = 'renderify.lock.json';
const LARGEST_POLICY = 4_194_304;

/** What a command hands to the compiler, made of its options and the config. */
export interface Prepared {
  /** The options for one plan: the policy file is looked up from its folder. */
  optionsFor(plan: string): CompileOptions;
  /** What was wrong with context and vars, and the texts that findings can be about. */
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: PlanSource[];
  /** Every file that was read. */
  readonly files: string[];
  /** What a bundle may be at most. */
  readonly budgets: Budgets | undefined;
}

/** Reads context and vars and settles everything that is the same for all plans. */
export function prepareCompile(options: Options, config: Config): Prepared {
  const reporter = createReporter();
  const [sources, files]: [PlanSource[], string[]] = [[], config.name === undefined ? [] : [config.name]];
  const valuesOf = (option: 'context' | 'vars'): JsonObject | undefined => {
    const source = openGiven(options, config, option);
    if (!source) return undefined;
    sources.push(source);
    if (!source.name.startsWith('--')) files.push(source.name);
    return readGivenValues(source, option, reporter.report);
  };
  const policyOf = policyReader(options, config, sources, files);
  const common = {
    ...pageSettings(options, config),
    ...defined({ context: valuesOf('context'), vars: valuesOf('vars') }),
  };
  return {
    optionsFor: (plan) => ({ ...common, ...defined({ policy: policyOf(plan) }) }),
    diagnostics: reporter.diagnostics(),
    sources,
    files,
    budgets: config.budgets,
  };
}

function pageSettings(options: Options, config: Config): CompileOptions {
  return {
    ...defined({
      target: givenText(options, 'target') ?? config.target,
      profile: givenText(options, 'profile') ?? config.profile,
      title: givenText(options, 'title'),
      lang: givenText(options, 'lang'),
      builtOn: sourceDate(),
    }),
    policyOverrides: policyOverrides(options),
    liveInputs: givenSwitch(options, 'live-inputs'),
    expose: givenSwitch(options, 'expose'),
    includePrompt: givenSwitch(options, 'include-prompt'),
    allowClientOnly: givenSwitch(options, 'allow-client-only'),
    host: {
      ...createHost(async () => (await import('../modules/module-host.ts')).openModuleHost(options)),
      isLocked: (plan, specifier) => isLocked(lockOf(plan, options), specifier),
    },
  };
}

/** The lock of a plan, by the name that findings show. */
function lockOf(plan: string, options: Options): string | undefined {
  const folder = plan === '<stdin>' ? cwd() : dirname(resolve(plan));
  return givenText(options, 'lock') ?? findUpwards(folder, LOCK_FILE);
}

/** The one date that a build may have: that of the source, where the environment says it (reproducible-builds.org). */
export function sourceDate(): string | undefined {
  const epoch = env['SOURCE_DATE_EPOCH'];
  if (epoch === undefined || !/^\d{1,12}$/.test(epoch)) return undefined;
  return new Date(Number(epoch) * 1000).toISOString();
}

/** Hosts from the command line come on top of those that the policy allows. */
function policyOverrides(options: Options): JsonObject {
  const [links, network] = [givenList(options, 'allow-link-host'), givenList(options, 'allow-network-host')];
  return {
    ...(links.length > 0 && { allowedLinkHosts: { add: [...links] } }),
    ...(network.length > 0 && { allowedNetworkHosts: { add: [...network] } }),
  };
}

function openGiven(options: Options, config: Config, option: 'context' | 'vars'): PlanSource | undefined {
  const given = givenText(options, option);
  if (given !== undefined) return openValues(given, option);
  const value = config[option];
  if (typeof value === 'object') return { name: `--${option}`, text: JSON.stringify(value) };
  return value === undefined ? undefined : openValues(fromConfig(config, value), option);
}

function policyReader(
  options: Options,
  config: Config,
  sources: PlanSource[],
  files: string[],
): (plan: string) => PlanSource | undefined {
  const none = givenSwitch(options, 'no-policy-file');
  const flag = givenText(options, 'policy');
  if (none && flag !== undefined) throw new UsageError('`--policy` and `--no-policy-file` exclude each other.');
  const named = flag ?? (none || config.policy === undefined ? undefined : fromConfig(config, config.policy));
  const known = new Map<string, PlanSource | undefined>();
  const read = (path: string): PlanSource => {
    const source = { name: path, text: readFileBounded(path, LARGEST_POLICY, 'policy file') };
    sources.push(source);
    files.push(path);
    return source;
  };
  const lookUp = (folder: string): PlanSource | undefined => {
    const path = named ?? (none ? undefined : findPolicy(folder));
    if (path === undefined) return undefined;
    return sources.find(({ name }) => name === path) ?? read(path);
  };
  return (plan) => {
    const folder = plan === STDIN ? cwd() : dirname(resolve(plan));
    if (!known.has(folder)) known.set(folder, lookUp(folder));
    return known.get(folder);
  };
}

/** Without the keys that have no value, as optional properties want it. */
function defined<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
