import { resolve } from 'node:path';
import type { CompilerHost } from '../compiler/host.ts';
import type { CompileOptions } from '../compiler/stages.ts';
import type { Options } from './commands/command.ts';
import { prepareCompile } from './settings/prepare.ts';
import { readConfig } from './settings/read-config.ts';

/** Where modules of plans come from, as the options of `renderify build` of the same names say it. */
export interface NodeSettings {
  /** Path of the lock; found beside the plan or above it when nothing is said. */
  readonly lock?: string;
  /** The folder that relative modules may be in; the plan's own when nothing is said. */
  readonly root?: string;
  /** Folder of the content-addressed store. */
  readonly store?: string;
  /** Fetches nothing. */
  readonly offline?: boolean;
}

/** What `renderify build` would compile a plan with, beside what was said here. */
export interface NodeCompileSettings extends NodeSettings {
  readonly profile?: string;
  /** Path of a policy file; found beside the plan or above it when nothing is said. */
  readonly policy?: string;
  /** Path of the config; found in the working folder when nothing is said. */
  readonly config?: string;
}

/**
 * The host of the command line: modules by the lock, linked and prerendered in isolation. All of it is loaded by the first
 * plan that needs it.
 */
export function createNodeHost(settings: NodeSettings = {}): Partial<CompilerHost> {
  return (
    prepareCompile(toOptions(settings), { name: undefined, folder: resolve('.') }).optionsFor('<stdin>').host ?? {}
  );
}

/** The options that the command line has for a plan: those of the config and the policy file that belongs to it. */
export function nodeOptions(
  plan: string,
  settings: NodeCompileSettings = {},
): { options: CompileOptions; files: readonly string[] } {
  const prepared = prepareCompile(toOptions(settings), readConfig(settings.config));
  return { options: prepared.optionsFor(plan), files: prepared.files };
}

function toOptions(settings: NodeCompileSettings): Options {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as Options;
}
