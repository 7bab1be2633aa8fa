import { quote } from '../diagnostics/quote.ts';
import { moduleFindings } from './findings.ts';
import { ModuleProblem } from './problem.ts';
import { type Client, createClient } from './registry/client.ts';
import type { Registries } from './registry/registries.ts';
import type { ModuleSettings } from './settings.ts';

/** The network, opened when something is first asked of it. */
export interface Network {
  /** Throws a ModuleProblem when the work is to be done offline; `what` is what would have been fetched. */
  client(what: string): Client;
  registries(): Registries;
  close(): Promise<void>;
}

/** The network as the settings allow it, with the configuration that is meant for a plan. */
export function openNetwork({ offline, registries, signal }: ModuleSettings, plan: string): Network {
  let [known, client]: [Registries | undefined, Client | undefined] = [undefined, undefined];
  const network: Network = {
    registries() {
      known ??= registries(plan);
      return known;
    },
    client(what) {
      if (offline) throw unavailable(what);
      client ??= createClient(network.registries(), signal);
      return client;
    },
    close: async () => client?.close(),
  };
  return network;
}

function unavailable(what: string): ModuleProblem {
  const message = `${what} is neither in the repository nor in the store, and \`--offline\` fetches nothing.`;
  const help = 'Run it once with a network, or keep the modules in the repository with `renderify vendor`.';
  return new ModuleProblem(moduleFindings.moduleUnavailable, message, help);
}

/** The finding where no registry is configured for a package. */
export function noRegistry(name: string): ModuleProblem {
  const message = `No registry is configured for ${quote(name)}.`;
  const help = 'Write `registry=https://…` into an .npmrc beside the plan or in your home folder.';
  return new ModuleProblem(moduleFindings.registryProblem, message, help);
}
