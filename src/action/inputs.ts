import type { Options } from '../cli/commands/command.ts';

/** The environment of a step. */
export type Env = Readonly<Record<string, string | undefined>>;

/** What a workflow asks of the action; texts that are empty are not there. */
export interface Inputs {
  /** Files, folders and globs, as `renderify build` takes them; none of them when the config names them. */
  readonly plans: readonly string[];
  /** The options of `renderify build`. */
  readonly options: Options;
  readonly shard: string | undefined;
  readonly comment: boolean;
  readonly sarif: boolean;
  /** Where the report of the build is to stay. */
  readonly report: string | undefined;
  /** The name of the artifact that the bundles are uploaded as. */
  readonly artifact: string | undefined;
  readonly token: string | undefined;
}

const TEXTS = ['out', 'profile', 'policy', 'target', 'context', 'max-warnings', 'shard', 'host-config'];

/** Reads the inputs, which `action.yml` passes as `INPUT_…`. Whether they make sense is for the build to say. */
export function readInputs(env: Env): Inputs {
  const text = (name: string) => env[`INPUT_${name.replaceAll('-', '_').toUpperCase()}`]?.trim() || undefined;
  const options: Record<string, string | true> = {};
  for (const name of TEXTS) {
    const value = text(name);
    if (value !== undefined) options[name] = value;
  }
  const frozen = text('frozen');
  if (frozen !== undefined) options[isOn(frozen) ? 'frozen' : 'no-frozen'] = true;
  const plans = (env['INPUT_PLANS'] ?? '').split(/\r?\n/).map((line) => line.trim());
  return {
    plans: plans.filter(Boolean),
    options,
    shard: text('shard'),
    comment: isOn(text('comment')),
    sarif: isOn(text('sarif')),
    report: text('report'),
    artifact: text('artifact'),
    token: text('token'),
  };
}

/** The options as words of a command line; values cannot be taken for options. */
export function wordsOf(options: Options): string[] {
  return Object.entries(options).map(([name, value]) => (value === true ? `--${name}` : `--${name}=${value}`));
}

function isOn(text: string | undefined): boolean {
  return text !== undefined && /^(true|yes|on|1)$/i.test(text);
}
