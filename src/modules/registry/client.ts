import { lookup as dnsLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Agent, type Dispatcher, ProxyAgent, request } from 'undici';
import { quote } from '../../diagnostics/quote.ts';
import { moduleFindings } from '../findings.ts';
import { ModuleProblem } from '../problem.ts';
import { isInternalAddress } from './addresses.ts';
import type { Registries } from './registries.ts';
import { pauseBefore, retryable } from './retry.ts';

/** One GET, or a POST where there is a body. */
export interface GetOptions {
  readonly accept?: string;
  /** JSON to send. */
  readonly body?: string;
  /** Bytes of the body at most, as sent and as unpacked. */
  readonly limit: number;
  /** Redirects at most. */
  readonly redirects: number;
  /** Judges every address that a redirect leads to; throws a ModuleProblem. */
  check?(url: URL): void;
}

/** An answer, whatever its status. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
  /** The addresses that redirects led to, in order. */
  readonly redirects: readonly string[];
}

/** Fetches with the user's credentials, certificates and proxies, and from nobody's internal network. */
export interface Client {
  get(url: URL, options: GetOptions): Promise<Answer>;
  close(): Promise<void>;
}

const unpack = promisify(gunzip);
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** A client with connections of its own; they are kept alive until it is closed. */
export function createClient(registries: Registries, signal?: AbortSignal): Client {
  const agents = new Map<string, Dispatcher>();
  const agentFor = (url: URL): Dispatcher => {
    const [trusted, proxy] = [registries.trusted.has(url.host), registries.proxyFor(url)];
    const key = `${trusted} ${proxy ?? ''}`;
    const agent = agents.get(key) ?? createAgent(registries, trusted, proxy);
    agents.set(key, agent);
    return agent;
  };
  const exchange: Exchange = { registries, agentFor, signal };
  return {
    get: (url, options) => follow(url, options, exchange),
    close: async () => {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
    },
  };
}

interface Exchange {
  readonly registries: Registries;
  readonly agentFor: (url: URL) => Dispatcher;
  readonly signal: AbortSignal | undefined;
}

function createAgent({ tls, times }: Registries, trusted: boolean, proxy: string | undefined): Dispatcher {
  const certificates = { rejectUnauthorized: tls.strict, ...(tls.ca && { ca: [...tls.ca] }) };
  const common = {
    connections: 16,
    keepAliveTimeout: 10_000,
    headersTimeout: times.timeout,
    bodyTimeout: times.timeout,
    connectTimeout: times.timeout,
  };
  if (proxy !== undefined) return new ProxyAgent({ ...common, uri: proxy, requestTls: certificates });
  return new Agent({ ...common, connect: { ...certificates, ...(!trusted && { lookup: guardedLookup }) } });
}

/** The address that is checked is the one that is connected to, so that a name cannot mean another one a moment later. */
const guardedLookup: LookupFunction = (hostname, options, callback) => {
  dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 4);
    const bad = addresses.find(({ address }) => isInternalAddress(address));
    if (bad) return callback(Object.assign(new Error(bad.address), { code: 'EINTERNAL' }), '', 4);
    if (options.all) return callback(null, addresses);
    const [first] = addresses;
    callback(null, first?.address ?? '', first?.family ?? 4);
  });
};

async function follow(start: URL, options: GetOptions, exchange: Exchange): Promise<Answer> {
  const redirects: string[] = [];
  for (let url = start; ; ) {
    const answer = await getPatiently(url, url.origin === start.origin, options, exchange);
    if (!REDIRECTS.has(answer.status) || answer.location === undefined) return { ...answer, redirects };
    url = redirectTarget(answer.location, url, exchange.registries);
    redirects.push(url.href);
    if (redirects.length > options.redirects) throw tooManyRedirects(start, options.redirects);
    options.check?.(url);
  }
}

function redirectTarget(location: string, from: URL, { trusted }: Registries): URL {
  const url = URL.canParse(location, from) ? new URL(location, from) : undefined;
  const secure = url && (url.protocol === 'https:' || (url.protocol === 'http:' && trusted.has(url.host)));
  if (url && secure && !url.username && !url.password) return url;
  if (url?.protocol === 'http:' && isInternalHost(url.hostname)) throw internalAddress(url, url.hostname);
  const message = `${quote(from.host)} redirects to ${quote(location)}, which is not encrypted or no address.`;
  throw new ModuleProblem(moduleFindings.registryProblem, message);
}

interface RawAnswer extends Omit<Answer, 'redirects'> {
  readonly location: string | undefined;
  readonly retryAfter: string | undefined;
}

