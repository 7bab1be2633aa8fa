import { quote } from '../../diagnostics/quote.ts';
import type { Options } from '../commands/command.ts';
import { EnvironmentError, systemReason, UsageError } from '../failures.ts';
import type { RemoteSettings } from '../remote-cache/settings.ts';
import type { Config } from '../settings/config.ts';
import { givenSwitch } from '../settings/given.ts';
import { type Prepared, prepareCompile } from '../settings/prepare.ts';
import type { SigningSettings } from '../signing/signer.ts';
import { withSigner } from '../signing/with-signer.ts';
import { openEntryStores } from './entry-stores.ts';
import type { Outcome } from './outcome.ts';
import { createPlanBuilder } from './plan-builder.ts';
import { type PlanTask, type WorkPlaces, type WorkTools, workOn } from './plan-work.ts';

/** What everybody who builds plans of one job knows; it goes from thread to thread. */
export interface WorkerSettings {
  readonly options: Options;
  readonly config: Config;
  readonly places: WorkPlaces;
  /** The folder of the cache and what identifies the compiler; absent where nothing is to be remembered. */
  readonly cache: { readonly folder: string; readonly build: string } | undefined;
  /** A cache of other machines, behind that of this one. */
  readonly remote: RemoteSettings | undefined;
  /** With what bundles are signed. */
  readonly signing: SigningSettings | undefined;
}

/** What became of some plans, or why nothing can be built at all. */
export type WorkResult = { readonly outcomes: readonly Outcome[] } | { readonly failure: Failure };

interface Failure {
  readonly isUsage: boolean;
  readonly message: string;
  readonly help: string | undefined;
}

/** Builds some plans, one after another. */
export type PlanWorker = (tasks: readonly PlanTask[]) => Promise<WorkResult>;

/** Makes a worker of the settings alone, as a thread does, or with what has been read before. */
export function createPlanWorker(
  settings: WorkerSettings,
  prepared: Prepared = prepareCompile(settings.options, settings.config),
): PlanWorker {
  const { options, places, signing } = settings;
  const stores = openEntryStores(settings, prepared);
  const keys = stores && withSigner(stores.keys, signing);
  const build = createPlanBuilder({ prepared, typecheck: givenSwitch(options, 'typecheck'), cache: stores });
  const tools: WorkTools = {
    build,
    settingsOf: (plan) => keys?.settingsOf(plan) ?? '',
    sign: signing
      ? async (files, home) => (await import('../signing/index.ts')).signWith(signing, files, home)
      : (files) => files,
  };
  return async (tasks) => {
    try {
      const outcomes: Outcome[] = [];
      await stores?.begin(tasks.map(({ plan }) => plan));
      for (const task of tasks) outcomes.push(await workOn(task, tools, places));
      return { outcomes };
    } catch (error) {
      return { failure: failureOf(error, places) };
    } finally {
      await stores?.end();
    }
  };
}

/** Classes of errors do not go from thread to thread. */
function failureOf(error: unknown, { out }: WorkPlaces): Failure {
  if (error instanceof UsageError || error instanceof EnvironmentError)
    return { isUsage: error instanceof UsageError, message: error.message, help: error.help };
  const reason = systemReason(error);
  if (reason === undefined) throw error;
  return { isUsage: false, message: `The output folder ${quote(out)} cannot be written: ${reason}.`, help: undefined };
}
