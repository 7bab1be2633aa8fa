import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Trouble } from './health.ts';

/** What a server answered: the bytes of a 200, nothing of a 404. */
export interface Answer {
  readonly found: Buffer | undefined;
}

/** An answer, or why there is none that can be used. */
export type Result = Answer | Trouble;

/** What an exchange is held to: bytes of the answer, and milliseconds for everything. */
export interface Bounds {
  readonly limit: number;
  readonly timeout: number;
}

/** Milliseconds in which a connection is there, or never. */
const CONNECT = 3000;

/** Sends a request and takes its answer. Whatever the server does, this ends in time, and the connection with it. */
export function exchange(request: ClientRequest, body: Uint8Array | undefined, bounds: Bounds): Promise<Result> {
  return new Promise((done) => {
    let open = true;
    const timers: NodeJS.Timeout[] = [];
    const end = (result: Result, complete = false) => {
      if (!open) return;
      open = false;
      for (const timer of timers) clearTimeout(timer);
      if (!complete) request.destroy();
      done(result);
    };
    // A thread that was busy looks at what has come meanwhile before it says that nothing came.
    const later = (trouble: Trouble, milliseconds: number, still = () => true) =>
      timers.push(setTimeout(() => setImmediate(() => still() && end(trouble)), milliseconds));
    later('did not answer in time', bounds.timeout);
    request.on('socket', (socket) => {
      if (socket.connecting) later('could not be reached', CONNECT, () => socket.connecting);
    });
    request.on('error', (error) => end(troubleOf(error)));
    request.on('response', (response) =>
      takeAnswer(response, { limit: bounds.limit, isPut: request.method === 'PUT' }, end),
    );
    request.end(body);
  });
}

function takeAnswer(
  response: IncomingMessage,
  { limit, isPut }: { readonly limit: number; readonly isPut: boolean },
  end: (result: Result, complete?: boolean) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('error', (error) => end(troubleOf(error)));
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > limit) end('gave entries that are damaged');
    else chunks.push(chunk);
  });
  response.on('end', () => end(resultOf(response, Buffer.concat(chunks), isPut), true));
}

/** Redirects are errors: credentials go to the server that was named, and to no other. */
function resultOf({ statusCode = 0, headers }: IncomingMessage, found: Buffer, isPut: boolean): Result {
  if (statusCode === 404 && !isPut) return { found: undefined };
  if (statusCode === 401 || statusCode === 403) return 'refused the credentials';
  if (![200, 201, 204].includes(statusCode)) return 'answered with an error';
  // Nobody asked for another encoding.
  return (headers['content-encoding'] ?? 'identity') === 'identity' ? { found } : 'gave entries that are damaged';
}

function troubleOf(error: Error): Trouble {
  const { code = '', library } = error as NodeJS.ErrnoException & { library?: unknown };
  return library !== undefined || /^(ERR_TLS|ERR_SSL|EPROTO$|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED)/.test(code)
    ? 'did not agree to a TLS connection'
    : 'could not be reached';
}
