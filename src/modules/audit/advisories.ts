import { satisfies } from 'semver';
import { type Lock, splitKey } from '../lock/lock.ts';
import type { Client } from '../registry/client.ts';
import type { Registries } from '../registry/registries.ts';

/** A published weakness of some versions of a package. */
export interface Advisory {
  readonly id: string;
  readonly package: string;
  readonly severity: string;
  readonly title: string;
  readonly url?: string;
  readonly affects: (version: string) => boolean;
}

/** What was asked for advisories: `undefined` lists are packages that nobody answered for. */
export type AdvisoryLookup = ReadonlyMap<string, readonly Advisory[] | undefined>;

const LARGEST_ANSWER = 16_777_216;

/** Asks each registry for advisories about its own packages; one that does not answer leaves them unchecked. */
export async function askRegistries(
  keys: readonly string[],
  lock: Lock,
  registries: Registries,
  client: Client,
): Promise<AdvisoryLookup> {
  const found = new Map<string, readonly Advisory[] | undefined>();
  const names = new Map<string, string[]>();
  for (const key of keys) {
    const registry = lock.packages[key]?.registry ?? 'default';
    names.set(registry, [...(names.get(registry) ?? []), key]);
  }
  for (const [registry, list] of names) {
    const url = registries.byName(registry)?.url;
    const all = url && (await askOne(url, list, client));
    for (const key of list)
      found.set(
        key,
        all?.filter((one) => isAbout(one, key)),
      );
  }
  return found;
}

/** Advisories of a file in the OSV format (one entry, a list, `{"vulns": […]}`, or a line each). */
export function matchAdvisories(keys: readonly string[], advisories: readonly Advisory[]): AdvisoryLookup {
  return new Map(keys.map((key) => [key, advisories.filter((one) => isAbout(one, key))]));
}

function isAbout(advisory: Advisory, key: string): boolean {
  const { name, version } = splitKey(key);
  return advisory.package === name && advisory.affects(version);
}

async function askOne(registry: URL, keys: readonly string[], client: Client): Promise<Advisory[] | undefined> {
  const versions = new Map<string, string[]>();
  for (const { name, version } of keys.map(splitKey)) versions.set(name, [...(versions.get(name) ?? []), version]);
  const url = new URL('-/npm/v1/security/advisories/bulk', registry);
  try {
    const body = JSON.stringify(Object.fromEntries(versions));
    const answer = await client.get(url, { body, accept: 'application/json', limit: LARGEST_ANSWER, redirects: 0 });
    return answer.status === 200 ? readBulk(JSON.parse(answer.body.toString('utf8'))) : undefined;
  } catch {
    return undefined;
  }
}

/** The registry's answer: lists of advisories by package name. Anything else is no answer. */
function readBulk(value: unknown): Advisory[] | undefined {
  if (!isTable(value) || !Object.values(value).every(Array.isArray)) return undefined;
  return Object.entries(value).flatMap(([name, list]) =>
    (list as unknown[]).filter(isTable).map((one) => ({
      id: String(one['id'] ?? one['url'] ?? 'unnamed'),
      package: name,
      severity: textOr(one['severity'], 'unknown'),
      title: textOr(one['title'], 'An advisory without a title'),
      ...(typeof one['url'] === 'string' && { url: one['url'] }),
      // What cannot be read as a range affects every version: the registry was asked for these.
      affects: (version: string) =>
        satisfies(version, textOr(one['vulnerable_versions'], '*'), { includePrerelease: true }),
    })),
  );
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === 'string' ? value : fallback;
}

function isTable(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
