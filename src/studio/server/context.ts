import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { CompileDesk } from './compile-desk.ts';
import type { Gate } from './gate.ts';
import type { Limits } from './limits.ts';
import type { Sessions } from './sessions.ts';
import type { Traffic } from './traffic.ts';

/** What every route works with. */
export interface Studio {
  readonly limits: Limits;
  readonly desk: CompileDesk;
  readonly sessions: Sessions;
  readonly streams: Gate;
  readonly traffic: Traffic;
  readonly version: string;
}

/** What hono knows of a request here. */
export interface ServerEnv {
  Bindings: HttpBindings;
  Variables: { correlationId: string };
}

/** One request. */
export type ServerContext = Context<ServerEnv>;

/** Who asks: an address, and of IPv6 the network, since one client has many of these. */
export function clientOf({ env }: ServerContext): string {
  const address = env.incoming.socket.remoteAddress ?? '';
  return address.includes('.') ? address : address.split(':').slice(0, 4).join(':');
}

/** Ends with the connection of a request. */
export function goneSignal({ env }: ServerContext): AbortSignal {
  const gone = new AbortController();
  env.outgoing.once('close', () => gone.abort());
  return gone.signal;
}
