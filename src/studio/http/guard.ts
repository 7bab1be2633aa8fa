import { hostname, networkInterfaces } from 'node:os';
import type { Context, MiddlewareHandler } from 'hono';

/** The addresses that a server answers for. */
export interface Own {
  readonly host: string;
  /** Known once it listens. */
  port(): number;
}

/** Says no in the form of the server; a plain text when nothing is said. */
export type Refuse = (context: Context, reason: string) => Response;

const READS = /^(?:GET|HEAD|OPTIONS)$/;

/**
 * Refuses what other sites send a browser to do: requests under another name (DNS rebinding), from another origin, and
 * from other sites but for following a link (Fetch Metadata).
 */
export function guard(
  own: Own,
  refuse: Refuse = (context, reason) => context.text(`${reason}\n`, 403),
): MiddlewareHandler {
  return async (context, next) => {
    const reason = whyNot(context, own);
    return reason === undefined ? next() : refuse(context, reason);
  };
}

function whyNot({ req }: Context, own: Own): string | undefined {
  const [host, origin, site] = [req.header('host'), req.header('origin'), req.header('sec-fetch-site')];
  if (host === undefined || !isOwn(host, own)) return 'This server answers under its own addresses only.';
  if (origin !== undefined && !isOwnOrigin(origin, own)) return 'Pages of other origins may not use this server.';
  if (site === undefined || site === 'same-origin' || site === 'none') return undefined;
  const follows = req.header('sec-fetch-mode') === 'navigate' && req.header('sec-fetch-dest') === 'document';
  return follows && READS.test(req.method) ? undefined : 'Other sites may only link to this server.';
}

function isOwnOrigin(origin: string, own: Own): boolean {
  return origin.startsWith('http://') && isOwn(origin.slice('http://'.length), own);
}

function isOwn(host: string, own: Own): boolean {
  const [, name = '', port = '80'] = /^(\[[\da-f:.]+\]|[^:]+)(?::(\d+))?$/i.exec(host) ?? [];
  return Number(port) === own.port() && ownNames(own.host).has(name.toLowerCase());
}

/** What listens everywhere is also reached by the machine's name and the addresses of its interfaces. */
function ownNames(host: string): ReadonlySet<string> {
  const names = ['127.0.0.1', 'localhost', '[::1]', bracketed(host)];
  if (host !== '0.0.0.0' && host !== '::') return new Set(names);
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all?.map(({ address }) => address) ?? []);
  return new Set([...names, hostname().toLowerCase(), ...addresses.map(bracketed)]);
}

function bracketed(host: string): string {
  return (host.includes(':') ? `[${host}]` : host).toLowerCase();
}
