import { quote } from '../../diagnostics/quote.ts';
import { isHostListed } from '../../plan/hosts.ts';
import { moduleFindings } from '../findings.ts';
import { ModuleProblem } from '../problem.ts';
import { DEFAULT_POLICY, type ModulePolicy } from '../settings.ts';
import type { Client } from './client.ts';

const SCRIPT = /^(?:text|application)\/(?:x-)?(?:java|ecma)script$/;
/** What the policy of no profile exceeds. */
const MOST_REDIRECTS = 5;
const LIMIT = 8_388_608;

/** A module that came from its URL. */
export interface RemoteModule {
  readonly bytes: Uint8Array;
  readonly redirects: readonly string[];
  readonly contentType: string;
}

/** Fetches a module from its URL; every address on the way is held against the policy. */
export async function fetchRemote(client: Client, address: string, policy: ModulePolicy): Promise<RemoteModule> {
  const url = new URL(address);
  checkHost(url, policy);
  const limit = numberOf(policy, 'maxModuleBytes', LIMIT);
  const redirects = Math.min(numberOf(policy, 'maxRedirects', MOST_REDIRECTS), MOST_REDIRECTS);
  const answer = await client.get(url, { limit, redirects, check: (one) => checkHost(one, policy) });
  const contentType = answer.contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (answer.status !== 200) throw noModule(address, `answers with status ${answer.status}`);
  if (!SCRIPT.test(contentType)) throw noModule(address, `is of the type ${quote(contentType)}, not JavaScript`);
  return { bytes: answer.body, redirects: answer.redirects, contentType };
}

/** Throws a ModuleProblem for a host that the policy does not list. */
export function checkHost(url: URL, { fields }: ModulePolicy = DEFAULT_POLICY): void {
  const hosts = fields['allowedNetworkHosts'];
  if (fields['allowArbitraryNetwork'] === true) return;
  if (url.protocol === 'https:' && Array.isArray(hosts) && isHostListed(url.host, hosts)) return;
  const message = `A module comes from ${quote(url.host)}, which the policy does not allow.`;
  const help = `Add ${quote(url.host)} to \`allowedNetworkHosts\` in renderify.policy.json, or use another module.`;
  throw new ModuleProblem(moduleFindings.allowedModuleHosts, message, help);
}

function numberOf({ fields }: ModulePolicy, field: string, otherwise: number): number {
  const value = fields[field];
  return typeof value === 'number' ? value : otherwise;
}

function noModule(address: string, what: string): ModuleProblem {
  return new ModuleProblem(moduleFindings.moduleUnavailable, `${quote(address)} ${what}.`, 'Look at the address.');
}
