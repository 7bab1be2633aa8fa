import type { Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';

/** Where to listen, and how long a client may take. */
export interface ServeSettings {
  readonly host: string;
  /** 0 for any port that is free. */
  readonly port: number;
  /** How many ports are tried, beginning with `port`; 1 when nothing is said. */
  readonly attempts?: number;
  /** Milliseconds until the header, and until the whole request must have arrived. */
  readonly headersTimeout?: number;
  readonly requestTimeout?: number;
  /** Ends streams that would stay open; called when closing begins. */
  readonly onClose?: () => void;
}

/** A server that listens. */
export interface Serving {
  /** The address for people, with its slash. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** Takes no more requests, and waits for those that are under way, at most two seconds. */
  close(): Promise<void>;
}

const GRACE_MS = 2000;

/** Listens; a port that is taken gives way to the next one. Throws what Node throws when none can be had. */
export async function serve(app: Pick<Hono, 'fetch'>, settings: ServeSettings): Promise<Serving> {
  const { host, port, attempts = 1, headersTimeout = 10_000, requestTimeout = 30_000, onClose } = settings;
  for (let next = port; ; next++) {
    const serverOptions = { headersTimeout, requestTimeout, connectionsCheckingInterval: 1000 };
    const server = createAdaptorServer({ fetch: app.fetch, serverOptions }) as Server;
    try {
      const taken = await listen(server, host, next);
      return { host, port: taken, url: `http://${nameOf(host)}:${taken}/`, close: () => close(server, onClose) };
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!isTaken || next + 1 >= port + attempts || next >= 65_535) throw error;
    }
  }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      const address = server.address();
      done(address !== null && typeof address === 'object' ? address.port : port);
    });
  });
}

async function close(server: Server, onClose: (() => void) | undefined): Promise<void> {
  onClose?.();
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeIdleConnections();
  await Promise.race([closed, wait(GRACE_MS, undefined, { ref: false })]);
  server.closeAllConnections();
  await closed;
}

/** An address that listens everywhere is reached by the machine's own name. */
function nameOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
