import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { compilerVersion } from '../../compiler/version.ts';
import type { Options } from '../commands/command.ts';
import { digestOf, tryRead } from '../digest.ts';
import { moduleSettings } from '../modules/settings.ts';
import { givenSwitch, givenText } from '../settings/given.ts';
import type { Prepared } from '../settings/prepare.ts';

/** The keys of plans: SHA-256 in hexadecimal digits of everything that decides what a plan becomes. */
export interface CacheKeys {
  /** Of what a plan shares with others of its folder: compiler, options, policy, lock, context. */
  settingsOf(plan: string): string;
  /** Of a plan with these bytes. */
  keyOf(plan: string, text: string | Uint8Array): string;
}

/** Another form of entries is another key. */
const FORMAT = 'renderify-build-cache/v1';

/** What else makes the code of islands; the packages that are installed can be others than when an entry was made. */
const TOOLS = ['esbuild', 'rollup', '@babel/core', 'preact', 'preact-render-to-string', 'quickjs-emscripten'];

/** Makes keys for plans that are compiled with these options. `build` identifies the compiler's own files. */
export function createCacheKeys(options: Options, prepared: Prepared, build: string): CacheKeys {
  const modules = moduleSettings(options, () => {
    throw new Error('no registry is asked for a key');
  });
  const common = [
    FORMAT,
    compilerVersion,
    build,
    toolVersions(),
    modules.frozen,
    givenText(options, 'root'),
    givenSwitch(options, 'typecheck'),
    prepared.budgets,
  ];
  const known = new Map<string, string>();
  const settingsOf = (plan: string): string => {
    const folder = dirname(plan);
    const old = known.get(folder);
    if (old !== undefined) return old;
    const { host: _, policy, ...compile } = prepared.optionsFor(plan);
    const lock = modules.lockFor(plan);
    const texts = [policy?.name, textDigest(policy?.text), lock, lock && textDigest(tryRead(lock))];
    const settings = digestOf(JSON.stringify([...common, compile, texts]));
    known.set(folder, settings);
    return settings;
  };
  return {
    settingsOf,
    keyOf: (plan, text) => digestOf(`${settingsOf(plan)}\n${plan}\n${digestOf(text)}`),
  };
}

function toolVersions(): string[] {
  const require = createRequire(import.meta.url);
  return TOOLS.map((name) => `${name}@${versionOf(name, require)}`);
}

function versionOf(name: string, require: NodeJS.Require): string {
  const folders = require.resolve.paths(name) ?? [];
  for (const folder of folders) {
    const text = tryRead(`${folder}/${name}/package.json`);
    if (text !== undefined) return (JSON.parse(text.toString()) as { version: string }).version;
  }
  return 'none';
}

function textDigest(text: string | Uint8Array | undefined): string | undefined {
  return text === undefined ? undefined : digestOf(text);
}
