import type { GraphLimits, ModuleRequest } from '../plan/modules/graph.ts';
import type { Lock } from './lock/lock.ts';
import type { Registries } from './registry/registries.ts';

/** What the policy says about modules, by the names of its fields; `profile` decides what is an error where the fields say nothing. */
export interface ModulePolicy {
  readonly profile: string;
  readonly fields: Readonly<Record<string, boolean | number | string | readonly string[]>>;
}

/** What loading and pinning know of the machine they run on. */
export interface ModuleSettings {
  /** The folder of the store; else `RENDERIFY_STORE`, else the cache folder of the user. */
  readonly store?: string;
  /** No socket is opened. */
  readonly offline?: boolean;
  /** The folder that local modules may lie in; else the plan's own. */
  readonly root?: string;
  /** The user's configuration for a plan, read when something must be fetched. */
  readonly registries: (plan: string) => Registries;
  readonly signal?: AbortSignal;
}

/** How a module host is made. */
export interface ModuleHostSettings extends ModuleSettings {
  /** The path of the lock for a plan; `undefined` when there is none. */
  readonly lockFor: (plan: string) => string | undefined;
  /** A lock that is in no file, in the place of that. */
  readonly lock?: Lock;
  /** Files beside the plan must be as they were when they were pinned. */
  readonly frozen?: boolean;
}

/** One plan whose modules are asked for; structurally a `ModuleJob` of the compiler. */
export interface LoadJob {
  readonly plan: string;
  readonly requests: readonly ModuleRequest[];
  readonly limits: GraphLimits;
  /** What the plan is held to; without it as under `balanced`. */
  readonly policy?: ModulePolicy;
  readonly signal?: AbortSignal;
}

/** What holds where nobody says anything else. */
export const DEFAULT_POLICY: ModulePolicy = { profile: 'balanced', fields: {} };
