import { X509Certificate } from 'node:crypto';
import { env } from 'node:process';
import { createSecureContext } from 'node:tls';
import { quote } from '../../diagnostics/quote.ts';
import type { Options } from '../commands/command.ts';
import { UsageError } from '../failures.ts';
import { readFileBounded } from '../inputs/read-bounded.ts';
import { givenCount, givenSwitch, givenText } from '../settings/given.ts';
import { createHealthMemory, type HealthMemory } from './health.ts';
import { readRemoteUrl } from './remote-url.ts';

/** All that is known of a remote cache; it goes from thread to thread. */
export interface RemoteSettings {
  /** Ends with a slash and has no credentials, so that it may be shown. */
  readonly url: string;
  /** The `authorization` header. */
  readonly authorization: string | undefined;
  readonly writes: boolean;
  /** What entries are signed with; nothing where the server and the way to it are trusted. */
  readonly secret: string | undefined;
  /** PEM: our certificate with its key, and who may have signed that of the server. */
  readonly tls: { readonly cert?: string; readonly key?: string; readonly ca?: string };
  /** Milliseconds that one request may take. */
  readonly timeout: number;
  readonly memory: HealthMemory;
}

/** A cache that can be used, or why it is not used though somebody asked for it. */
export type RemoteChoice = { readonly remote: RemoteSettings } | { readonly unused: string };

/** The shortest key for HMAC-SHA256 that is as strong as its digest (RFC 2104, section 3). */
const SHORTEST_SECRET = 32;
const LARGEST_FILE = 1_048_576;
const SECONDS = 5;

/**
 * Reads options and environment. A key that is missing is no mistake: jobs of
 * forks have none. Throws a UsageError for what cannot be meant.
 */
export function readRemoteSettings(options: Options): RemoteChoice {
  const given = givenText(options, 'remote-cache');
  if (given === undefined) throw aloneError(options);
  for (const other of ['no-cache', 'offline'])
    if (givenSwitch(options, other)) throw new UsageError(`\`--remote-cache\` and \`--${other}\` exclude each other.`);
  const { url, authorization } = readRemoteUrl(given, env['RENDERIFY_CACHE_TOKEN'] || undefined);
  const unsigned = givenSwitch(options, 'remote-cache-unsigned');
  const secret = readSecret();
  if (unsigned && secret !== undefined)
    throw new UsageError('`--remote-cache-unsigned` and a key for the cache exclude each other.');
  if (!unsigned && secret === undefined) return { unused: url };
  const timeout = Math.max(1, givenCount(options, 'remote-cache-timeout') ?? SECONDS) * 1000;
  const writes = givenText(options, 'remote-cache-mode') === 'read-write';
  return {
    remote: { url, authorization, writes, secret, tls: readTls(options), timeout, memory: createHealthMemory() },
  };
}

function aloneError(options: Options): UsageError {
  const alone = Object.keys(options).find((name) => name.startsWith('remote-cache-'));
  return new UsageError(`\`--${alone}\` says something about a \`--remote-cache\`, and there is none.`);
}

function readSecret(): string | undefined {
  const [text, file] = [env['RENDERIFY_CACHE_KEY'], env['RENDERIFY_CACHE_KEY_FILE']];
  const secret = text?.trim() || (file ? readText(file, 'key of the cache').trim() : '');
  if (secret === '') return undefined;
  if (secret.length >= SHORTEST_SECRET) return secret;
  throw new UsageError(
    `The key of the cache has ${secret.length} characters, and it takes ${SHORTEST_SECRET}.`,
    'Make one with `openssl rand -hex 32`.',
  );
}

function readTls(options: Options): RemoteSettings['tls'] {
  const read = (name: string): string | undefined => {
    const path = givenText(options, `remote-cache-${name}`);
    return path === undefined ? undefined : readText(path, `file of \`--remote-cache-${name}\``);
  };
  const [cert, key, ca] = [read('cert'), read('key'), read('ca')];
  if ((cert === undefined) !== (key === undefined))
    throw new UsageError('`--remote-cache-cert` and `--remote-cache-key` belong together.');
  const tls = {
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(ca !== undefined && { ca }),
  };
  try {
    createSecureContext(tls);
    // A file with no certificate in it would go unnoticed there.
    if (ca !== undefined) new X509Certificate(ca);
  } catch {
    throw new UsageError('The certificates of the remote cache are no PEM, or the key is that of another certificate.');
  }
  return tls;
}

function readText(path: string, what: string): string {
  const bytes = readFileBounded(path, LARGEST_FILE, what);
  if (bytes.length > LARGEST_FILE) throw new UsageError(`The ${what} ${quote(path)} is too large.`);
  return Buffer.from(bytes).toString();
}