/** Tries again what may be better a moment later. */
async function getPatiently(
  url: URL,
  sameOrigin: boolean,
  options: GetOptions,
  exchange: Exchange,
): Promise<RawAnswer> {
  const { times } = exchange.registries;
  for (let attempt = 0; ; attempt++) {
    const last = attempt >= times.retries;
    const result = await tryOnce(url, sameOrigin, options, exchange).catch((error: unknown) => ({ error }));
    exchange.signal?.throwIfAborted();
    if (!('error' in result) && (last || !retryable(result.status))) return result;
    if ('error' in result && (last || !retryable(result.error)))
      throw asProblem(result.error, url, options, times.timeout);
    await pauseBefore(attempt, 'retryAfter' in result ? result.retryAfter : undefined, times.pause, exchange.signal);
  }
}

async function tryOnce(url: URL, sameOrigin: boolean, options: GetOptions, exchange: Exchange): Promise<RawAnswer> {
  const { registries, agentFor, signal } = exchange;
  if (isInternalHost(url.hostname) && !registries.trusted.has(url.host)) throw internalAddress(url, url.hostname);
  const whole = AbortSignal.timeout(registries.times.timeout * 10);
  const authorization = sameOrigin ? registries.authorization(url) : undefined;
  const response = await request(url, {
    dispatcher: agentFor(url),
    ...(options.body !== undefined && { method: 'POST', body: options.body }),
    signal: signal ? AbortSignal.any([signal, whole]) : whole,
    headers: {
      accept: options.accept ?? '*/*',
      'accept-encoding': 'gzip',
      'user-agent': 'renderify',
      ...(options.body !== undefined && { 'content-type': 'application/json' }),
      ...(authorization && { authorization }),
    },
  });
  const { statusCode: status, headers } = response;
  const header = (name: string): string | undefined => [headers[name]].flat()[0];
  const sent = await readBounded(response.body, options.limit);
  const body = header('content-encoding') === 'gzip' ? await unpack(sent, { maxOutputLength: options.limit }) : sent;
  return {
    status,
    body,
    contentType: header('content-type') ?? '',
    location: header('location'),
    retryAfter: header('retry-after'),
  };
}

async function readBounded(body: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) throw Object.assign(new Error('too large'), { code: 'ETOOLARGE' });
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size);
}

function isInternalHost(hostname: string): boolean {
  const plain = hostname.replace(/^\[|\]$/g, '');
  return isIP(plain) !== 0 && isInternalAddress(plain);
}

function internalAddress(url: URL, address: string): ModuleProblem {
  const message = `${quote(url.host)} is at the internal address ${quote(address)}; nothing is fetched from there.`;
  const help = 'If it is a registry of yours, name it in .npmrc: `registry=…` or `@scope:registry=…`.';
  return new ModuleProblem(moduleFindings.addressRefused, message, help);
}

function tooManyRedirects(url: URL, most: number): ModuleProblem {
  const message = `${quote(url.host)} redirects more than ${most} times.`;
  return new ModuleProblem(moduleFindings.registryProblem, message, 'Name the address that it leads to.');
}

/** What the tools of the network say, in words of ours. */
function asProblem(error: unknown, url: URL, { limit }: GetOptions, timeout: number): unknown {
  if (error instanceof ModuleProblem) return error;
  const { code = '', name = '', message = '' } = error as { code?: string; name?: string; message?: string };
  if (code === 'EINTERNAL') return internalAddress(url, message);
  const reason =
    code === 'ETOOLARGE' || code === 'ERR_BUFFER_TOO_LARGE'
      ? `answers with more than ${limit} bytes`
      : /TIMEOUT/i.test(code) || name === 'TimeoutError'
        ? `does not answer within ${timeout} ms`
        : (REASONS[code] ?? `cannot be reached (${code || name})`);
  const help = 'Try again, or look at `registry`, `proxy` and `ca` in your .npmrc.';
  return new ModuleProblem(moduleFindings.registryProblem, `${quote(url.host)} ${reason}.`, help);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'is no name that can be found',
  EAI_AGAIN: 'cannot be looked up at the moment',
  ECONNREFUSED: 'refuses the connection',
  ECONNRESET: 'ends the connection',
  UND_ERR_SOCKET: 'ends the connection',
  Z_DATA_ERROR: 'sends data that cannot be unpacked',
  SELF_SIGNED_CERT_IN_CHAIN: 'has a certificate of an authority that is not known; name it in `ca` or `cafile`',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a certificate that nobody has signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has a certificate of an authority that is not known; name it in `ca` or `cafile`',
  CERT_HAS_EXPIRED: 'has a certificate that has expired',
};
