import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { execPath, env as processEnv } from 'node:process';
import { parseNpmrc } from './npmrc.ts';

/** What the user's own configuration says about registries. */
export interface Registries {
  /** The address of the registry for a package, and its name in locks; `undefined` when none is configured. */
  registryFor(packageName: string): NamedRegistry | undefined;
  /** The address behind a name of a lock. */
  byName(name: string): NamedRegistry | undefined;
  /** The `authorization` header for an address, where a token or password is configured for exactly its place. */
  authorization(url: URL): string | undefined;
  /** `host:port` of every registry, which the user trusts whatever network it is in. */
  readonly trusted: ReadonlySet<string>;
  readonly tls: TlsSettings;
  readonly times: Times;
  /** The proxy for an address. */
  proxyFor(url: URL): string | undefined;
}

/** A registry as locks name it: `default`, or a scope. */
export interface NamedRegistry {
  readonly name: string;
  readonly url: URL;
}

/** `fetch-timeout`, `fetch-retries` and `fetch-retry-mintimeout` of npm, in milliseconds. */
export interface Times {
  readonly timeout: number;
  readonly retries: number;
  readonly pause: number;
}

/** How certificates are checked. */
export interface TlsSettings {
  readonly strict: boolean;
  readonly ca: readonly string[] | undefined;
}

/** Where configuration is looked for, from the strongest. */
export interface NpmrcPlaces {
  /** The folders whose `.npmrc` is the project's: the plan's, then the workspace root. */
  readonly folders: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Reads the environment and every `.npmrc` that npm would read; `fallback` gives npm's own default registry. */
export function readRegistries(
  { folders, env = processEnv }: NpmrcPlaces,
  fallback: () => string | undefined,
): Registries {
  const layers = [environmentSettings(env), ...npmrcFiles(folders, env).map((path) => readNpmrc(path, env))];
  const get = (key: string): string | undefined => layers.find((one) => one.has(key))?.get(key);
  const urlOf = (key: string): URL | undefined => asUrl(get(key));
  let known: URL | undefined;
  const standard = (): URL | undefined => {
    known ??= urlOf('registry') ?? asUrl(fallback());
    return known;
  };
  const scopes = new Set(layers.flatMap((one) => [...one.keys()].filter((key) => /^@[^:]+:registry$/.test(key))));
  const configured = ['registry', ...scopes].map(urlOf).filter((url) => url !== undefined);
  const byName = (name: string): NamedRegistry | undefined => {
    const url = name === 'default' ? standard() : urlOf(`${name}:registry`);
    return url && { name, url };
  };
  return {
    registryFor(packageName) {
      const scope = /^(@[^/]+)\//.exec(packageName)?.[1];
      // A scope with a registry of its own never falls back to another one.
      return scope !== undefined && scopes.has(`${scope}:registry`) ? byName(scope) : byName('default');
    },
    byName,
    authorization: (url) => authorizationFor(url, get),
    trusted: new Set(configured.map((url) => url.host)),
    tls: tlsSettings(get),
    times: {
      timeout: countOf(get('fetch-timeout'), 30_000),
      retries: Math.min(countOf(get('fetch-retries'), 2), 10),
      pause: countOf(get('fetch-retry-mintimeout'), 250),
    },
    proxyFor: (url) => proxyFor(url, get, env),
  };
}

/** `npm_config_registry` and the like, in either case. */
function environmentSettings(env: Readonly<Record<string, string | undefined>>): Map<string, string> {
  const settings = new Map<string, string>();
  for (const [key, value] of Object.entries(env)) {
    const name = /^npm_config_(.+)$/i.exec(key)?.[1];
    if (!name || !value) continue;
    settings.set(
      name.startsWith('@') || name.startsWith('//') ? name : name.toLowerCase().replace(/(?!^)_/g, '-'),
      value,
    );
  }
  return settings;
}

function npmrcFiles(folders: readonly string[], env: Readonly<Record<string, string | undefined>>): string[] {
  const user = env['NPM_CONFIG_USERCONFIG'] ?? env['npm_config_userconfig'] ?? join(homedir(), '.npmrc');
  const shared = env['NPM_CONFIG_GLOBALCONFIG'] ?? join(dirname(dirname(execPath)), 'etc', 'npmrc');
  return [...folders.map((folder) => join(folder, '.npmrc')), user, shared].map((path) => resolve(path));
}

function readNpmrc(path: string, env: Readonly<Record<string, string | undefined>>): Map<string, string> {
  try {
    return parseNpmrc(readFileSync(path, 'utf8'), env);
  } catch {
    return new Map();
  }
}

function asUrl(text: string | undefined): URL | undefined {
  if (!text || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

type Get = (key: string) => string | undefined;

/** npm keeps credentials under `//host/path/`, and they are meant for everything below that. */
function authorizationFor(url: URL, get: Get): string | undefined {
  for (let path = url.pathname; ; path = path.replace(/[^/]*\/?$/, '')) {
    const place = `//${url.host}${path}`;
    const found = credentials(place, get) ?? credentials(place.replace(/\/$/, ''), get);
    if (found !== undefined || path === '/' || path === '') return found;
  }
}

function credentials(place: string, get: Get): string | undefined {
  const token = get(`${place}:_authToken`);
  if (token) return `Bearer ${token}`;
  const basic = get(`${place}:_auth`);
  if (basic) return `Basic ${basic}`;
  const [user, password] = [get(`${place}:username`), get(`${place}:_password`)];
  if (!user || !password) return undefined;
  return `Basic ${Buffer.from(`${user}:${Buffer.from(password, 'base64').toString()}`).toString('base64')}`;
}

function countOf(text: string | undefined, otherwise: number): number {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : otherwise;
}

function tlsSettings(get: Get): TlsSettings {
  const file = get('cafile');
  // One may stand in the configuration of the machine, the other in the project's: both are meant.
  const given = [file ? tryRead(file) : undefined, get('ca')?.replaceAll('\\n', '\n')];
  const ca = given.filter((one): one is string => one !== undefined && one !== '' && one !== 'null');
  return { strict: get('strict-ssl') !== 'false', ca: ca.length > 0 ? ca : undefined };
}

function tryRead(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function proxyFor(url: URL, get: Get, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const exempt = get('noproxy') ?? env['NO_PROXY'] ?? env['no_proxy'] ?? '';
  if (isExempt(url, exempt)) return undefined;
  const plain = get('proxy') ?? env['HTTP_PROXY'] ?? env['http_proxy'];
  if (url.protocol === 'http:') return usable(plain);
  return usable(get('https-proxy')) ?? usable(env['HTTPS_PROXY'] ?? env['https_proxy']) ?? usable(get('proxy'));
}

function usable(proxy: string | undefined): string | undefined {
  return proxy && proxy !== 'null' && proxy !== 'false' ? proxy : undefined;
}

function isExempt(url: URL, list: string): boolean {
  return list
    .split(/[\s,]+/)
    .filter(Boolean)
    .some((one) => {
      const host = one.replace(/^\*?\./, '').toLowerCase();
      return one === '*' || url.host === host || url.hostname === host || url.hostname.endsWith(`.${host}`);
    });
}
