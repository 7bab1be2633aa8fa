import { Agent as PlainAgent, request as requestPlain } from 'node:http';
import { request as requestSafe, Agent as SafeAgent } from 'node:https';
import { performance } from 'node:perf_hooks';
import { type Answer, exchange, type Result } from './exchange.ts';
import { openHealth } from './health.ts';
import type { RemoteSettings } from './settings.ts';

/** What is asked of a server, below its address. */
export interface Question {
  readonly method: 'GET' | 'HEAD' | 'PUT';
  readonly path: string;
  readonly body?: Uint8Array;
  /** Bytes that an answer may have. */
  readonly limit: number;
}

/** Asks a server; nothing where it gave no answer that can be used, or is not asked any more. Its health knows why. */
export type HttpClient = (question: Question) => Promise<Answer | undefined>;

/** Requests at a time, of one thread. */
const SOCKETS = 32;

/** Opens a client; connections are kept and used again. */
export function createHttpClient({ url, authorization, tls, timeout, memory }: RemoteSettings): HttpClient {
  const health = openHealth(memory);
  const safe = url.startsWith('https:');
  const options = { keepAlive: true, maxSockets: SOCKETS };
  const agent = safe ? new SafeAgent({ ...options, ...tls, minVersion: 'TLSv1.2' }) : new PlainAgent(options);
  const send = safe ? requestSafe : requestPlain;
  return async ({ method, path, body, limit }) => {
    if (!health.isOn()) return undefined;
    const start = performance.now();
    const headers = {
      'accept-encoding': 'identity',
      ...(authorization !== undefined && { authorization }),
      ...(body && { 'content-type': 'application/octet-stream', 'content-length': body.length }),
    };
    const tryIt = async (again: boolean): Promise<Result> => {
      const request = send(new URL(path, url), { method, agent, headers });
      const result = await exchange(request, body, { limit, timeout });
      // A server may close a connection that was kept, just when it is used again.
      return result === 'could not be reached' && request.reusedSocket && again ? tryIt(false) : result;
    };
    const result = await tryIt(true);
    if (typeof result === 'string') health.bad(result);
    else if (performance.now() - start > timeout / 2) health.bad('was slow');
    else health.good();
    return typeof result === 'string' ? undefined : result;
  };
}
