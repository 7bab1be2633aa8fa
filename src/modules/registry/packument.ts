import { quote } from '../../diagnostics/quote.ts';
import { moduleFindings } from '../findings.ts';
import { ModuleProblem } from '../problem.ts';
import type { Client } from './client.ts';
import type { NamedRegistry } from './registries.ts';

/** What a registry says of a package. */
export interface Packument {
  readonly name: string;
  readonly versions: Readonly<Record<string, PackumentVersion>>;
  readonly 'dist-tags': Readonly<Record<string, string>>;
  /** When versions were published; only in the full form. */
  readonly time?: Readonly<Record<string, string>>;
}

/** What a registry says of one version. */
export interface PackumentVersion {
  readonly version: string;
  readonly deprecated?: unknown;
  readonly hasInstallScript?: boolean;
  readonly scripts?: unknown;
  readonly dist: {
    readonly tarball?: string;
    readonly integrity?: string;
    readonly shasum?: string;
    readonly signatures?: readonly { readonly keyid: string; readonly sig: string }[];
  };
}

const SHORT = 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8';
const LIMIT = 256 * 1024 * 1024;
/** Redirects of a registry; those of other addresses are counted by the policy. */
export const REGISTRY_REDIRECTS = 5;

/** Asks a registry for a package; `full` for the form that has dates. */
export async function fetchPackument(
  client: Client,
  registry: NamedRegistry,
  name: string,
  full: boolean,
): Promise<Packument> {
  const url = new URL(name.replace('/', '%2f'), registry.url);
  const accept = full ? 'application/json' : SHORT;
  const { status, body } = await client.get(url, { accept, limit: LIMIT, redirects: REGISTRY_REDIRECTS });
  if (status !== 200) throw refusal(status, registry, `the package ${quote(name)}`);
  const value = parse(body);
  if (value) return { ...value, name };
  throw new ModuleProblem(
    moduleFindings.registryProblem,
    `${quote(registry.url.host)} says nothing about ${quote(name)} that the protocol of npm knows.`,
    'Look at `registry` in your .npmrc: it may be the address of a page.',
  );
}

/** What a status other than 200 means for whoever asked. */
export function refusal(status: number, { url, name }: NamedRegistry, what: string): ModuleProblem {
  const host = quote(url.host);
  if (status === 404) {
    const help =
      name === 'default' ? 'Look at its name.' : `All of ${quote(name)} comes from there, as your .npmrc says.`;
    return new ModuleProblem(moduleFindings.versionUnknown, `${host} does not have ${what}.`, help);
  }
  if (status === 401 || status === 403) {
    const help = 'Put a token for it into your .npmrc: `//host/:_authToken=${TOKEN}`.';
    return new ModuleProblem(moduleFindings.registryProblem, `${host} refuses ${what} (status ${status}).`, help);
  }
  const help = status === 429 || status >= 500 ? 'Try again later.' : 'Look at `registry` in your .npmrc.';
  return new ModuleProblem(moduleFindings.registryProblem, `${host} answers ${what} with status ${status}.`, help);
}

function parse(body: Buffer): Packument | undefined {
  try {
    const value: Record<string, unknown> | null = JSON.parse(body.toString('utf8'));
    if (!isTable(value) || !isTable(value['versions'])) return undefined;
    const all = Object.entries(value['versions'] as Packument['versions']);
    const sound = all.filter(([, one]) => isTable(one) && isTable(one.dist));
    const tags = (isTable(value['dist-tags']) ? value['dist-tags'] : {}) as unknown as Packument['dist-tags'];
    // Which Node.js a package wants says nothing about pages, and would make the choice depend on the machine.
    const versions = sound.map(([version, one]) => [version, { ...one, version, engines: undefined }] as const);
    return { ...value, versions: Object.fromEntries(versions), 'dist-tags': tags } as unknown as Packument;
  } catch {
    return undefined;
  }
}

function isTable(value: unknown): value is Record<string, object> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
