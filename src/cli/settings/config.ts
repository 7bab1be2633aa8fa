import { resolve } from 'node:path';
import { cwd } from 'node:process';
import type { JsonObject } from '../../plan/types.ts';
import type { Budgets } from '../budgets/budgets.ts';

/** A config file that was read. Paths in it are relative to its folder. */
export interface Config {
  /** As it is shown in messages, and its folder as an absolute path. */
  readonly name: string | undefined;
  readonly folder: string;
  readonly plans?: readonly string[];
  readonly out?: string;
  readonly target?: string;
  readonly profile?: string;
  readonly policy?: string;
  readonly context?: string | JsonObject;
  readonly vars?: string | JsonObject;
  readonly budgets?: Budgets;
}

/** The types that each key may have; the only keys there are. */
export const CONFIG_KEYS: Readonly<Record<string, readonly ('text' | 'texts' | 'object')[]>> = {
  $schema: ['text'],
  plans: ['text', 'texts'],
  out: ['text'],
  target: ['text'],
  profile: ['text'],
  policy: ['text'],
  context: ['text', 'object'],
  vars: ['text', 'object'],
  budgets: ['object'],
};

/** A path of the config, as it is used from the working folder. */
export function fromConfig({ folder }: Config, path: string): string {
  return folder === cwd() ? path : resolve(folder, path);
}
