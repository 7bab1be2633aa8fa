import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSafeServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fieldsOf, sha256 } from './action-result.ts';

/** What a server is strict about, beside its protocol. */
export interface CasRules {
  /** The `authorization` header that it wants. */
  readonly authorization?: string;
  readonly tls?: ServerOptions;
  /** Bytes that a blob may have. */
  readonly largest?: number;
  /** Answers in the place of the server. */
  lie?(request: IncomingMessage, response: ServerResponse): void;
}

/** What a server keeps, by path: `/ac/…` and `/cas/…`. */
export type CasStore = Map<string, Buffer>;

/** A running server. */
export interface CasServer {
  readonly url: string;
  readonly store: CasStore;
  /** Requests that came, as `GET /ac/…`. */
  readonly requests: string[];
  /** What was wrong with requests; nothing may be. */
  readonly complaints: string[];
  close(): Promise<void>;
}

/**
 * A server of the HTTP protocol of bazel-remote that forgives nothing: blobs must have the digest that they are put under,
 * action results must be `ActionResult` messages whose blobs are there already.
 */
export async function startCasServer(rules: CasRules = {}): Promise<CasServer> {
  const store: CasStore = new Map();
  const [requests, complaints]: [string[], string[]] = [[], []];
  const listener: RequestListener = (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    if (rules.lie) {
      request.resume();
      rules.lie(request, response);
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const [status, body] = answer(request, Buffer.concat(chunks), store, rules);
      if (status >= 400 && status !== 404) complaints.push(`${request.method} ${request.url}: ${status} ${body}`);
      response.writeHead(status, { 'content-length': body.length });
      response.end(request.method === 'HEAD' ? undefined : body);
    });
  };
  const server = rules.tls ? createSafeServer(rules.tls, listener) : createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: rules.tls ? `https://localhost:${port}/` : `http://127.0.0.1:${port}/`,
    store,
    requests,
    complaints,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

type Reply = readonly [status: number, body: Buffer | string];

function answer({ method, url = '', headers }: IncomingMessage, body: Buffer, store: CasStore, rules: CasRules): Reply {
  if (rules.authorization !== undefined && headers.authorization !== rules.authorization) return [401, 'who are you?'];
  const [, kind, hash] = /^\/(ac|cas)\/([0-9a-f]{64})$/.exec(url) ?? [];
  if (hash === undefined) return [400, 'no such place'];
  if (method === 'GET' || method === 'HEAD') return store.has(url) ? [200, store.get(url) ?? ''] : [404, 'Not found'];
  if (method !== 'PUT') return [405, 'no such method'];
  if (headers['content-length'] !== String(body.length)) return [400, 'without a length'];
  if (body.length > (rules.largest ?? 1 << 24)) return [413, 'too large'];
  const wrong = kind === 'cas' ? wrongBlob(body, hash) : wrongResult(body, store);
  if (wrong !== undefined) return [400, wrong];
  store.set(url, body);
  return [200, ''];
}

function wrongBlob(body: Buffer, hash: string): string | undefined {
  return sha256(body) === hash ? undefined : 'another digest';
}

/** Reads the message by the schema of the Remote Execution API, v2: output_files 2 (path 1, digest 2), exit_code 4, stdout_raw 5. */
function wrongResult(body: Buffer, store: CasStore): string | undefined {
  try {
    return body.length === 0 ? 'an empty result' : wrongMessage(body, store);
  } catch {
    return 'no message';
  }
}

function wrongMessage(body: Buffer, store: CasStore): string | undefined {
  for (const [field, value] of fieldsOf(body)) {
    if (![2, 4, 5].includes(field)) return `the field ${field}`;
    if (field !== 2) continue;
    const file = new Map(fieldsOf(value as Buffer));
    const digest = new Map(fieldsOf(file.get(2) as Buffer));
    const blob = store.get(`/cas/${digest.get(1)}`);
    if (!/^[^/]+$/.test(String(file.get(1)))) return 'a path that is not relative';
    if (!blob || blob.length !== digest.get(2)) return 'a blob that is not there';
  }
  return undefined;
}
